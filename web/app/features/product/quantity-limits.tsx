import type { ProductCard } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { inBaseUnits, rulesIn, unitOf } from '../offer/units.ts'
import styles from './buy-block.module.css'
import './texts.ts'

/** The minimum, the step and the most in the chosen unit, and how many base units the quantity is. */
export function QuantityLimits({
  product,
  packagingId,
  quantity,
}: {
  product: ProductCard
  packagingId: string
  quantity: string | null
}) {
  const { t } = useTranslation(['product', 'offer'])
  const format = useFormat()
  const { min, step, max } = rulesIn(product, packagingId)
  const told: string[] = []
  const named = (value: string, of = packagingId) =>
    `${format.number(value)} ${unitOf(product, of)?.name ?? ''}`
  if (min && Number(min) > 1) told.push(t('offer:minimum', { quantity: named(min) }))
  if (step && step !== '1') told.push(t('offer:step', { quantity: named(step) }))
  if (max) told.push(t('maximum', { quantity: named(max) }))
  if (packagingId !== baseUnit && quantity !== null)
    told.push(t('inBase', { quantity: named(inBaseUnits(product, packagingId, quantity), baseUnit) }))
  if (told.length === 0) return null
  return <p className={styles.hint}>{told.join(' · ')}</p>
}
