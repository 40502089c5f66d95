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
/** Of fewer numbers the ticks are the shorter way. */
const rangeFrom = 6

/** Filters with counts inside the buyer's assortment; which of them stand folded is remembered. */
export function Facets({
  facets,
  onToggle,
  onRange,
}: {
  facets: readonly Facet[]
  onToggle: (key: string, valueId: string) => void
  onRange: (key: string, bounds: { from: string; to: string }) => void
}) {
  const { t } = useTranslation('catalogue')
  const [folded, setFolded] = useLocalStorage<Record<string, boolean>>({
    key: 'artikul_facets',
    defaultValue: {},
  })
  return facets.map((facet, index) => {
    const isChosen = facet.values.some(({ chosen }) => chosen) || facet.range?.from || facet.range?.to
    const open = Boolean(isChosen) || !(folded[facet.key] ?? index >= 5)
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
        {open && (
          <>
            {facet.range && facet.values.length >= rangeFrom && (
              <RangeFields
                // typed anew when the address has other bounds
                key={`${facet.range.from} ${facet.range.to}`}
                name={facet.name}
                range={facet.range}
                onRange={(bounds) => onRange(facet.key, bounds)}
              />
            )}
            <Values facet={facet} onToggle={(valueId) => onToggle(facet.key, valueId)} />
          </>
        )}
      </details>
    )
  })
}

/** From – to; Enter or leaving the fields takes them. What stands in the fields before is what there is to choose. */
function RangeFields({
  name,
  range,
  onRange,
}: {
  name: string
  range: NonNullable<Facet['range']>
  onRange: (bounds: { from: string; to: string }) => void
}) {
  const { t } = useTranslation('catalogue')
  const format = useFormat()
  const before = { from: format.typed(range.from), to: format.typed(range.to) }
  const [typed, setTyped] = useState(before)
  const take = () => {
    if (typed.from !== before.from || typed.to !== before.to) onRange(typed)
  }
  return (
    <form
      className={styles.range}
      onSubmit={(event) => {
        event.preventDefault()
        take()
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) take()
      }}
    >
      {(['from', 'to'] as const).map((side) => (
        <input
          key={side}
          className={styles.search}
          inputMode="decimal"
          autoComplete="off"
          maxLength={24}
          aria-label={t(`range.${side}`, { name })}
          placeholder={t(`range.${side}Short`, {
            number: format.number(side === 'from' ? range.least : range.most),
          })}
          value={typed[side]}
          onChange={(event) => setTyped({ ...typed, [side]: event.target.value })}
        />
      ))}
      {/* Enter sends a form of two fields only where it has a button */}
      <button type="submit" className="visually-hidden" tabIndex={-1}>
        {t('range.take')}
      </button>
    </form>
  )
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
