import { getProductAsOperator } from '@portal/api/goods.ts'
import {
  getDocument,
  getProductMedia,
  listDocumentProducts,
  listDocuments,
  type ProductMedia,
} from '@portal/api/product-media.ts'
import { useQueryClient } from '@tanstack/react-query'
import { queryFor } from '../../lib/api.ts'

/** What to read again when pictures or documents have changed. */
export function useMediaChanged() {
  const queries = useQueryClient()
  const stale = (paths: readonly string[]) =>
    Promise.all(paths.map((path) => queries.invalidateQueries({ queryKey: ['goods', path] })))
  return {
    /** the answer holds them as they are now */
    pictures: async (productId: string, media: ProductMedia) => {
      queries.setQueryData(queryFor(getProductMedia, { params: { productId } }).queryKey, media)
      await stale([getProductAsOperator.path])
    },
    documents: () =>
      stale([getProductMedia.path, listDocuments.path, getDocument.path, listDocumentProducts.path]),
  }
}
