import { addLines, type RowToAdd } from '@portal/api/carts.ts'
import { resolveRows, type ResolvedRow } from '@portal/api/matching.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { changesOf } from '../../lib/live.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import styles from './carts.module.css'
import './texts.ts'

/** As many rows as the server recognises at once. */
const mostAtOnce = 1000

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** `A-100<tab>5`, `A-100;5`, or `A-100` alone. A quantity after a mere space may belong to the article. */
function rowOf(line: string): { article: string; quantity?: string } {
  const [article = '', quantity] = line.split(/[\t;]/).map((part) => part.trim())
  return quantity ? { article, quantity } : { article }
}

/** A row that was not added, with the quantity as it was written. */
type LeftRow = ResolvedRow & { written: string }

/** Articles typed or pasted straight into a cart; what could not be added is told row by row. */
export function ArticleEntry({ cartId }: { cartId: string }) {
  const { t } = useTranslation('carts')
  const problemText = useProblemText()
  const format = useFormat()
  const queries = useQueryClient()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [waiting, setWaiting] = useState(0)
  const [left, setLeft] = useState<readonly LeftRow[]>([])
  const put = async (rows: RowToAdd[], contractId?: string) => {
    if (rows.length === 0) return
    const body = { rows, ...(contractId ? { contractId } : {}) }
    const { rows: added } = await call(addLines, { params: { cartId }, body })
    const count = added.filter((row) => row.outcome !== 'refused').length
    if (count > 0) toastDone(t('added', { count }))
    await queries.invalidateQueries({ queryKey: ['carts'] })
  }
  const add = useMutation({
    mutationKey: changesOf(cartId),
    mutationFn: async () => {
      const lines = linesOf(text)
      const written = lines.slice(0, mostAtOnce).map(rowOf)
      const rest = lines.slice(mostAtOnce)
      const { rows } = await call(resolveRows, { body: { rows: written } })
      const usable = rows.filter((row) => row.outcome === 'found' || row.outcome === 'changed')
      await put(
        usable.flatMap(({ item, packagingId, quantity }) =>
          item && quantity
            ? [{ productId: item.productId, ...(packagingId ? { packagingId } : {}), quantity }]
            : [],
        ),
      )
      setLeft(
        rows
          .filter((row) => !usable.includes(row) && row.outcome !== 'duplicate')
          .map((row) => ({ ...row, written: written[row.position]?.quantity ?? '1' })),
      )
      // what does not go at once stays in the field, for the next press
      setText(rest.join('\n'))
      setWaiting(rest.length)
      field.current?.focus()
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  const choose = useMutation({
    mutationKey: changesOf(cartId),
    mutationFn: async ({
      row,
      productId,
      contractId,
    }: {
      row: LeftRow
      productId: string
      contractId?: string
    }) => {
      await put([{ productId, quantity: row.quantity ?? row.written }], contractId)
      setLeft((rows) => rows.filter((one) => one !== row))
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    if (text.trim() && !add.isPending) add.mutate()
  }
  return (
    <>
      <div className={styles.entry}>
        <div>
          <textarea
            ref={field}
            className={controls.input}
            rows={Math.min(8, Math.max(1, text.split('\n').length))}
            aria-label={t('entry')}
            placeholder={t('entry')}
            value={text}
            maxLength={200_000}
            onChange={(event) => {
              setText(event.target.value)
              setWaiting(0)
            }}
            onKeyDown={onKeyDown}
          />
          <button
            type="button"
            className={controls.button}
            disabled={!text.trim() || add.isPending}
            onClick={() => add.mutate()}
          >
            {t('entryButton')}
          </button>
        </div>
        <span className={styles.soft}>{t('entryHint')}</span>
      </div>
      {waiting > 0 && (
        <p className={styles.notice} role="status">
          {t('entryRest', { count: waiting, limit: format.number(mostAtOnce) })}
        </p>
      )}
      {left.length > 0 && (
        <ul className={styles.report} aria-label={t('report')}>
          {left.map((row) => (
            <li key={row.position}>
              <code>{row.article}</code> —{' '}
              {t(`outcome.${row.outcome}`, { name: row.candidates[0]?.name ?? row.item?.name ?? '' })}{' '}
              {row.candidates.slice(0, 5).map((item) => (
                <button
                  key={item.productId}
                  type="button"
                  className={`${controls.button} ${controls.compact}`}
                  title={item.name}
                  disabled={choose.isPending}
                  onClick={() => choose.mutate({ row, productId: item.productId })}
                >
                  {t('choose', { article: item.article ?? item.name })}
                </button>
              ))}
              {row.otherContracts.map(({ contractId, productId, number, sellerName }) => (
                <button
                  key={`${contractId} ${productId}`}
                  type="button"
                  className={`${controls.button} ${controls.compact}`}
                  title={sellerName}
                  disabled={choose.isPending}
                  onClick={() => choose.mutate({ row, productId, contractId })}
                >
                  {t('chooseUnder', { number })}
                </button>
              ))}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
