import { listWarehouseContracts, type Warehouse } from '@portal/api/warehouses.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import styles from './warehouses.module.css'
import './texts.ts'

/** The contracts that name a warehouse, and how near it stands to each. */
export function WarehouseContracts({ warehouse, onClose }: { warehouse: Warehouse; onClose: () => void }) {
  const { t } = useTranslation(['warehouses', 'common'])
  const contracts = useInfiniteQuery({
    queryKey: ['terms', listWarehouseContracts.path, warehouse.id],
    queryFn: ({ pageParam, signal }) =>
      call(
        listWarehouseContracts,
        { params: { warehouseId: warehouse.id }, query: pageParam ? { cursor: pageParam } : {} },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
  const items = contracts.data?.pages.flatMap((page) => page.items)
  return (
    <Dialog opened onClose={onClose} title={t('contracts.title', { name: warehouse.name })}>
      {contracts.isPending && <Skeleton lines={3} />}
      {contracts.error && <ErrorState error={contracts.error} onRetry={() => void contracts.refetch()} />}
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
      {contracts.hasNextPage && (
        <button type="button" className={controls.button} onClick={() => void contracts.fetchNextPage()}>
          {t('more', { ns: 'common' })}
        </button>
      )}
    </Dialog>
  )
}
