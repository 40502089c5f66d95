import { listDocuments } from '@portal/api/product-media.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import './texts.ts'

/** How many certificates have ended or will soon; nothing where none has. The list begins with them. */
export function EndingCount({ className }: { className: string | undefined }) {
  const { t } = useTranslation('product-media')
  const format = useFormat()
  const expired = useQuery(queryFor(listDocuments, { query: { state: 'expired', limit: 1, total: 'true' } }))
  const expiring = useQuery(
    queryFor(listDocuments, { query: { state: 'expiring', limit: 1, total: 'true' } }),
  )
  const count = (expired.data?.total ?? 0) + (expiring.data?.total ?? 0)
  if (count === 0) return null
  return (
    <Link to="/office/documents" className={className}>
      <b>{format.number(count)}</b>
      {t('ending')}
    </Link>
  )
}
