import { explainPrice, type PriceStep } from '@portal/api/price-explanations.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import type { Contract, SpecificationRule } from '@portal/api/contracts.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { useOldRateText } from '../../lib/old-rate-text.ts'
import { stepKey, useStepValues } from '../../lib/price-step.ts'
import { readQuantity } from '../../lib/quantity.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { MoneyText } from '../../ui/money-text.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useVatText } from '../offer/use-vat-text.ts'
import { useGoodsSearch } from './use-goods-search.ts'
import { usePeriodText } from './use-period-text.ts'
import styles from './contracts.module.css'

type Explanation = OutputOf<typeof explainPrice>

/** Each step that led to the buyer's price of a product, or why he does not see it (function 14). */
export function WhyTab({ contract }: { contract: Contract }) {
  const { t } = useTranslation('contracts')
  const [question, setQuestion] = useUrlState({ product: '', quantity: '1', unit: '', on: '' })
  const [picked, setPicked] = useState<Option | null>(null)
  const search = useGoodsSearch('product')
  const quantity = readQuantity(question.quantity)
  const explained = useQuery({
    ...queryFor(explainPrice, {
      params: { contractId: contract.id, productId: question.product },
      query: {
        ...(quantity ? { quantity } : {}),
        ...(question.unit ? { packagingId: question.unit } : {}),
        ...(question.on ? { on: question.on } : {}),
      },
    }),
    enabled: question.product !== '',
    placeholderData: keepPreviousData,
  })
  const answer = explained.data
  return (
    <>
      <div className={styles.fields} style={{ maxWidth: 720 }}>
        <div style={{ gridColumn: '1 / -1' }}>
          <PickBox
            label={t('why.product')}
            placeholder={t('spec.pickProduct')}
            picked={
              picked ??
              (answer && question.product ? { id: question.product, name: answer.productName } : null)
            }
            onPick={(option) => {
              setPicked(option)
              setQuestion({ product: option?.id ?? '', unit: '' })
            }}
            {...search}
          />
        </div>
        <label className={controls.field}>
          <span className={controls.label}>{t('why.quantity')}</span>
          <input
            className={controls.input}
            inputMode="decimal"
            aria-invalid={quantity === null}
            value={question.quantity}
            onChange={(event) => setQuestion({ quantity: event.target.value }, { replace: true })}
          />
        </label>
        <label className={controls.field}>
          <span className={controls.label}>{t('why.unit')}</span>
          <select
            className={controls.input}
            value={question.unit || answer?.units[0]?.packagingId}
            disabled={!answer || answer.units.length < 2}
            onChange={(event) => setQuestion({ unit: event.target.value }, { replace: true })}
          >
            {answer?.units.map((unit) => (
              <option key={unit.packagingId} value={unit.packagingId}>
                {unit.name}
              </option>
            ))}
          </select>
        </label>
        <label className={controls.field}>
          <span className={controls.label}>{t('why.on')}</span>
          <input
            className={controls.input}
            type="date"
            value={question.on}
            onChange={(event) => setQuestion({ on: event.target.value }, { replace: true })}
          />
        </label>
      </div>
      {explained.error && <ErrorState error={explained.error} onRetry={() => void explained.refetch()} />}
      {!question.product && <EmptyState title={t('why.hint')} />}
      {question.product && answer && <Answer answer={answer} contract={contract} />}
    </>
  )
}

function Answer({ answer, contract }: { answer: Explanation; contract: Contract }) {
  const { t } = useTranslation('contracts')
  const { notOfferedBecause, rule } = answer
  return (
    <div aria-live="polite" className={styles.answer}>
      {notOfferedBecause ? (
        <p className={controls.alert}>
          {t(`why.notOffered.${notOfferedBecause}`)}
          {rule && <RuleText rule={rule} />}
        </p>
      ) : (
        <p className={styles.soft}>
          {t('why.offered')}
          {rule && contract.assortment === 'specified' && <RuleText rule={rule} />}
        </p>
      )}
      <ol className={styles.steps}>
        {answer.steps.map((step, index) => (
          <Step key={index} step={step} currency={contract.currency} />
        ))}
        <li>
          <span>
            {t('why.result')}
            <VatText answer={answer} />
          </span>
          <span className={styles.figure}>
            {answer.price ? <MoneyText value={answer.price} /> : t('why.none')}
          </span>
        </li>
      </ol>
    </div>
  )
}

function RuleText({ rule }: { rule: SpecificationRule }) {
  const { t } = useTranslation('contracts')
  const periodText = usePeriodText()
  const dated = rule.validFrom !== null || rule.validUntil !== null
  return (
    <>
      {' '}
      {t('why.rule', { subject: t(`spec.subject.${rule.subject}`), name: rule.subjectName })}
      {dated && `, ${periodText(rule)}`}.
    </>
  )
}

function VatText({ answer: { includesVat, vatRate } }: { answer: Explanation }) {
  const vatText = useVatText()
  if (includesVat === null) return null
  return <span className={styles.vat}>{vatText({ includesVat, rate: vatRate })}</span>
}

function Step({ step, currency }: { step: PriceStep; currency: string }) {
  const { t } = useTranslation('contracts')
  const values = useStepValues()
  const oldRateText = useOldRateText()
  const { kind, applied, price } = step
  return (
    <li data-applied={applied}>
      <span>
        {t(`why.step.${stepWords(step, currency)}`, values(step))}
        {kind === 'volume_discount' && step.source && ` · ${step.source}`}
        {!applied && <Unapplied kind={kind} price={price} />}
        {step.rate?.old && (
          <span className={styles.remark}>
            <Badge tone="warning">{oldRateText(step.rate.on)}</Badge>
          </span>
        )}
      </span>
      <span className={styles.figure}>{price && <MoneyText value={price} />}</span>
    </li>
  )
}

/** The office is also told why a rate is missing, and that one is old: then its day stands in the remark. */
function stepWords(step: PriceStep, currency: string) {
  if (step.rate?.old) return 'exchange_old'
  if (step.kind !== 'no_rate') return stepKey(step)
  if (!step.rateSource) return 'rate_unnamed'
  return step.rateSource.toCurrency === currency ? 'no_rate' : 'rate_elsewhere'
}

/** Why a step did not count; some say so in their own words. */
function Unapplied({ kind, price }: Pick<PriceStep, 'kind' | 'price'>) {
  const { t } = useTranslation('contracts')
  if (kind === 'no_rate' || kind === 'floor_exempt') return null
  if (kind === 'price_list') return `: ${price ? t('why.dearer') : t('why.noPriceThere')}`
  if (kind === 'floor') return `: ${price ? t('why.notNeeded') : t('why.unreckoned')}`
  return `: ${kind === 'rounding' ? t('why.notNeeded') : t('why.notApplied')}`
}
