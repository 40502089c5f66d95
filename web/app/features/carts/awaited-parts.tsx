import type { CartLine } from '@portal/api/carts.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import styles from './carts.module.css'
import './texts.ts'

/** What of a line comes when; without figures where the buyer is not shown them. */
export function AwaitedParts({ line }: { line: CartLine }) {
  const { t } = useTranslation('carts')
  const format = useFormat()
  if (line.awaited.length === 0 || line.problems.some((problem) => problem.blocks)) return null
  const unit = line.unitName
  return (
    <ul className={styles.awaited}>
      {line.availableNow !== null && line.availableNow !== '0' && (
        <li>{t('partNow', { quantity: format.number(line.availableNow), unit })}</li>
      )}
      {line.awaited.map(({ quantity, expectedOn, confirmed }, index) => (
        <li key={index} data-dated={expectedOn !== null}>
          {quantity === null
            ? expectedOn
              ? t('awaitedOn', { date: format.date(expectedOn) })
              : t('awaitedLater')
            : expectedOn
              ? t('awaitedPart', { quantity: format.number(quantity), unit, date: format.date(expectedOn) })
              : t('awaitedPartLater', { quantity: format.number(quantity), unit })}
          {expectedOn && !confirmed && ` (${t('unconfirmed')})`}
        </li>
      ))}
    </ul>
  )
}
