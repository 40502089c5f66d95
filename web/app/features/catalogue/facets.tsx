import type { Facet } from '@portal/api/offer.ts'
import { useLocalStorage } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import styles from './facets.module.css'
import './texts.ts'

const shownAtFirst = 8
const searchFrom = 16

/** Filters with counts inside the buyer's assortment; which of them stand folded is remembered. */
export function Facets({
  facets,
  onToggle,
}: {
  facets: readonly Facet[]
  onToggle: (key: string, valueId: string) => void
}) {
  const { t } = useTranslation('catalogue')
  const [folded, setFolded] = useLocalStorage<Record<string, boolean>>({
    key: 'artikul_facets',
    defaultValue: {},
  })
  return facets.map((facet, index) => {
    const open = facet.values.some(({ chosen }) => chosen) || !(folded[facet.key] ?? index >= 5)
    return (
      <details key={facet.key} className={styles.facet} open={open}>
        <summary
          className={styles.title}
          onClick={(event) => {
            event.preventDefault()
            setFolded({ ...folded, [facet.key]: open })
          }}
        >
          {facet.key === 'brand' ? t('brand') : facet.name}
          {facet.unit && <span className={styles.unit}>, {facet.unit}</span>}
        </summary>
        {open && <Values facet={facet} onToggle={(valueId) => onToggle(facet.key, valueId)} />}
      </details>
    )
  })
}

function Values({ facet, onToggle }: { facet: Facet; onToggle: (valueId: string) => void }) {
  const { t } = useTranslation('catalogue')
  const format = useFormat()
  const [all, setAll] = useState(false)
  const [words, setWords] = useState('')
  const fitting = facet.values.filter(({ label }) => label.toLowerCase().includes(words.trim().toLowerCase()))
  const shown = all || words ? fitting : fitting.filter(({ chosen }, index) => chosen || index < shownAtFirst)
  return (
    <div className={styles.values}>
      {facet.values.length >= searchFrom && (
        <input
          type="search"
          className={styles.search}
          aria-label={t('findValue')}
          placeholder={t('findValue')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      <div className={styles.list}>
        {shown.map((value) => (
          <label key={value.id} className={styles.value} data-none={value.count === 0 && !value.chosen}>
            <input type="checkbox" checked={value.chosen} onChange={() => onToggle(value.id)} />
            <span className={styles.label}>{value.label}</span>
            <span className={styles.count}>{format.number(value.count)}</span>
          </label>
        ))}
      </div>
      {!words && fitting.length > shownAtFirst && (
        <button
          type="button"
          className={`${controls.button} ${controls.quiet} ${controls.compact}`}
          onClick={() => setAll(!all)}
        >
          {all ? t('showLess') : t('showAll', { count: fitting.length })}
        </button>
      )}
    </div>
  )
}
