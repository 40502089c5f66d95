import type { OutputOf } from '@portal/api/endpoint.ts'
import { startActing } from '@portal/api/identity.ts'
import { explainStock } from '@portal/api/stock-display.ts'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { StockBadge } from '../../ui/stock-badge.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { useGoodsSearch } from '../contracts/use-goods-search.ts'
import { productPath } from '../offer/product-path.ts'
import { useLooksText } from './looks-text.ts'
import { useSubjectSearch } from './policy-dialog.tsx'
import styles from './stock-display.module.css'
import './texts.ts'

type Answer = OutputOf<typeof explainStock>
type Seen = Pick<NonNullable<Answer['total']>, 'shown' | 'free' | 'decidedBy'>

/** One product as one buyer sees it, beside what is there; from here the page itself opens with his eyes. */
export function ExplainPanel() {
  const { t } = useTranslation('stock-display')
  const [question, setQuestion] = useUrlState({ product: '', contract: '', point: '' })
  const [product, setProduct] = useState<Option | null>(null)
  const [contract, setContract] = useState<Option | null>(null)
  const products = useGoodsSearch('product')
  const contracts = useSubjectSearch('contract')
  const explained = useQuery({
    ...queryFor(explainStock, {
      params: { productId: question.product },
      query: {
        ...(question.contract && { contractId: question.contract }),
        ...(question.contract && question.point && { deliveryPointId: question.point }),
      },
    }),
    enabled: question.product !== '',
    placeholderData: keepPreviousData,
  })
  const answer = question.product ? explained.data : undefined
  return (
    <section className={`${styles.panel} ${styles.explain}`}>
      <h2>{t('explain.title')}</h2>
      <p className={styles.soft}>{t('explain.text')}</p>
      <div className={styles.question}>
        <PickBox
          label={t('explain.product')}
          placeholder={t('explain.pickProduct')}
          picked={product ?? (answer ? { id: question.product, name: answer.productName } : null)}
          onPick={(option) => {
            setProduct(option)
            setQuestion({ product: option?.id ?? '' })
          }}
          {...products}
        />
        <PickBox
          label={t('explain.contract')}
          placeholder={t('explain.asGuest')}
          picked={
            contract ??
            (question.contract && answer?.contractNumber
              ? { id: question.contract, code: answer.contractNumber, name: answer.companyName ?? '' }
              : null)
          }
          onPick={(option) => {
            setContract(option)
            setQuestion({ contract: option?.id ?? '', point: '' })
          }}
          {...contracts}
        />
        {answer && answer.deliveryPoints.length > 0 && (
          <label className={controls.field}>
            <span className={controls.label}>{t('explain.point')}</span>
            <select
              className={controls.input}
              value={question.point}
              onChange={(event) => setQuestion({ point: event.target.value })}
            >
              <option value="">{t('explain.anyPoint')}</option>
              {answer.deliveryPoints.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {explained.error && <ErrorState error={explained.error} onRetry={() => void explained.refetch()} />}
      {question.product && explained.isPending && <Skeleton lines={3} />}
      {answer && <Seen answer={answer} contractId={question.contract} />}
    </section>
  )
}

function Seen({ answer, contractId }: { answer: Answer; contractId: string }) {
  const { t } = useTranslation('stock-display')
  const { total, warehouses } = answer
  if (!total)
    return (
      <p className={controls.alert}>{t(contractId ? 'explain.notOffered' : 'explain.notOfferedGuest')}</p>
    )
  return (
    <div aria-live="polite">
      <table className={styles.answer}>
        <thead>
          <tr>
            <th scope="col">{t('explain.where')}</th>
            <th scope="col">{t('explain.sees')}</th>
            <th scope="col" className={styles.end}>
              {t('explain.isThere')}
            </th>
            <th scope="col">{t('explain.because')}</th>
          </tr>
        </thead>
        <tbody>
          {warehouses.map(({ warehouseId, name, ...seen }) => (
            <SeenRow key={warehouseId} name={name} seen={seen} unit={answer.unitName} />
          ))}
          {warehouses.length === 0 && (
            <tr>
              <td colSpan={4} className={styles.soft}>
                {t('explain.noWarehouses')}
              </td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <SeenRow name={t('explain.total')} seen={total} unit={answer.unitName} />
        </tfoot>
      </table>
      <div className={styles.foot}>
        <Preview answer={answer} contractId={contractId} />
        <span className={styles.soft}>
          {t(answer.numberMayBeTold ? 'explain.mayBeTold' : 'explain.mayNotBeTold')}
        </span>
      </div>
    </div>
  )
}

function SeenRow({ name, seen, unit }: { name: string; seen: Seen; unit: string }) {
  const { t } = useTranslation('stock-display')
  const format = useFormat()
  const looks = useLooksText()
  return (
    <tr>
      <td>{name}</td>
      <td>
        {seen.shown.display === 'hidden' ? (
          <span className={styles.soft}>{t('form.unseen')}</span>
        ) : (
          <StockBadge stock={seen.shown} unit={unit} />
        )}
      </td>
      <td className={styles.end}>{format.number(seen.free)}</td>
      <td className={styles.soft}>{seen.decidedBy ? looks.scope(seen.decidedBy) : t('explain.habit')}</td>
    </tr>
  )
}

function Preview({ answer, contractId }: { answer: Answer; contractId: string }) {
  const { t } = useTranslation('stock-display')
  const problemText = useProblemText()
  const may = useOperatorPermission('buyers.act_as')
  const { companyId, slug } = answer
  const start = useMutation({
    mutationFn: (id: string) =>
      call(startActing, { body: { companyId: id, contractId, mode: 'preview', reason: null } }),
    // a page of its own: nothing that was read as the manager stays in memory
    onSuccess: () => window.location.assign(productPath(slug)),
    onError: (error) => toastProblem(problemText(error)),
  })
  if (!companyId || !may) return null
  return (
    <button
      type="button"
      className={controls.button}
      disabled={start.isPending}
      onClick={() => start.mutate(companyId)}
    >
      {t('explain.preview')}
    </button>
  )
}
