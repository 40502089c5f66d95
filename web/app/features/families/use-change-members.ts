import {
  getOfficeFamily,
  removeFamilyMembers,
  setFamilyMember,
  type OfficeFamily,
} from '@portal/api/families.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

/** Changes of members; the answer is the family as it is now, so that nothing is read again to see it. */
export function useChangeMembers(familyId: string) {
  const queries = useQueryClient()
  const params = { familyId }
  const keep = (family: OfficeFamily) => {
    queries.setQueryData(['goods', getOfficeFamily.path, { params }], family)
    void queries.invalidateQueries({ queryKey: ['goods'], refetchType: 'none' })
  }
  const put = useMutation({
    mutationFn: ({
      productId,
      ...body
    }: {
      productId: string
      valueIds?: (string | null)[]
      move?: boolean
    }) => call(setFamilyMember, { params: { ...params, productId }, body }),
    onSuccess: keep,
  })
  const remove = useMutation({
    mutationFn: (productIds: string[]) => call(removeFamilyMembers, { params, body: { productIds } }),
    onSuccess: keep,
  })
  const readAgain = () => queries.invalidateQueries({ queryKey: ['goods'] })
  return { put, remove, readAgain }
}
