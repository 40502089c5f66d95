import { Popover } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import styles from './column-chooser.module.css'
import './texts.ts'

/** Columns that a buyer may do without; article, name, price and quantity always stand. */
export const optionalColumns = ['picture', 'brand', 'stock', 'unit', 'sum'] as const
export type OptionalColumn = (typeof optionalColumns)[number]

export interface TableLook {
  hidden: readonly OptionalColumn[]
  dense: boolean
}

/** How this browser shows the table of the catalogue. */
export function useTableLook(): [TableLook, (look: TableLook) => void] {
  const [look, setLook] = useLocalStorage<TableLook>({
    key: 'artikul_catalogue_table',
    defaultValue: { hidden: ['brand'], dense: false },
  })
  return [look, setLook]
}

/** Which columns to show, and how close the rows stand. */
export function ColumnChooser() {
  const { t } = useTranslation('catalogue')
  const [look, setLook] = useTableLook()
  const toggle = (column: OptionalColumn, shown: boolean) =>
    setLook({
      ...look,
      hidden: shown ? look.hidden.filter((each) => each !== column) : [...look.hidden, column],
    })
  return (
    <Popover position="bottom-end" width={220} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={`${controls.icon} ${styles.button}`}
          aria-label={t('columns.label')}
          title={t('columns.label')}
        >
          <IconColumns3 size={18} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('columns.label')}>
        <div className={styles.list}>
          {optionalColumns.map((column) => (
            <label key={column} className={controls.check}>
              <input
                type="checkbox"
                checked={!look.hidden.includes(column)}
                onChange={(event) => toggle(column, event.target.checked)}
              />
              {t(`columns.${column}`)}
            </label>
          ))}
          <label className={`${controls.check} ${styles.apart}`}>
            <input
              type="checkbox"
              checked={look.dense}
              onChange={(event) => setLook({ ...look, dense: event.target.checked })}
            />
            {t('columns.dense')}
          </label>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
