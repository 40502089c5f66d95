import { priceFileColumn, purchaseColumns, type PriceFileColumn } from '@portal/api/price-file-settings.ts'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import styles from './price-files.module.css'
import './texts.ts'

/** Which columns, and in what order. */
export function ColumnFields({
  columns,
  hidesPurchase,
  hasMarkUp,
  error,
  onChange,
}: {
  columns: readonly PriceFileColumn[]
  hidesPurchase: boolean
  hasMarkUp: boolean
  error: string | undefined
  onChange: (columns: PriceFileColumn[]) => void
}) {
  const { t } = useTranslation('price-files')
  const rest = priceFileColumn.options.filter(
    (column) =>
      !columns.includes(column) &&
      !(hidesPurchase && purchaseColumns.includes(column)) &&
      // without a mark-up the price is the purchase price
      !(column === 'purchase_price' && !hasMarkUp),
  )
  const move = (place: number, by: number) => {
    const next = [...columns]
    const [column] = next.splice(place, 1)
    next.splice(place + by, 0, column!)
    onChange(next)
  }
  return (
    <fieldset className={styles.section}>
      <legend>{t('columns.title')}</legend>
      <ol className={styles.columns} aria-label={t('columns.chosen')}>
        {columns.map((column, place) => {
          const name = t(`columns.name.${column}`)
          return (
            <li key={column}>
              <span>{name}</span>
              <button
                type="button"
                className={controls.icon}
                aria-label={t('columns.up', { name })}
                disabled={place === 0}
                onClick={() => move(place, -1)}
              >
                <IconArrowUp size={16} aria-hidden="true" />
              </button>
              <button
                type="button"
                className={controls.icon}
                aria-label={t('columns.down', { name })}
                disabled={place === columns.length - 1}
                onClick={() => move(place, 1)}
              >
                <IconArrowDown size={16} aria-hidden="true" />
              </button>
              <button
                type="button"
                className={controls.icon}
                aria-label={t('columns.remove', { name })}
                onClick={() => onChange(columns.filter((one) => one !== column))}
              >
                <IconX size={16} aria-hidden="true" />
              </button>
            </li>
          )
        })}
      </ol>
      {(error ?? (columns.length === 0 && t('columns.none'))) && (
        <p className={controls.error} role="alert">
          {error ?? t('columns.none')}
        </p>
      )}
      {rest.length > 0 && (
        <div className={controls.field}>
          <span className={controls.label}>{t('columns.add')}</span>
          <div className={styles.addable}>
            {rest.map((column) => (
              <button
                key={column}
                type="button"
                className={`${controls.button} ${controls.compact}`}
                onClick={() => onChange([...columns, column])}
              >
                <IconPlus size={14} aria-hidden="true" />
                {t(`columns.name.${column}`)}
              </button>
            ))}
          </div>
        </div>
      )}
      {!columns.includes('category') && <p className={styles.soft}>{t('columns.headings')}</p>}
    </fieldset>
  )
}
