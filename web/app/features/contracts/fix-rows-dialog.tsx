import { setFixedPriceRows, type Contract } from '@portal/api/contracts.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { PasteRowsDialog } from '../paste-rows/paste-rows-dialog.tsx'
import './texts.ts'

/** Prices fixed for many articles at once, from a spreadsheet. */
export function FixRowsDialog({ contract, onClose }: { contract: Contract; onClose: () => void }) {
  const { t } = useTranslation('contracts')
  const queries = useQueryClient()
  return (
    <PasteRowsDialog
      title={t('price.rowsTitle')}
      hint={t('price.rowsHint')}
      placeholder={t('price.rowsPlaceholder')}
      most={2000}
      onClose={onClose}
      onSend={async (rows) => {
        const body = {
          rows: rows.map(({ cells: [article = '', price = '', contractedQuantity = ''] }) => ({
            article: article.slice(0, 200),
            price: price.slice(0, 40),
            ...(contractedQuantity ? { contractedQuantity: contractedQuantity.slice(0, 40) } : {}),
          })),
        }
        const answer = await call(setFixedPriceRows, { params: { contractId: contract.id }, body })
        await queries.invalidateQueries({ queryKey: ['terms'] })
        return answer.rows.map(({ outcome, productName }) => ({
          tone: outcome === 'set' ? 'good' : outcome === 'repeated' ? 'warning' : 'danger',
          outcome: t(`price.outcome.${outcome}`),
          understood: productName,
        }))
      }}
    />
  )
}
