import type {
  ColumnRole,
  FeedImportDetails,
  FeedSettings,
  FeedSheet,
  MappedColumn,
  SheetMapping,
} from '@portal/api/feeds.ts'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { letterOf } from '../quick-order/upload-columns.tsx'
import { currencies } from './source-settings.tsx'
import styles from './supplier-files.module.css'
import './texts.ts'

const roles: readonly ColumnRole[] = [
  'article',
  'name',
  'price',
  'stock',
  'unit',
  'brand',
  'pack',
  'barcode',
  'manufacturerCode',
  'country',
  'description',
  'attribute',
  'category',
  'externalId',
  'currency',
]

interface Targets {
  priceLists: FeedImportDetails['priceLists']
  warehouses: FeedImportDetails['warehouses']
}

/** The beginning of a sheet as it stands in the file; over each column stands what it is. */
export function MappedSheet({
  sheet,
  mapped,
  settings,
  onColumns,
  ...targets
}: Targets & {
  sheet: FeedSheet
  mapped: SheetMapping
  settings: FeedSettings
  onColumns: (columns: MappedColumn[]) => void
}) {
  const { t } = useTranslation('supplier-files')
  const width = Math.max(1, sheet.titles.length, ...sheet.firstRows.map((row) => row.length))
  const of = (column: number) => mapped.columns.find((one) => one.column === column)
  const setRole = (column: number, role: ColumnRole | null) => {
    const others = mapped.columns.filter((one) => one.column !== column)
    if (role === null) return onColumns(others)
    const title = (sheet.titles[column]?.split(' · ').at(-1) || letterOf(column)).slice(0, 200)
    const made: MappedColumn = {
      column,
      role,
      title,
      priceListId: null,
      currency: role === 'price' ? settings.currency : null,
      includesVat: role === 'price' ? settings.includesVat : null,
      warehouseId: null,
    }
    return onColumns([...others, made].toSorted((a, b) => a.column - b.column))
  }
  const patch = (column: number, change: Partial<MappedColumn>) =>
    onColumns(mapped.columns.map((one) => (one.column === column ? { ...one, ...change } : one)))
  const isHeader = (row: number) =>
    mapped.headerRow > 0 && row >= mapped.headerRow && row < mapped.headerRow + mapped.headerRows
  return (
    <div
      className={styles.preview}
      tabIndex={0}
      role="region"
      aria-label={t('mapper.preview')}
      data-use={mapped.use}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">№</th>
            {Array.from({ length: width }, (_, column) => (
              <th key={column} scope="col" data-means={of(column)?.role}>
                <span className={styles.letter}>{letterOf(column)}</span>
                <select
                  className={controls.input}
                  aria-label={t('mapper.roleOf', { column: letterOf(column) })}
                  value={of(column)?.role ?? ''}
                  onChange={(event) =>
                    setRole(column, roles.find((role) => role === event.target.value) ?? null)
                  }
                >
                  <option value="">{t('role.none')}</option>
                  {[...new Set([...roles, ...(of(column) ? [of(column)!.role] : [])])].map((role) => (
                    <option key={role} value={role}>
                      {t(`role.${role}`)}
                    </option>
                  ))}
                </select>
                <ColumnTarget column={of(column)} onChange={(change) => patch(column, change)} {...targets} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.firstRows.map((row, index) => {
            const above = index + 1 < mapped.headerRow
            const alone = above ? placeOfLone(row) : null
            return (
              // rows of a file have no name but their place
              <tr key={index} data-header={isHeader(index + 1)} data-above={above}>
                <th scope="row">{index + 1}</th>
                {Array.from({ length: alone === null ? width : alone + 1 }, (_, column) => (
                  <td
                    key={column}
                    data-means={of(column)?.role}
                    colSpan={column === alone ? width - column : undefined}
                  >
                    {row[column]}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** A remark above the table has the whole width, as it has in the file. */
function placeOfLone(row: readonly string[]): number | null {
  const filled = row.flatMap((cell, place) => (cell === '' ? [] : [place]))
  return filled.length === 1 ? filled[0]! : null
}

/** Into which list a price goes, in which currency; to which warehouse a stock. */
function ColumnTarget({
  column,
  onChange,
  priceLists,
  warehouses,
}: Targets & { column: MappedColumn | undefined; onChange: (change: Partial<MappedColumn>) => void }) {
  const { t } = useTranslation('supplier-files')
  if (!column) return null
  const named = { column: letterOf(column.column) }
  const title = (
    <input
      className={controls.input}
      aria-label={t('mapper.name', named)}
      maxLength={200}
      value={column.title}
      onChange={(event) => onChange({ title: event.target.value })}
    />
  )
  if (column.role === 'attribute') return title
  if (column.role === 'stock')
    return (
      <>
        <select
          className={controls.input}
          aria-label={t('mapper.warehouse', named)}
          value={column.warehouseId ?? ''}
          onChange={(event) => onChange({ warehouseId: event.target.value || null })}
        >
          <option value="">{t('mapper.newWarehouse', { title: column.title })}</option>
          {warehouses.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
        {column.warehouseId === null && title}
      </>
    )
  if (column.role !== 'price') return null
  const fitting = priceLists.filter((list) => list.currency === column.currency)
  return (
    <>
      <select
        className={controls.input}
        aria-label={t('mapper.list', named)}
        value={column.priceListId ?? ''}
        onChange={(event) => {
          const list = fitting.find((one) => one.id === event.target.value)
          onChange(list ? { priceListId: list.id, includesVat: list.includesVat } : { priceListId: null })
        }}
      >
        <option value="">{t('mapper.newList', { title: column.title })}</option>
        {fitting.map((list) => (
          <option key={list.id} value={list.id}>
            {list.name}
          </option>
        ))}
      </select>
      {column.priceListId === null && title}
      <span className={styles.pair}>
        <select
          className={controls.input}
          aria-label={t('mapper.currency', named)}
          value={column.currency ?? ''}
          disabled={column.priceListId !== null}
          onChange={(event) => onChange({ currency: event.target.value })}
        >
          {[...new Set([...currencies, ...(column.currency ? [column.currency] : [])])].map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </select>
        <select
          className={controls.input}
          aria-label={t('mapper.vat', named)}
          value={String(column.includesVat ?? true)}
          disabled={column.priceListId !== null}
          onChange={(event) => onChange({ includesVat: event.target.value === 'true' })}
        >
          <option value="true">{t('mapper.withVat')}</option>
          <option value="false">{t('mapper.withoutVat')}</option>
        </select>
      </span>
    </>
  )
}
