import type { Contract } from '@portal/api/contracts.ts'
import { setQuantityRuleRows } from '@portal/api/quantities.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import type { Tone } from '../../ui/badge.tsx'
import { PasteRowsDialog } from '../paste-rows/paste-rows-dialog.tsx'
import './texts.ts'

const tones: Record<OutputOf<typeof setQuantityRuleRows>['rows'][number]['outcome'], Tone> = {
  set: 'good',
  changed: 'good',
  removed: 'good',
  same: 'neutral',
  repeated: 'warning',
  unknown: 'danger',
  ambiguous: 'danger',
  bad_quantity: 'danger',
  min_above_max: 'danger',
  max_below_step: 'danger',
}

/** Least, step and most of many articles at once, from a spreadsheet. */
export function QuantityRowsDialog({ contract, onClose }: { contract: Contract; onClose: () => void }) {
  const { t } = useTranslation('contracts')
  const queries = useQueryClient()
  return (
    <PasteRowsDialog
      title={t('quantities.rowsTitle')}
      hint={t('quantities.rowsHint')}
      placeholder={t('quantities.rowsPlaceholder')}
      most={5000}
      onClose={onClose}
      onSend={async (rows) => {
        const body = {
          rows: rows.map(({ cells: [article = '', min = '', step = '', max = ''] }) => ({
            article: article.slice(0, 400),
            min: min.slice(0, 40),
            step: step.slice(0, 40),
            max: max.slice(0, 40),
          })),
        }
        const answer = await call(setQuantityRuleRows, { params: { contractId: contract.id }, body })
        await queries.invalidateQueries({ queryKey: ['terms'] })
        return answer.rows.map(({ outcome }) => ({
          tone: tones[outcome],
          outcome: t(`quantities.outcome.${outcome}`),
        }))
      }}
    />
  )
}
