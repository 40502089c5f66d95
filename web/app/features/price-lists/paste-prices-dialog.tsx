import { pastePrices, type PastedOutcome, type PriceListDetails } from '@portal/api/price-lists.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import type { Tone } from '../../ui/badge.tsx'
import { PasteRowsDialog } from '../paste-rows/paste-rows-dialog.tsx'
import './texts.ts'

const tones: Record<PastedOutcome, Tone> = {
  created: 'good',
  changed: 'good',
  same: 'neutral',
  empty: 'neutral',
  article_missing: 'danger',
  article_unknown: 'danger',
  article_ambiguous: 'danger',
  price_unreadable: 'danger',
  quantity_unreadable: 'danger',
  repeated: 'warning',
}

/** Prices of many articles at once, from a spreadsheet. */
export function PastePricesDialog({ list, onClose }: { list: PriceListDetails; onClose: () => void }) {
  const { t } = useTranslation('price-lists')
  const format = useFormat()
  const queries = useQueryClient()
  const money = (amount: string) => format.money({ amount, currency: list.currency })
  return (
    <PasteRowsDialog
      title={t('pasting.title')}
      hint={t('pasting.hint')}
      placeholder={t('pasting.example')}
      most={5000}
      onClose={onClose}
      onSend={async (rows) => {
        const lines = rows.map(({ cells }) => cells.join('\t'))
        const answer = await call(pastePrices, { params: { priceListId: list.id }, body: { rows: lines } })
        await queries.invalidateQueries({ queryKey: ['terms'] })
        return answer.rows.map(({ outcome, name, amount, before }) => ({
          tone: tones[outcome],
          outcome: t(`pasting.outcomes.${outcome}`),
          understood:
            name &&
            [
              name,
              amount !== null && money(amount),
              outcome === 'changed' && before !== null && t('pasting.was', { price: money(before) }),
            ]
              .filter(Boolean)
              .join(' · '),
        }))
      }}
    />
  )
}
