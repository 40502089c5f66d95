import { changeLine, getCart, removeLines, type Cart, type CartLine } from '@portal/api/carts.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { QuantityInput } from '../../ui/quantity-input.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import styles from './carts.module.css'
import './texts.ts'

/** The lines of a cart; a quantity is saved when its field is left, and emptying it removes the line. */
export function CartLines({ cart }: { cart: Cart }) {
  const { t } = useTranslation('carts')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [typed, setTyped] = useState<Readonly<Record<string, string | null>>>({})
  const settle = {
    onError: (error: Error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['carts'] }),
  }
  const change = useMutation({
    ...settle,
    mutationFn: ({ line, quantity }: { line: CartLine; quantity: string }) =>
      call(changeLine, { params: { cartId: cart.id, lineId: line.id }, body: { quantity } }),
    // the line and the totals stand at once; the rest of the cart follows
    onSuccess: ({ line: next, totals, revision }, { line }) => {
      queries.setQueryData(queryFor(getCart, { params: { cartId: cart.id } }).queryKey, (now) =>
        now?.revision === revision - 1
          ? {
              ...now,
              totals,
              revision,
              lines: now.lines.map((one) => (one.id === next.id ? next : one)),
            }
          : now,
      )
      setTyped(({ [line.id]: _gone, ...rest }) => rest)
    },
  })
  const remove = useMutation({
    ...settle,
    mutationFn: (lineIds: string[]) => call(removeLines, { params: { cartId: cart.id }, body: { lineIds } }),
    onSuccess: () => setTicked(new Set()),
  })
  const save = (line: CartLine, quantity: string | null) => {
    if (quantity === null) remove.mutate([line.id])
    else if (quantity !== line.quantity) change.mutate({ line, quantity })
  }
  const columns: Column<CartLine>[] = [
    {
      key: 'article',
      title: t('column.article'),
      width: 140,
      oneLine: true,
      cell: (line) => <code>{line.article}</code>,
    },
    {
      key: 'product',
      title: t('column.product'),
      main: true,
      cell: (line) => (
        <>
          {line.name}
          {line.waits && line.problems.length === 0 && <span className={styles.problem}>{t('waits')}</span>}
          {line.problems.map((problem) => (
            <span key={problem.code} className={styles.problem} data-blocks={problem.blocks}>
              {t(`problem.${problem.code}`, {
                ...problem.params,
                ...(problem.params['left'] ? { left: format.number(problem.params['left']) } : {}),
              })}{' '}
              {problem.cure && (
                <button
                  type="button"
                  className={`${controls.button} ${controls.compact}`}
                  onClick={() => save(line, problem.cure)}
                >
                  {t('cure', { quantity: format.number(problem.cure) })}
                </button>
              )}
            </span>
          ))}
        </>
      ),
    },
    {
      key: 'quantity',
      title: t('column.quantity'),
      width: 170,
      align: 'end',
      cell: (line) => (
        <span className={styles.quantity}>
          <QuantityInput
            value={line.id in typed ? (typed[line.id] ?? null) : line.quantity}
            onChange={(quantity) => setTyped((all) => ({ ...all, [line.id]: quantity }))}
            onCommit={(quantity) => save(line, quantity)}
            label={t('quantityOf', { name: line.name })}
            disabled={!cart.abilities.edit}
          />
          <span className={styles.soft}>{line.unitName}</span>
        </span>
      ),
    },
    {
      key: 'price',
      title: t('column.price'),
      width: 120,
      align: 'end',
      cell: (line) => (
        <>
          <MoneyText value={line.unitPrice} />
          {line.previousPrice && (
            <span className={styles.problem}>{t('was', { value: format.money(line.previousPrice) })}</span>
          )}
        </>
      ),
    },
    {
      key: 'sum',
      title: t('column.sum'),
      width: 130,
      align: 'end',
      cell: (line) => <MoneyText value={line.gross} />,
    },
  ]
  return (
    <>
      {groupsOf(cart).map((group) => (
        <div key={group.key} className={styles.group}>
          {group.lines.length > 0 && (group.stopped || cart.orders.length > 1) && (
            <h2>
              {group.stopped
                ? t('toMend', { count: group.lines.length })
                : t('orderPer', {
                    contract: group.lines[0]?.contractNumber,
                    seller: group.lines[0]?.sellerName,
                  })}
            </h2>
          )}
          <DataTable
            label={group.stopped ? t('toMend', { count: group.lines.length }) : cart.name}
            columns={columns}
            rows={group.lines}
            rowKey={(line) => line.id}
            {...(cart.abilities.edit ? { selection: { selected: ticked, onChange: setTicked } } : {})}
            empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
          />
        </div>
      ))}
      {ticked.size > 0 && (
        <p className={styles.more}>
          <button
            type="button"
            className={`${controls.button} ${controls.danger}`}
            disabled={remove.isPending}
            onClick={() => remove.mutate([...ticked])}
          >
            {t('removeTicked', { count: ticked.size })}
          </button>
        </p>
      )}
    </>
  )
}

interface Group {
  key: string
  stopped: boolean
  lines: CartLine[]
}

/** What stops the order first, then the lines by the order that they will become. */
function groupsOf({ lines }: Cart): Group[] {
  const stops = (line: CartLine) => line.problems.some((problem) => problem.blocks)
  const stopped = lines.filter(stops)
  const byContract = Map.groupBy(
    lines.filter((line) => !stops(line)),
    (line) => line.contractId,
  )
  const groups = [...byContract].map(([key, own]) => ({ key, stopped: false, lines: own }))
  if (stopped.length > 0) groups.unshift({ key: 'stopped', stopped: true, lines: stopped })
  return groups.length > 0 ? groups : [{ key: 'none', stopped: false, lines: [] }]
}
