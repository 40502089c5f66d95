import type { OfficeFamily } from '@portal/api/families.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import controls from '../../ui/controls.module.css'
import styles from './families.module.css'
import { useNamed } from './use-named.ts'
import './texts.ts'

/** Who stands on which cell: empty ones are seen, and those where two stand. Beyond two axes one layer is looked at. */
export function CellMap({ family }: { family: OfficeFamily }) {
  const { t } = useTranslation('families')
  const named = useNamed()
  const [rows, columns, ...deeper] = family.axes
  const [layer, setLayer] = useState<Readonly<Record<string, string>>>({})
  const used = (axis: OfficeFamily['axes'][number]) => axis.values.filter(({ members }) => members > 0)
  const chosen = deeper.map((axis) => layer[axis.attributeId] ?? used(axis)[0]?.id ?? null)
  const cells = Map.groupBy(
    family.members.filter(({ places }) => chosen.every((id, index) => places[index + 2]?.valueId === id)),
    ({ places }) => `${places[0]?.valueId} ${places[1]?.valueId}`,
  )
  if (!rows || !columns) return null
  return (
    <section className={styles.panel}>
      <h2>{t('map.title')}</h2>
      {deeper.map((axis, index) => (
        <label key={axis.attributeId} className={styles.layer}>
          {named.axis(axis)}
          <select
            className={controls.input}
            value={chosen[index] ?? ''}
            onChange={(event) => setLayer({ ...layer, [axis.attributeId]: event.target.value })}
          >
            {used(axis).map((value) => (
              <option key={value.id} value={value.id}>
                {named.value(value)}
              </option>
            ))}
          </select>
        </label>
      ))}
      <div className={styles.map} tabIndex={0} role="region" aria-label={t('map.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                {named.axis(rows)} / {named.axis(columns)}
              </th>
              {used(columns).map((value) => (
                <th key={value.id} scope="col">
                  {named.value(value)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {used(rows).map((row) => (
              <tr key={row.id}>
                <th scope="row">{named.value(row)}</th>
                {used(columns).map((column) => {
                  const here = cells.get(`${row.id} ${column.id}`) ?? []
                  return (
                    <td key={column.id} data-conflict={here.length > 1} data-empty={here.length === 0}>
                      {here.map(({ productId, article, name, active }) => (
                        <Link
                          key={productId}
                          to={`/office/products/${productId}`}
                          title={name}
                          data-off={!active}
                        >
                          {article ?? name}
                        </Link>
                      ))}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
