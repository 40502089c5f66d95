import type { AddedRow } from '@portal/api/carts.ts'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { StickyBar } from '../../ui/sticky-bar.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { useAddRows, type RowToAdd, type Target } from '../offer/add-rows.ts'
import { CartButton } from '../offer/cart-button.tsx'
import { Estimate } from '../offer/estimate.tsx'
import { useAddedText } from '../offer/reason-text.ts'
import { estimateLine, estimateTotal } from '../offer/units.ts'
import type { SheetRow } from './rows.ts'
import { isUsable } from './row-state.tsx'
import type { Sheet } from './use-sheet.ts'
import styles from './quick-order.module.css'
import './texts.ts'

interface Ready {
  row: SheetRow
  toAdd: RowToAdd & { packagingId: string }
}

/** What the ready rows come to, and into which cart; the rows that went in leave the sheet. Ctrl+Enter does it too. */
export function SheetBar({ sheet, onTaken }: { sheet: Sheet; onTaken: () => void }) {
  const { t } = useTranslation(['quick-order', 'offer'])
  const format = useFormat()
  const navigate = useNavigate()
  const adding = useAddRows()
  const addedText = useAddedText()
  const [refused, setRefused] = useState<readonly { row: SheetRow; answer: AddedRow }[]>([])
  const ready = readyRows(sheet)
  const total = estimateTotal(
    ready.map(({ row, toAdd }) => {
      const item = sheet.answerOf(row)?.item
      return item ? estimateLine(item, toAdd.packagingId, toAdd.quantity) : null
    }),
  )

  function add(target: Target, then?: () => void) {
    const merged = sheet.filled.filter((row) => sheet.answerOf(row)?.outcome === 'duplicate')
    adding.mutate(
      { rows: ready.map(({ toAdd }) => toAdd), target },
      {
        onSuccess: ({ cart, rows }) => {
          const taken = ready.filter((_, index) => rows[index]?.outcome !== 'refused')
          setRefused(
            ready.flatMap(({ row }, index) => {
              const answer = rows[index]
              return answer?.outcome === 'refused' ? [{ row, answer }] : []
            }),
          )
          // rows that were summed into others went with them
          sheet.remove(new Set([...taken.map(({ row }) => row), ...merged].map((row) => row.key)))
          then?.()
          if (taken.length > 0)
            toastDone(t('offer:add.done', { count: taken.length, cart: cart.name }), {
              label: t('offer:add.open'),
              run: () => void navigate(`/carts/${cart.id}`),
            })
        },
      },
    )
  }
  useCtrlEnter({
    // the last row may still be on its way to the server: what was asked for is done when it is known
    ready: !sheet.checking && !adding.isPending,
    act: () => ready.length > 0 && add('last', onTaken),
  })
  function clear() {
    const before = sheet.rows
    sheet.remove(new Set(sheet.filled.map((row) => row.key)))
    toastDone(t('cleared'), { label: t('undo'), run: () => sheet.restore(before) })
  }
  if (sheet.filled.length === 0) return null
  return (
    <>
      {refused.length > 0 && (
        <ul className={styles.notice} role="alert">
          {refused.map(({ row, answer }) => (
            <li key={row.key}>
              <code>{row.article}</code> {addedText(answer)}
            </li>
          ))}
        </ul>
      )}
      <StickyBar
        label={t('ready.label')}
        actions={
          <>
            <button type="button" className={`${controls.button} ${controls.quiet}`} onClick={clear}>
              {t('clear')}
            </button>
            <CartButton
              label={t('ready.add', { count: ready.length })}
              onChoose={add}
              disabled={ready.length === 0 || sheet.checking}
              busy={adding.isPending}
            />
          </>
        }
      >
        <b>
          {t('ready.rows', {
            count: sheet.filled.length,
            ready: format.number(ready.length),
            all: format.number(sheet.filled.length),
          })}
        </b>
        {total && (
          <b>
            <Estimate value={total} />
          </b>
        )}
        {sheet.checking && <span className={styles.soft}>{t('checking')}</span>}
      </StickyBar>
    </>
  )
}

/** Ctrl+Enter anywhere on the page; pressed too early it waits. */
function useCtrlEnter({ ready, act }: { ready: boolean; act: () => void }) {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
      // a cart that is being named is not the last one
      if (event.target instanceof Element && event.target.closest('[role="dialog"]')) return
      event.preventDefault()
      setWanted(true)
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
  useEffect(() => {
    if (!wanted || !ready) return
    setWanted(false)
    act()
    // oxlint-disable-next-line react/exhaustive-deps -- once for each time it was pressed
  }, [wanted, ready])
}

function readyRows(sheet: Sheet): Ready[] {
  return sheet.filled.flatMap((row) => {
    const answer = sheet.answerOf(row)
    if (!answer?.item || !answer.packagingId || !answer.quantity || !isUsable(answer)) return []
    const comment = row.comment.trim()
    return [
      {
        row,
        toAdd: {
          productId: answer.item.productId,
          packagingId: answer.packagingId,
          quantity: answer.quantity,
          ...(comment ? { comment } : {}),
        },
      },
    ]
  })
}
