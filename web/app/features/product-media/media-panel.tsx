import { getProductMedia } from '@portal/api/product-media.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { DocumentList } from './document-list.tsx'
import { PictureStrip } from './picture-strip.tsx'
import styles from './product-media.module.css'
import './texts.ts'

/** Pictures and documents of a product, to look at and, for those who look after goods, to keep (function 3). */
export function MediaPanel({
  product,
}: {
  product: { id: string; name: string; variantLabel: string | null }
}) {
  const { t } = useTranslation('product-media')
  const mayManage = useOperatorPermission('goods.manage')
  const media = useQuery(queryFor(getProductMedia, { params: { productId: product.id } }))
  if (isLost(media)) return <ErrorState error={media.error} onRetry={() => void media.refetch()} />
  if (!media.data) return <Skeleton lines={4} />
  return (
    <>
      <section className={styles.group}>
        <h3>{t('pictures')}</h3>
        <PictureStrip product={product} pictures={media.data.pictures} mayManage={mayManage} />
      </section>
      <section className={styles.group}>
        <h3>{t('documents')}</h3>
        <DocumentList product={product} documents={media.data.documents} mayManage={mayManage} />
      </section>
    </>
  )
}
