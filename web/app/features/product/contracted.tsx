import type { ProductCard } from '@portal/api/offer.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import styles from './buy-block.module.css'
import './texts.ts'

/** How much of what was agreed under the contract is left, and until when. */
export function Contracted({ contracted }: { contracted: NonNullable<ProductCard['contracted']> }) {
  const { t } = useTranslation('product')
  const format = useFormat()
  const { quantity, left, unitName, validUntil, blocks } = contracted
  const drawn = Number(left) === 0
  const percent = Math.round((1 - Number(left) / Number(quantity)) * 100)
  return (
    <div className={styles.contracted} data-drawn={drawn}>
      <span>
        {drawn
          ? t(blocks ? 'contracted.drawnBlocks' : 'contracted.drawn', {
              all: `${format.number(quantity)} ${unitName}`,
            })
          : t('contracted.left', {
              left: format.number(left),
              all: `${format.number(quantity)} ${unitName}`,
            })}
        {validUntil && !drawn && `, ${t('contracted.until', { date: format.date(validUntil) })}`}
      </span>
      <span className={styles.used} aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </span>
    </div>
  )
}
