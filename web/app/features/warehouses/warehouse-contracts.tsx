import { listWarehouseContracts, type Warehouse } from '@portal/api/warehouses.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePages } from '../../lib/use-pages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import styles from './warehouses.module.css'
import './texts.ts'

/** The contracts that name a warehouse, and how near it stands to each. */
export function WarehouseContracts({ warehouse, onClose }: { warehouse: Warehouse; onClose: () => void }) {
  const { t } = useTranslation(['warehouses', 'common'])
  const contracts = usePages(listWarehouseContracts, {
    params: { warehouseId: warehouse.id },
    query: {},
  })
  const items = contracts.table.rows
  return (
    <Dialog opened onClose={onClose} title={t('contracts.title', { name: warehouse.name })}>
      {contracts.query.isPending && <Skeleton lines={3} />}
      {contracts.query.error && (
        <ErrorState error={contracts.query.error} onRetry={() => void contracts.query.refetch()} />
      )}
      {items?.length === 0 && <p className={styles.soft}>{t('contracts.none')}</p>}
      <ul className={styles.contracts}>
        {items?.map((contract) => (
          <li key={contract.id}>
            <span>
              <Link to={`/office/contracts/${contract.id}`}>{contract.number}</Link> {contract.companyName}
              {contract.state !== 'in_force' && (
                <span className={styles.soft}> · {t(`context.${contract.state}`, { ns: 'common' })}</span>
              )}
            </span>
            <span className={styles.soft}>{t('contracts.place', { place: contract.place })}</span>
          </li>
        ))}
      </ul>
      <MorePages of={contracts.query} />
    </Dialog>
  )
}
