import { getMyCompany } from '@portal/api/my-company.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { useMe, usePermission } from '../../lib/me.ts'
import { ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { PeopleTab } from '../customers/people-tab.tsx'
import { PointsTab } from '../customers/points-tab.tsx'
import { PartNumbersTab } from '../part-numbers/part-numbers-tab.tsx'
import styles from './company.module.css'
import './texts.ts'

/** The buyer's own company: requisites, who looks after it, its people for those who manage them, its addresses. */
export function CompanyScreen() {
  const { t } = useTranslation('company')
  const contract = useMe()?.current?.context.contractId
  const read = useQuery({ ...queryFor(getMyCompany, {}), enabled: contract !== undefined })
  const mayOrder = usePermission('orders.submit')
  const mayNumber = usePermission('carts.edit')
  const seesGoods = usePermission('catalogue.view')
  const manages = read.data?.abilities.manageMembers ?? false
  const shown = (['about', 'people', 'points', 'numbers'] as const).filter(
    (tab) => (tab !== 'people' || manages) && (tab !== 'numbers' || seesGoods),
  )
  const tab = useTab(shown)
  if (read.error && !read.data) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  if (!read.data) return <Skeleton lines={10} />
  const company = read.data
  const counts = {
    about: undefined,
    people: company.members.length,
    points: company.deliveryPoints.filter(({ active }) => active).length,
    numbers: undefined,
  }
  return (
    <>
      <title>{company.name}</title>
      <PageHeader title={company.name} note={company.groupName && t('group', { name: company.groupName })} />
      <Tabs
        label={company.name}
        tabs={shown.map((key) => ({ key, label: t(`tab.${key}`), count: counts[key] }))}
      />
      {tab === 'about' && (
        <div className={styles.columns}>
          <section className={styles.panel}>
            <h2>{t('requisites')}</h2>
            <dl className={styles.facts}>
              <dt>{t('fullName')}</dt>
              <dd>{company.fullName}</dd>
              <dt>{t('inn')}</dt>
              <dd>{company.inn}</dd>
              {company.kpp && (
                <>
                  <dt>{t('kpp')}</dt>
                  <dd>{company.kpp}</dd>
                </>
              )}
            </dl>
            <p className={styles.soft}>{t('requisitesHint')}</p>
          </section>
          <section className={styles.panel}>
            <h2>{t('manager')}</h2>
            {company.manager ? (
              <dl className={styles.facts}>
                <dt>{t('managerName')}</dt>
                <dd>{company.manager.name}</dd>
                <dt>{t('email')}</dt>
                <dd>
                  <a href={`mailto:${company.manager.email}`}>{company.manager.email}</a>
                </dd>
                {company.manager.phone && (
                  <>
                    <dt>{t('phone')}</dt>
                    <dd>
                      <a href={`tel:${company.manager.phone}`}>{company.manager.phone}</a>
                    </dd>
                  </>
                )}
              </dl>
            ) : (
              <p className={styles.soft}>{t('noManager')}</p>
            )}
          </section>
        </div>
      )}
      {tab === 'people' && (
        <PeopleTab
          place={{ own: true, name: company.name }}
          members={company.members}
          invitations={company.invitations}
          note={t('peopleHint')}
        />
      )}
      {tab === 'points' && <PointsTab points={company.deliveryPoints} editable={mayOrder} />}
      {tab === 'numbers' && <PartNumbersTab place={{ own: true }} editable={mayNumber} />}
    </>
  )
}
