import { orderStatus } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import type { UrlChange } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { openStatuses } from '../order-parts/status.ts'
import { useOwnContracts, type OrderFilter } from './orders-list.ts'
import styles from './orders.module.css'
import './texts.ts'

/** By number or the buyer's own number, product inside, contract, state and dates. */
export function OrderFilters({
  filter,
  onChange,
}: {
  filter: OrderFilter
  onChange: (patch: Partial<OrderFilter>, how?: UrlChange) => void
}) {
  const { t } = useTranslation(['orders', 'order-parts'])
  const contracts = useOwnContracts()
  return (
    <div className={styles.filters} role="search">
      {(['search', 'product'] as const).map((key) => {
        const label = key === 'search' ? t('searchOwn') : t('order-parts:product')
        return (
          <input
            key={key}
            className={`${controls.input} ${styles.words}`}
            type="search"
            aria-label={label}
            placeholder={label}
            maxLength={200}
            value={filter[key]}
            onChange={(event) => onChange({ [key]: event.target.value }, { replace: true })}
          />
        )
      })}
      {(contracts.length > 1 || filter.contractId) && (
        <select
          className={controls.input}
          aria-label={t('order-parts:column.contract')}
          value={filter.contractId}
          onChange={(event) => onChange({ contractId: event.target.value })}
        >
          <option value="">{t('allContracts')}</option>
          {contracts.map(({ contractId, contractNumber, sellerName }) => (
            <option key={contractId} value={contractId}>
              {contractNumber} · {sellerName}
            </option>
          ))}
        </select>
      )}
      <select
        className={controls.input}
        aria-label={t('order-parts:column.status')}
        value={filter.status}
        onChange={(event) => onChange({ status: event.target.value })}
      >
        <option value="">{t('order-parts:allStatuses')}</option>
        <option value={openStatuses}>{t('open')}</option>
        {orderStatus.options.map((status) => (
          <option key={status} value={status}>
            {t(`order-parts:status.${status}`)}
          </option>
        ))}
      </select>
      {(['from', 'until'] as const).map((side) => (
        <label key={side} className={styles.date}>
          <span>{t(`order-parts:${side}`)}</span>
          <input
            className={controls.input}
            type="date"
            value={filter[side]}
            onChange={(event) => onChange({ [side]: event.target.value })}
          />
        </label>
      ))}
      <label className={controls.check}>
        <input
          type="checkbox"
          checked={filter.changed !== ''}
          onChange={(event) => onChange({ changed: event.target.checked ? 'true' : '' })}
        />
        {t('onlyChanged')}
      </label>
    </div>
  )
}
