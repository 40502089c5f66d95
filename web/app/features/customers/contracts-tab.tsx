import type { Company } from '@portal/api/organizations.ts'
import { listContracts, type ContractSummary } from '@portal/api/contracts.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useOperatorPermission } from '../../lib/me.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { lastDayOf } from '../contracts/last-day.ts'
import styles from './customers.module.css'
import './texts.ts'

const tones: Record<ContractSummary['state'], Tone> = {
  in_force: 'good',
  not_yet: 'neutral',
  expired: 'warning',
  suspended: 'warning',
  terminated: 'neutral',
}

/** On what conditions the company buys. */
export function ContractsTab({ company }: { company: Company }) {
  const { t } = useTranslation(['customers', 'common'])
  const format = useFormat()
  const mayManage = useOperatorPermission('contracts.manage')
  const contracts = usePages(listContracts, { query: { companyId: company.id } })
  const add = mayManage && (
    <Link
      to={`/office/contracts/new?company=${company.id}`}
      className={`${controls.button} ${controls.primary}`}
    >
      {t('contracts.add')}
    </Link>
  )
  const columns: Column<ContractSummary>[] = [
    {
      key: 'number',
      title: t('contracts.number'),
      main: true,
      cell: (contract) => <Link to={`/office/contracts/${contract.id}`}>{contract.number}</Link>,
    },
    {
      key: 'seller',
      title: t('contracts.seller'),
      width: 200,
      oneLine: true,
      cell: (contract) => contract.sellerName,
    },
    {
      key: 'prices',
      title: t('contracts.priceList'),
      width: 210,
      cell: (contract) => (
        <span className={styles.name}>
          {contract.priceListName ?? t('contracts.noPriceList')}
          {Number(contract.discountPercent) !== 0 && (
            <span>{t('contracts.discount', { percent: format.number(contract.discountPercent) })}</span>
          )}
        </span>
      ),
    },
    {
      key: 'payment',
      title: t('contracts.payment'),
      width: 150,
      cell: (contract) =>
        contract.paymentTerms === 'credit'
          ? t('contracts.credit_days', { count: contract.paymentDays })
          : t(`contracts.${contract.paymentTerms}`),
    },
    {
      key: 'credit',
      title: t('contracts.credit'),
      width: 150,
      align: 'end',
      phone: 'labelled',
      cell: (contract) => <MoneyText value={contract.creditLimit} />,
    },
    {
      key: 'until',
      title: t('contracts.until'),
      width: 120,
      phone: 'labelled',
      cell: (contract) =>
        contract.validUntil ? format.date(lastDayOf(contract.validUntil)) : t('contracts.openEnded'),
    },
    {
      key: 'state',
      title: t('contracts.state'),
      width: 140,
      cell: (contract) => (
        <Badge tone={tones[contract.state]}>{t(`context.${contract.state}`, { ns: 'common' })}</Badge>
      ),
    },
  ]
  return (
    <>
      <div className={styles.toolbar}>
        <span />
        {add}
      </div>
      <DataTable
        label={t('tab.contracts')}
        columns={columns}
        {...contracts.table}
        rowKey={(contract) => contract.id}
        rowLink={(contract) => `/office/contracts/${contract.id}`}
        skeletonRows={3}
        empty={<EmptyState title={t('contracts.empty')}>{t('contracts.emptyHint')}</EmptyState>}
      />
      <MorePages of={contracts.query} />
    </>
  )
}
