import { startActing } from '@portal/api/identity.ts'
import { getContract, type Contract } from '@portal/api/contracts.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { AbsentRules } from '../absent-rules/rules-table.tsx'
import { PricesTab } from './prices-tab.tsx'
import { QuantitiesTab } from './quantities-tab.tsx'
import { SpecificationTab } from './specification-tab.tsx'
import { StateBadge } from './state-badge.tsx'
import { TermsTab } from './terms-tab.tsx'
import { WhyTab } from './why-tab.tsx'
import styles from './contracts.module.css'
import './texts.ts'

const tabs = ['terms', 'specification', 'prices', 'quantities', 'absent', 'why'] as const

/** One contract: what was agreed, what it lets the buyer see, at which prices, and why. */
export function ContractScreen({ contractId }: { contractId: string }) {
  const contract = useQuery(queryFor(getContract, { params: { contractId } }))
  if (isLost(contract)) return <ErrorState error={contract.error} onRetry={() => void contract.refetch()} />
  if (!contract.data) return <Skeleton lines={14} />
  return <ContractPage contract={contract.data} />
}

function ContractPage({ contract }: { contract: Contract }) {
  const { t } = useTranslation('contracts')
  const format = useFormat()
  const problemText = useProblemText()
  const mayLook = useOperatorPermission('buyers.act_as')
  const tab = useTab(tabs)
  const preview = useMutation({
    mutationFn: () =>
      call(startActing, {
        body: { companyId: contract.companyId, contractId: contract.id, mode: 'preview' },
      }),
    onSuccess: () => window.location.assign('/catalogue'),
    onError: (error) => toastProblem(problemText(error)),
  })
  const title = t('contract', { number: contract.number })
  return (
    <>
      <title>{title}</title>
      <PageHeader
        title={title}
        note={
          <span className={styles.head}>
            <StateBadge state={contract.state} />
            <Link to={`/office/customers/${contract.companyId}`}>{contract.companyName}</Link>
            <span>{contract.sellerName}</span>
            <span>
              {t('offered', {
                count: contract.offeredCount,
                formatted: format.number(contract.offeredCount),
              })}
            </span>
          </span>
        }
      >
        {mayLook && (
          <button
            type="button"
            className={controls.button}
            disabled={preview.isPending}
            onClick={() => preview.mutate()}
          >
            {t('preview')}
          </button>
        )}
      </PageHeader>
      <Tabs
        label={title}
        tabs={tabs.map((key) => ({
          key,
          label: t(`tab.${key}`),
          count:
            key === 'specification'
              ? contract.ruleCount || undefined
              : key === 'prices'
                ? contract.fixedPriceCount || undefined
                : undefined,
        }))}
      />
      {tab === 'terms' && <TermsTab contract={contract} />}
      {tab === 'specification' && <SpecificationTab contract={contract} />}
      {tab === 'prices' && <PricesTab contract={contract} />}
      {tab === 'absent' && <AbsentRules contractId={contract.id} />}
      {tab === 'quantities' && <QuantitiesTab contract={contract} />}
      {tab === 'why' && <WhyTab contract={contract} />}
    </>
  )
}
