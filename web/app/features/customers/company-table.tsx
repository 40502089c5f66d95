import type { CompanySummary } from '@portal/api/organizations.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table.tsx'
import { CompanyState } from './company-state.tsx'
import styles from './customers.module.css'
import './texts.ts'

/** Companies of customers; inside a group its own name is left out, and each row may have an action. */
export function CompanyTable({
  withGroup = true,
  action,
  ...props
}: Pick<DataTableProps<CompanySummary>, 'rows' | 'empty' | 'error' | 'onRetry' | 'busy'> & {
  withGroup?: boolean
  action?: (company: CompanySummary) => ReactNode
}) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const columns: (Column<CompanySummary> | false)[] = [
    {
      key: 'name',
      title: t('column.company'),
      main: true,
      cell: (company) => <Link to={`/office/customers/${company.id}`}>{company.name}</Link>,
    },
    {
      key: 'requisites',
      title: t('column.requisites'),
      width: 208,
      cell: (company) => (
        <span className={styles.number}>
          {company.inn}
          {company.kpp && ` / ${company.kpp}`}
        </span>
      ),
    },
    withGroup && {
      key: 'group',
      title: t('column.group'),
      width: 170,
      oneLine: true,
      cell: (company) =>
        company.groupId && <Link to={`/office/groups/${company.groupId}`}>{company.groupName}</Link>,
    },
    {
      key: 'segment',
      title: t('column.segment'),
      width: 140,
      oneLine: true,
      phone: 'hidden',
      cell: (company) => company.segment,
    },
    {
      key: 'manager',
      title: t('column.manager'),
      width: 150,
      oneLine: true,
      phone: 'hidden',
      cell: (company) => company.managerName,
    },
    {
      key: 'contracts',
      title: t('column.contracts'),
      width: 90,
      align: 'end',
      phone: 'labelled',
      cell: (company) => format.number(company.contractCount),
    },
    {
      key: 'people',
      title: t('column.people'),
      width: 80,
      align: 'end',
      phone: 'labelled',
      cell: (company) => format.number(company.memberCount),
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 120,
      cell: (company) => <CompanyState state={company.state} />,
    },
    action !== undefined && { key: 'action', title: '', width: 150, align: 'end', cell: action },
  ]
  return (
    <DataTable
      {...props}
      label={t('title')}
      columns={columns.filter((column) => column !== false)}
      rowKey={(company) => company.id}
      rowLink={(company) => `/office/customers/${company.id}`}
    />
  )
}
