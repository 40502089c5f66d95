import { orderStatus } from '@portal/api/orders.ts'
import { useTranslation } from 'react-i18next'
import type { UrlChange } from '../../lib/use-url-state.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { openStatuses } from '../order-parts/status.ts'
import { useOwnContracts, type OrderFilter } from './orders-list.ts'
import { FilterDay, FilterSelect, FilterTick, ListFilters } from '../../ui/list-filters.tsx'
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
    <ListFilters>
      <SearchField
        label={t('searchOwn')}
        value={filter.search}
        onChange={(search) => onChange({ search }, { replace: true })}
      />
      <SearchField
        label={t('order-parts:product')}
        value={filter.product}
        onChange={(product) => onChange({ product }, { replace: true })}
      />
      {(contracts.length > 1 || filter.contractId) && (
        <FilterSelect
          label={t('order-parts:column.contract')}
          all={t('allContracts')}
          options={contracts.map(({ contractId, contractNumber, sellerName }) => [
            contractId,
            `${contractNumber} · ${sellerName}`,
          ])}
          value={filter.contractId}
          onChange={(contractId) => onChange({ contractId })}
        />
      )}
      <FilterSelect
        label={t('order-parts:column.status')}
        all={t('order-parts:allStatuses')}
        options={[
          [openStatuses, t('open')],
          ...orderStatus.options.map((status) => [status, t(`order-parts:status.${status}`)] as const),
        ]}
        value={filter.status}
        onChange={(status) => onChange({ status })}
      />
      {(['from', 'until'] as const).map((side) => (
        <FilterDay
          key={side}
          label={t(`order-parts:${side}`)}
          value={filter[side]}
          onChange={(value) => onChange({ [side]: value })}
        />
      ))}
      <FilterTick
        label={t('onlyChanged')}
        value={filter.changed}
        onChange={(changed) => onChange({ changed })}
      />
    </ListFilters>
  )
}
