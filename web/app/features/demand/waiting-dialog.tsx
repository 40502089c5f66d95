import { listWaitingBuyers, type WaitingBuyer } from '@portal/api/subscriptions.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import styles from './demand.module.css'
import './texts.ts'

/** Who waits for a product, in the order of asking: whom to call when it comes, or what to offer instead. */
export function WaitingDialog({ productId, onClose }: { productId: string; onClose: () => void }) {
  const { t } = useTranslation('demand')
  const format = useFormat()
  const mayCustomers = useOperatorPermission('customers.manage')
  const waiting = useQuery(queryFor(listWaitingBuyers, { params: { productId } }))
  const unit = waiting.data?.unit ?? ''
  const columns: Column<WaitingBuyer & { place: number }>[] = [
    {
      key: 'company',
      title: t('buyer.company'),
      main: true,
      cell: (one) => (
        <span className={styles.stack}>
          {mayCustomers ? (
            <Link to={`/office/customers/${one.companyId}`}>{one.companyName}</Link>
          ) : (
            one.companyName
          )}
          <span className={styles.soft}>
            {t('buyer.contract', { number: one.contractNumber })} · {one.person}
          </span>
        </span>
      ),
    },
    { key: 'kind', title: t('buyer.kind'), width: 140, cell: (one) => t(`kind.${one.kind}`) },
    {
      key: 'wanted',
      title: t('buyer.wanted'),
      width: 110,
      align: 'end',
      cell: (one) => (one.wantedQuantity === null ? '—' : `${format.number(one.wantedQuantity)} ${unit}`),
    },
    {
      key: 'since',
      title: t('buyer.since'),
      width: 120,
      phone: 'labelled',
      cell: (one) => format.date(one.createdAt),
    },
  ]
  return (
    <Dialog
      opened
      onClose={onClose}
      size="xl"
      title={waiting.data ? t('whoOf', { name: waiting.data.name }) : t('who')}
      actions={
        <Link to={`/office/products/${productId}`} className={controls.button}>
          {t('product')}
        </Link>
      }
    >
      <DataTable
        label={t('who')}
        columns={columns}
        rows={waiting.data?.items.map((one, place) => ({ ...one, place }))}
        rowKey={(one) => String(one.place)}
        error={waiting.error}
        onRetry={() => void waiting.refetch()}
        skeletonRows={3}
        empty={<EmptyState title={t('whoEmpty')} />}
      />
      {waiting.data?.more && <p className={styles.soft}>{t('whoMore')}</p>}
    </Dialog>
  )
}
