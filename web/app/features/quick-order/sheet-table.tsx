import type { Substitute } from '@portal/api/analogs.ts'
import type { ResolvedRow } from '@portal/api/matching.ts'
import type { OfferItem } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { useRef, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { Estimate } from '../offer/estimate.tsx'
import { productPath } from '../offer/product-path.ts'
import { Substitutes, useSubstitutes } from '../offer/substitutes.tsx'
import { RememberNumber } from '../part-numbers/remember-number.tsx'
import { UnitSelect } from '../offer/unit-select.tsx'
import { estimateLine } from '../offer/units.ts'
import { useFoundByWords } from './use-found-by-words.ts'
import { cellsOf, isBarcode, isBlank, isList, type Field, type SheetRow } from './rows.ts'
import { Candidates, OtherContracts, RowState } from './row-state.tsx'
import { inNeed, needsSubstitute } from './rows-in-need.ts'
import type { Sheet } from './use-sheet.ts'
import { useTakeUnder } from './use-take-under.ts'
import styles from './quick-order.module.css'
import './texts.ts'

/** The sheet: article, Enter, quantity, Enter; a list is pasted into any cell; a scanner is a quick typist. */
export function SheetTable({ sheet, onLeft }: { sheet: Sheet; onLeft: (lines: number) => void }) {
  const { t } = useTranslation(['quick-order', 'offer'])
  const format = useFormat()
  const place = useRef<HTMLDivElement>(null)
  const substitutes = useSubstitutes(
    sheet.filled.flatMap((row) => {
      const answer = sheet.answerOf(row)
      return answer && needsSubstitute(answer)
        ? [inNeed(row.key, { ...answer, quantity: answer.quantity ?? (row.quantity.trim() || null) })]
        : []
    }),
  )

  const byWords = useFoundByWords(sheet.filled.map((row) => ({ key: row.key, answer: sheet.answerOf(row) })))

  /** At once where the field is drawn already: a scanner does not wait between its keys. */
  function enter(index: number, field: Field) {
    const find = () =>
      place.current?.querySelector<HTMLInputElement>(`[data-index="${index}"] [data-column="${field}"] input`)
    const go = (input: HTMLInputElement | null | undefined) => {
      input?.focus()
      input?.select()
    }
    const input = find()
    if (input) go(input)
    else requestAnimationFrame(() => go(find()))
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>, row: SheetRow, index: number, field: Field) {
    if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
      const answered = sheet.answerOf(row)?.candidates ?? []
      const offered = answered.length > 0 ? answered : byWords.get(row.key)
      const chosen = offered?.[Number(event.code.slice(5)) - 1]
      if (!chosen) return
      event.preventDefault()
      sheet.change(row.key, { productId: chosen.productId })
      return
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if (event.shiftKey) {
      if (field === 'article') enter(Math.max(0, index - 1), 'quantity')
      else enter(index, 'article')
    } else if (field === 'article' && !isBlank(row)) enter(index, 'quantity')
    else if (field === 'quantity' && isBarcode(row.quantity)) {
      // the scanner went on: its code is the next article, and the row before is one piece
      const next = sheet.rows.findIndex((other, place) => place > index && isBlank(other))
      sheet.change(row.key, { quantity: '' })
      sheet.change(sheet.rows[next]!.key, { article: row.quantity.trim() })
      enter(next, 'quantity')
    } else if (field !== 'article') enter(index + 1, 'article')
  }
  function onPaste(event: ClipboardEvent<HTMLInputElement>, index: number, field: Field) {
    const text = event.clipboardData.getData('text/plain')
    if (!isList(text)) return
    event.preventDefault()
    const { left, last } = sheet.paste(cellsOf(text), { index, field })
    onLeft(left)
    enter(last + 1, field === 'quantity' ? 'quantity' : 'article')
  }
  const input = (field: Field) =>
    function SheetCell(row: SheetRow, index: number) {
      const answer = sheet.answerOf(row)
      const bad =
        (field === 'article' && answer?.outcome === 'not_found') ||
        (field === 'quantity' && answer?.outcome === 'bad_quantity')
      return (
        <input
          className={`${styles.field} ${field === 'article' ? styles.article : ''} ${field === 'quantity' ? styles.quantity : ''}`}
          aria-label={t(`cell.${field}`, { row: index + 1 })}
          // seen where the table has no head
          placeholder={t(`column.${field}`)}
          aria-invalid={bad || undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="next"
          inputMode={field === 'quantity' ? 'decimal' : 'text'}
          maxLength={field === 'article' ? 200 : field === 'comment' ? 500 : 60}
          // the first field has the focus: the page is for typing
          autoFocus={field === 'article' && index === 0 && isBlank(row)}
          value={row[field]}
          onChange={(event) => sheet.change(row.key, { [field]: event.target.value })}
          onKeyDown={(event) => onKeyDown(event, row, index, field)}
          onPaste={(event) => onPaste(event, index, field)}
        />
      )
    }
  const columns: Column<SheetRow>[] = [
    {
      key: 'number',
      title: '№',
      width: 44,
      align: 'end',
      phone: 'hidden',
      cell: (_, index) => <span className={styles.number}>{index + 1}</span>,
    },
    { key: 'article', title: t('column.article'), width: 190, cell: input('article') },
    { key: 'quantity', title: t('column.quantity'), width: 96, align: 'end', cell: input('quantity') },
    {
      key: 'unit',
      title: t('column.unit'),
      width: 110,
      cell: (row) => {
        const answer = sheet.answerOf(row)
        if (!answer?.item) return row.unit && <span className={styles.soft}>{row.unit}</span>
        return (
          <UnitSelect
            item={answer.item}
            value={answer.packagingId ?? baseUnit}
            onChange={(packagingId) => sheet.change(row.key, { packagingId, unit: '' })}
          />
        )
      },
    },
    {
      key: 'product',
      title: t('column.product'),
      main: true,
      cell: (row) => (
        <Product
          answer={sheet.answerOf(row)}
          row={row}
          sheet={sheet}
          substitutes={substitutes.get(row.key) ?? []}
          byWords={byWords.get(row.key) ?? []}
        />
      ),
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 250,
      cell: (row) => {
        if (isBlank(row)) return null
        const answer = sheet.answerOf(row)
        if (!answer) return <span className={styles.waiting}>{sheet.error ? '' : t('checking')}</span>
        return (
          <RowState row={withSheetNumbers(answer, sheet)} offered={(byWords.get(row.key) ?? []).length > 0} />
        )
      },
    },
    {
      key: 'price',
      title: t('column.price'),
      width: 104,
      align: 'end',
      cell: (row) => {
        const price = sheet.answerOf(row)?.item?.price
        return price ? <MoneyText value={price.unitPrice} /> : null
      },
    },
    {
      key: 'sum',
      title: t('column.sum'),
      width: 124,
      align: 'end',
      cell: (row) => {
        const answer = sheet.answerOf(row)
        if (!answer?.item || !answer.packagingId || !answer.quantity || answer.outcome === 'duplicate')
          return null
        const estimate = estimateLine(answer.item, answer.packagingId, answer.quantity)
        return (
          <>
            {estimate && <Estimate value={estimate} />}
            {answer.outcome === 'changed' && (
              <div className={styles.soft}>× {format.number(answer.quantity)}</div>
            )}
          </>
        )
      },
    },
    { key: 'comment', title: t('column.comment'), width: 150, phone: 'hidden', cell: input('comment') },
    {
      key: 'remove',
      title: '',
      width: 44,
      cell: (row, index) =>
        isBlank(row) ? null : (
          <button
            type="button"
            className={styles.remove}
            aria-label={t('removeRow', { row: index + 1 })}
            onClick={() => sheet.remove(new Set([row.key]))}
          >
            ×
          </button>
        ),
    },
  ]
  return (
    <div ref={place} className={styles.sheet}>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={sheet.rows}
        rowKey={(row) => row.key}
        empty={null}
      />
    </div>
  )
}

function Product({
  answer,
  row,
  sheet,
  substitutes,
  byWords,
}: {
  answer: ResolvedRow | undefined
  row: SheetRow
  sheet: Sheet
  substitutes: readonly Substitute[]
  byWords: readonly OfferItem[]
}) {
  const { t } = useTranslation(['quick-order', 'offer'])
  const { take, busy } = useTakeUnder()
  if (!answer) return null
  const { item, candidates, otherContracts } = answer
  const instead = (
    <Substitutes
      items={substitutes}
      onTake={({ item: { productId }, packagingId, quantity }) =>
        sheet.change(row.key, { productId, packagingId, unit: '', ...(quantity ? { quantity } : {}) })
      }
    />
  )
  if (!item)
    return (
      <>
        {instead}
        {substitutes.length === 0 && (
          <Candidates
            byArticle={candidates}
            byWords={byWords}
            byKeys
            onChoose={(chosen) => sheet.change(row.key, { productId: chosen.productId })}
          />
        )}
        <OtherContracts
          contracts={otherContracts}
          disabled={busy}
          onChoose={(contract) =>
            take({
              contract,
              quantity: row.quantity.trim() || '1',
              comment: row.comment.trim(),
              onTaken: () => sheet.remove(new Set([row.key])),
            })
          }
        />
      </>
    )
  // the article stands in the first column, unless something else was typed there
  const numbers = [
    item.article !== row.article.trim() && item.article,
    item.partNumber && t('offer:partNumberIs', { number: item.partNumber }),
  ].filter(Boolean)
  return (
    <>
      <Link to={productPath(item.slug)} tabIndex={-1}>
        {item.name}
      </Link>
      {numbers.length > 0 && <span className={styles.numbers}>{numbers.join(' · ')}</span>}
      {row.productId === item.productId && <RememberNumber text={row.article} item={item} />}
      {instead}
    </>
  )
}

/** The server counts the rows it was asked about; a person counts those of the sheet. */
function withSheetNumbers(answer: ResolvedRow, sheet: Sheet): ResolvedRow {
  if (answer.outcome !== 'duplicate') return answer
  return {
    ...answer,
    reasons: answer.reasons.map((reason) => {
      const into = sheet.filled[Number(reason.params['row']) - 1]
      return reason.code === 'merged_with_row' && into
        ? { ...reason, params: { row: String(sheet.rows.indexOf(into) + 1) } }
        : reason
    }),
  }
}
