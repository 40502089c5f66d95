import { setCrossReferenceRows } from '@portal/api/cross-references.ts'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import type { Tone } from '../../ui/badge.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { PasteRowsDialog } from '../paste-rows/paste-rows-dialog.tsx'
import { codeColumns, type CodeColumns } from './code-columns.ts'
import './texts.ts'

const most = 10_000
const tones: Partial<Record<string, Tone>> = {
  set: 'good',
  changed: 'good',
  same: 'neutral',
  header: 'neutral',
}

/** Many codes at once, pasted or from a file; columns are found by the words over them. */
export function CodeRowsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('cross-references')
  const [owner, setOwner] = useState('')
  // rows that come back to be put right have left their head behind
  const titled = useRef<CodeColumns | null>(null)
  return (
    <PasteRowsDialog
      title={t('rowsTitle')}
      hint={t('rowsHint')}
      placeholder={t('rowsPlaceholder')}
      most={most}
      onClose={onClose}
      onSend={async (rows) => {
        const found = codeColumns(rows.map(({ cells }) => cells))
        const columns = found.header ? found : (titled.current ?? found)
        titled.current = columns.header ? columns : null
        const cell = (cells: readonly string[], at: number | null) =>
          (at === null ? '' : (cells[at] ?? '')).slice(0, 400)
        const answer = await call(setCrossReferenceRows, {
          body: {
            rows: rows.map(({ cells }) => ({
              article: cell(cells, columns.article),
              code: cell(cells, columns.code),
              owner: cell(cells, columns.owner) || owner.trim(),
            })),
          },
        })
        return answer.rows.map(({ outcome, productName, shadowedBy }) => ({
          tone: tones[outcome] ?? 'danger',
          outcome: t(`outcome.${outcome}`),
          understood: shadowedBy ? t('shadowed', { article: shadowedBy }) : productName,
        }))
      }}
    >
      <TextField
        label={t('rowsOwner')}
        hint={t('rowsOwnerHint')}
        maxLength={120}
        autoComplete="off"
        value={owner}
        onText={setOwner}
      />
    </PasteRowsDialog>
  )
}
