import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import styles from './family.module.css'
import './texts.ts'

interface Axis {
  name: string
  unit: string | null
  values: readonly string[]
}

/** More buttons than this are a list to choose from. */
const mostButtons = 8

/** An axis beyond the matrix: one of its values is looked at, what is typed on the others is not forgotten. */
export function FamilyLayers({
  axis,
  chosen,
  askedOn,
  onChoose,
}: {
  axis: Axis
  chosen: string | null
  /** how many variants on a value have a quantity */
  askedOn: (value: string) => number
  onChoose: (value: string) => void
}) {
  const { t } = useTranslation('product')
  const id = useId()
  const label = (value: string) => (axis.unit ? `${value} ${axis.unit}` : value)
  if (axis.values.length > mostButtons)
    return (
      <span className={styles.layers}>
        <label className={styles.layerName} htmlFor={id}>
          {axis.name}
        </label>
        <select
          id={id}
          className={`${controls.input} ${styles.layerSelect}`}
          value={chosen ?? ''}
          onChange={(event) => onChoose(event.target.value)}
        >
          {axis.values.map((value) => {
            const count = askedOn(value)
            return (
              <option key={value} value={value}>
                {count > 0 ? `${label(value)} (${count})` : label(value)}
              </option>
            )
          })}
        </select>
      </span>
    )
  return (
    <span className={styles.layers} role="group" aria-label={axis.name}>
      <span className={styles.layerName}>{axis.name}</span>
      {axis.values.map((value) => {
        const count = askedOn(value)
        return (
          <button
            key={value}
            type="button"
            className={styles.layer}
            aria-pressed={chosen === value}
            onClick={() => onChoose(value)}
          >
            {label(value)}
            {count > 0 && (
              <span className={styles.asked} aria-label={t('variantsAsked', { count })}>
                {count}
              </span>
            )}
          </button>
        )
      })}
    </span>
  )
}
