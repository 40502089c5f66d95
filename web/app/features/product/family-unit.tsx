import type { OfferItem } from '@portal/api/offer.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import type { Picks } from '../catalogue/picks.ts'
import { unitOf } from '../offer/units.ts'
import styles from './family.module.css'
import './texts.ts'

/** One unit for all cells: pieces or boxes. A variant that is not packed so stays in its base unit. */
export function FamilyUnit({ items, picks }: { items: readonly OfferItem[]; picks: Picks }) {
  const { t } = useTranslation('product')
  const id = useId()
  const base = items[0]?.units[0]?.name ?? ''
  const packed = new Set(items.flatMap(({ units }) => units.slice(1).map(({ name }) => name)))
  packed.delete(base)
  if (packed.size === 0) return null
  const other = items.find((item) => picks.of(item).packagingId !== baseUnit)
  const chosen = other ? (unitOf(other, picks.of(other).packagingId)?.name ?? base) : base
  return (
    <span className={styles.layers}>
      <label className={styles.layerName} htmlFor={id}>
        {t('variantsUnit')}
      </label>
      <select
        id={id}
        className={`${controls.input} ${styles.layerSelect}`}
        value={chosen}
        onChange={({ target }) =>
          picks.setUnits(
            items,
            ({ units }) =>
              units.find(({ name }, index) => index > 0 && name === target.value)?.packagingId ??
              units[0]?.packagingId ??
              baseUnit,
          )
        }
      >
        {[base, ...packed].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </span>
  )
}
