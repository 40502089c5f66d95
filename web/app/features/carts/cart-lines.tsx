import type { Cart, CartLine } from '@portal/api/carts.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { QuantityInput } from '../../ui/quantity-input.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Substitutes, useSubstitutes } from '../offer/substitutes.tsx'
import { AwaitedParts } from './awaited-parts.tsx'
import { LineComment } from './line-comment.tsx'
import { useLinesInNeed, useReplaceLine } from './replace-line.ts'
import { useLineChanges } from './use-line-changes.ts'
import styles from './carts.module.css'
import './texts.ts'

/** The lines of a cart; a quantity is saved when its field is left, and emptying it removes the line. */
export function CartLines({ cart }: { cart: Cart }) {
  const { t } = useTranslation('carts')
  const format = useFormat()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [typed, setTyped] = useState<Readonly<Record<string, string | null>>>({})
  const { change, remove } = useLineChanges(cart)
  const substitutes = useSubstitutes(useLinesInNeed(cart))
  const replace = useReplaceLine(cart)
  const save = (line: CartLine, quantity: string | null) => {
    const settled = { onSuccess: () => setTyped(({ [line.id]: _gone, ...rest }) => rest) }
    if (quantity === null) remove.mutate([line.id], settled)
    else if (quantity !== line.quantity) change.mutate({ line, quantity }, settled)
  }
  /** "Moscow 40, Krasnodar 20"; without figures only the names, as the policy allows */
  const sourcesOf = ({ warehouses, unitName }: CartLine) =>
    warehouses
      .map(({ name, quantity }) =>
        quantity === null ? name : `${name} ${format.number(quantity)} ${unitName}`,
      )
      .join(', ')
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
          {line.name}{' '}
          <LineComment
            key={line.comment}
            name={line.name}
            value={line.comment}
            editable={cart.abilities.edit}
            onSave={(comment) => change.mutate({ line, comment })}
          />
          {cart.orders.length > 1 && line.problems.some((problem) => problem.blocks) && (
            <span className={`${styles.soft} ${styles.under}`}>
              {t('orderPer', { contract: line.contractNumber, seller: line.sellerName })}
            </span>
          )}
          {line.warehouses.length > 0 && (
            <span className={`${styles.soft} ${styles.under}`}>{sourcesOf(line)}</span>
          )}
          {line.confirms && line.problems.length === 0 && (
            <span className={`${styles.soft} ${styles.under}`}>{t('confirms')}</span>
          )}
          {line.waits && line.problems.length === 0 && <span className={styles.problem}>{t('waits')}</span>}
          <AwaitedParts line={line} />
          {line.problems
            .filter((problem) => !toldByDates(line, problem))
            .map((problem) => (
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
          <Substitutes
            items={substitutes.get(line.id) ?? []}
            disabled={replace.isPending}
            onTake={(substitute) => replace.mutate({ line, substitute })}
          />
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
            onClick={() => remove.mutate([...ticked], { onSuccess: () => setTicked(new Set()) })}
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

/** That not everything is there stands with the dates already. */
function toldByDates(line: CartLine, problem: CartLine['problems'][number]): boolean {
  return problem.code === 'not_enough' && !problem.blocks && line.awaited.length > 0
}
