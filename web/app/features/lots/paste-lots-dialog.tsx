import { pasteLots, type PastedLotOutcome } from '@portal/api/lots.ts'
import { listWarehouses } from '@portal/api/warehouses.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import type { Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { PasteRowsDialog } from '../paste-rows/paste-rows-dialog.tsx'
import { useLotsChanged } from './use-lots-changed.ts'
import './texts.ts'

const tones: Record<PastedLotOutcome, Tone> = {
  created: 'good',
  changed: 'good',
  same: 'neutral',
  empty: 'neutral',
  article_missing: 'danger',
  article_unknown: 'danger',
  article_ambiguous: 'danger',
  quantity_unreadable: 'danger',
  date_unreadable: 'danger',
  date_past: 'danger',
  repeated: 'warning',
}

/** Lots of a whole delivery, from a spreadsheet. */
export function PasteLotsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('lots')
  const format = useFormat()
  const changed = useLotsChanged()
  const warehouses = useQuery(queryFor(listWarehouses, {}))
  const [place, setPlace] = useState('')
  const [confirmed, setConfirmed] = useState(true)
  const open = warehouses.data?.items.filter((one) => one.active) ?? []
  const warehouseId = place || open[0]?.id
  return (
    <PasteRowsDialog
      title={t('paste')}
      hint={t('pasting.hint')}
      placeholder={t('pasting.example')}
      most={1000}
      ready={warehouseId !== undefined}
      onClose={onClose}
      onSend={async (rows) => {
        const lines = rows.map(({ cells }) => cells.join('\t'))
        const answer = await call(pasteLots, { body: { warehouseId: warehouseId!, confirmed, rows: lines } })
        await changed()
        return answer.rows.map(({ outcome, name, quantity, eta, before }) => ({
          tone: tones[outcome],
          outcome: t(`pasting.outcomes.${outcome}`),
          understood:
            name &&
            [
              name,
              quantity !== null && format.number(quantity),
              outcome === 'changed' && before !== null && t('pasting.was', { value: format.number(before) }),
              eta && format.date(eta),
            ]
              .filter(Boolean)
              .join(' · '),
        }))
      }}
    >
      <label className={controls.field}>
        <span className={controls.label}>{t('warehouse')}</span>
        <select
          className={controls.input}
          value={warehouseId ?? ''}
          onChange={(event) => setPlace(event.target.value)}
        >
          {open.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <label className={controls.check}>
        <input type="checkbox" checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)} />
        <span>{t('confirmedField')}</span>
      </label>
    </PasteRowsDialog>
  )
}
