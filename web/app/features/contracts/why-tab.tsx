import { explainPrice, type PriceStep } from '@portal/api/offer.ts'
import type { Contract } from '@portal/api/terms.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { MoneyText } from '../../ui/money-text.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useGoodsSearch } from './use-goods-search.ts'
import styles from './contracts.module.css'

/** Each step that led to the buyer's price of a product, or why he does not see it (function 14). */
export function WhyTab({ contract }: { contract: Contract }) {
  const { t } = useTranslation('contracts')
  const [question, setQuestion] = useUrlState({ product: '', quantity: '1', on: '' })
  const [picked, setPicked] = useState<Option | null>(null)
  const search = useGoodsSearch('product')
  const quantity = readQuantity(question.quantity)
  const explained = useQuery({
    ...queryFor(explainPrice, {
      params: { contractId: contract.id, productId: question.product },
      query: { ...(quantity ? { quantity } : {}), ...(question.on ? { on: question.on } : {}) },
    }),
    enabled: question.product !== '',
    placeholderData: keepPreviousData,
  })
  const answer = explained.data
  return (
    <>
      <div className={styles.fields} style={{ maxWidth: 720 }}>
        <div className={controls.field} style={{ gridColumn: '1 / -1' }}>
          <span className={controls.label}>{t('why.product')}</span>
          <PickBox
            label={t('why.product')}
            placeholder={t('spec.pickProduct')}
            picked={
              picked ??
              (answer && question.product ? { id: question.product, name: answer.productName } : null)
            }
            onPick={(option) => {
              setPicked(option)
              setQuestion({ product: option?.id ?? '' })
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
      {question.product && answer && (
        <div aria-live="polite">
          {answer.notOfferedBecause && (
            <p className={controls.alert} style={{ maxWidth: 640, marginTop: 16 }}>
              {t(`why.notOffered.${answer.notOfferedBecause}`)}
            </p>
          )}
          <ol className={styles.steps}>
            {answer.steps.map((step, index) => (
              <Step key={index} step={step} />
            ))}
            <li>
              <span>{t('why.result')}</span>
              <span className={styles.figure}>
                {answer.price ? <MoneyText value={answer.price} /> : t('why.none')}
              </span>
            </li>
          </ol>
        </div>
      )}
    </>
  )
}

function Step({ step }: { step: PriceStep }) {
  const { t } = useTranslation('contracts')
  const format = useFormat()
  const figure = step.kind === 'tier' || step.kind === 'conversion'
  return (
    <li data-applied={step.applied}>
      <span>
        {t(`why.step.${step.kind}`, {
          source: figure ? format.number(step.source) : step.source,
          percent: format.number(step.percent),
        })}
        {!step.applied && step.kind !== 'no_price' && `: ${t('why.notApplied')}`}
      </span>
      <span className={styles.figure}>{step.price && <MoneyText value={step.price} />}</span>
    </li>
  )
}
