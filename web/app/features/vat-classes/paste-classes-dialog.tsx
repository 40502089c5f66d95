import { pasteVatClasses, type PastedClassOutcome } from '@portal/api/vat-classes.ts'
import { vatClass, type VatClass } from '@portal/api/vat-rates.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import type { Tone } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { Field, Pair } from '../../ui/form-dialog.tsx'
import { PasteRowsDialog } from '../paste-rows/paste-rows-dialog.tsx'
import './texts.ts'

const tones: Record<PastedClassOutcome, Tone> = {
  changed: 'good',
  same: 'neutral',
  empty: 'danger',
  article_unknown: 'danger',
  article_ambiguous: 'danger',
  class_unreadable: 'danger',
  repeated: 'warning',
}

/** VAT classes by articles of a spreadsheet, from one day on. */
export function PasteClassesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('vat-classes')
  const queries = useQueryClient()
  const [usual, setUsual] = useState<VatClass>('reduced')
  const [day, setDay] = useState('')
  return (
    <PasteRowsDialog
      title={t('pasting.title')}
      hint={t('pasting.hint')}
      placeholder={t('pasting.example')}
      most={5000}
      ready={day !== ''}
      onClose={onClose}
      onSend={async (rows) => {
        const lines = rows.map(({ cells }) => cells.join('\t'))
        const answer = await call(pasteVatClasses, {
          body: { validFrom: day, vatClass: usual, rows: lines },
        })
        await queries.invalidateQueries({ queryKey: ['goods'] })
        return answer.rows.map(({ outcome, name, before, after }) => ({
          tone: tones[outcome],
          outcome: t(`pasting.outcomes.${outcome}`),
          understood: [
            name,
            before && after && before !== after && `${t(`classes.${before}`)} → ${t(`classes.${after}`)}`,
          ]
            .filter(Boolean)
            .join(' · '),
        }))
      }}
    >
      <Pair>
        <Field label={t('pasting.usual')}>
          <select
            className={controls.input}
            value={usual}
            onChange={(event) =>
              setUsual(vatClass.options.find((one) => one === event.target.value) ?? 'base')
            }
          >
            {vatClass.options.map((one) => (
              <option key={one} value={one}>
                {t(`classes.${one}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('dialog.day')}>
          <input
            className={controls.input}
            type="date"
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
        </Field>
      </Pair>
    </PasteRowsDialog>
  )
}
