import { getCompany, type Company } from '@portal/api/organizations.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { queryFor } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { CompanyPriceFiles } from '../price-files/company-price-files.tsx'
import { ActAs } from './act-as.tsx'
import { ChangeState, CompanyState } from './company-state.tsx'
import { ContractsTab } from './contracts-tab.tsx'
import { PartNumbersTab } from '../part-numbers/part-numbers-tab.tsx'
import styles from './customers.module.css'
import { OrdersTab } from './orders-tab.tsx'
import { PeopleTab } from './people-tab.tsx'
import { PointsTab } from './points-tab.tsx'
import { RequisitesTab } from './requisites-tab.tsx'
import './texts.ts'

/** One company of a customer: who it is, on what conditions it buys, who works for it, where its goods go. */
export function CompanyScreen({ companyId }: { companyId: string }) {
  const read = useQuery(queryFor(getCompany, { params: { companyId } }))
  if (read.error && !read.data) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  if (!read.data) return <Skeleton lines={10} />
  return <CompanyPage key={companyId} company={read.data} />
}

const tabs = ['requisites', 'contracts', 'people', 'points', 'numbers', 'orders', 'priceFiles'] as const

function CompanyPage({ company }: { company: Company }) {
  const { t } = useTranslation('customers')
  const mayManage = useOperatorPermission('customers.manage')
  const seesOrders = useOperatorPermission('orders.manage')
  const shown = tabs.filter((tab) => (tab !== 'orders' || seesOrders) && (tab !== 'priceFiles' || mayManage))
  const tab = useTab(shown)
  const counts: Partial<Record<(typeof tabs)[number], number>> = {
    contracts: company.contractCount,
    people: company.members.length,
    points: company.deliveryPoints.filter((point) => point.active).length,
  }
  return (
    <>
      <title>{company.name}</title>
      <PageHeader title={company.name} note={<Head company={company} />}>
        <ActAs company={company} />
        <ChangeState company={company} />
      </PageHeader>
      <Tabs
        label={company.name}
        tabs={shown.map((key) => ({ key, label: t(`tab.${key}`), count: counts[key] }))}
      />
      {tab === 'requisites' && <RequisitesTab company={company} />}
      {tab === 'contracts' && <ContractsTab company={company} />}
      {tab === 'people' && (
        <PeopleTab
          place={{ companyId: company.id, name: company.name }}
          members={company.members}
          invitations={company.invitations}
        />
      )}
      {tab === 'points' && <PointsTab companyId={company.id} points={company.deliveryPoints} />}
      {tab === 'numbers' && (
        <PartNumbersTab key={company.id} place={{ companyId: company.id }} editable={mayManage} />
      )}
      {tab === 'orders' && <OrdersTab company={company} />}
      {tab === 'priceFiles' && <CompanyPriceFiles companyId={company.id} />}
    </>
  )
}

function Head({ company }: { company: Company }) {
  const { t } = useTranslation('customers')
  return (
    <span className={styles.head}>
      <CompanyState state={company.state} />
      <span className={styles.number}>
        {t('field.inn')} {company.inn}
        {company.kpp && ` · ${t('field.kpp')} ${company.kpp}`}
      </span>
      {company.groupId && <Link to={`/office/groups/${company.groupId}`}>{company.groupName}</Link>}
      {company.managerName && (
        <span>
          {t('field.manager')}: {company.managerName}
        </span>
      )}
      {company.state !== 'active' && <span>{t(`stateText.${company.state}`)}</span>}
    </span>
  )
}
