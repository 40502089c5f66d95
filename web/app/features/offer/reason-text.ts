import type { AddedRow } from '@portal/api/carts.ts'
import type { RowReason } from '@portal/api/matching.ts'
import { useTranslation } from 'react-i18next'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import './texts.ts'

/** Why a row became something else than was asked for, in words. */
export function useReasonText(): (reason: RowReason) => string {
  const { t } = useTranslation('offer')
  const format = useFormat()
  return ({ code, params }) => {
    const values: Record<string, string | number> = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        figure(name, value) ? format.number(value) : value,
      ]),
    )
    if (code === 'not_enough' && params['available'] !== undefined)
      return t('reasons.not_enough_available', values)
    return t(`reasons.${code}`, values)
  }
}

/** An article that looks like a number stays as it is written. */
function figure(name: string, value: string): boolean {
  return (
    !['article', 'name', 'unit', 'row', 'code', 'owner', 'text'].includes(name) &&
    readQuantity(value) !== null
  )
}

/** What became of a row put into a cart. */
export function useAddedText(): (row: AddedRow) => string {
  const { t } = useTranslation('offer')
  const format = useFormat()
  const reasonText = useReasonText()
  return ({ outcome, reasons, quantity, otherContracts }) => {
    const words = reasons.map(reasonText).join(', ')
    const elsewhere = otherContracts.map(({ number }) => number).join(', ')
    if (elsewhere) return t('add.elsewhere', { numbers: elsewhere })
    if (outcome === 'refused') return t('add.refused', { reasons: words || t('notOffered') })
    return outcome === 'changed'
      ? t('add.changed', { quantity: format.number(quantity), reasons: words })
      : t('add.added')
  }
}
