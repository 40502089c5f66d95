import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { inOrder, moved, newValues, type DraftAxis } from './axes-draft.ts'
import styles from './families.module.css'
import { useNamed } from './use-named.ts'
import './texts.ts'

/** A size is the same in any language. */
const isFigure = (value: string) => /^[\d.,/×x-]+$/.test(value)

/** An axis with its values in the order in which the matrix shows them. */
export function AxisCard({
  axis,
  place,
  last,
  onChange,
  onMove,
  onRemove,
}: {
  axis: DraftAxis
  place: number
  last: boolean
  onChange: (axis: DraftAxis) => void
  onMove: (step: 1 | -1) => void
  onRemove: () => void
}) {
  const { t } = useTranslation('families')
  const format = useFormat()
  const [text, setText] = useState('')
  const { values } = axis
  const name = useNamed().axis(axis)
  function add() {
    const added = newValues(text, values)
    if (added.length > 0) onChange({ ...axis, values: [...values, ...added] })
    setText('')
  }
  return (
    <section className={styles.axis} aria-label={name}>
      <header className={styles.axisHead}>
        <span className={styles.axisName}>
          <b>{axis.unit ? `${name}, ${axis.unit}` : name}</b>
          <span className={controls.hint}>
            {t(place < 2 ? (place === 0 ? 'axes.down' : 'axes.across') : 'axes.layer')}
          </span>
        </span>
        <Move up={place > 0} down={!last} name={name} onMove={onMove} />
        <button
          type="button"
          className={controls.icon}
          aria-label={t('axes.remove', { name })}
          onClick={onRemove}
        >
          <IconX size={16} aria-hidden="true" />
        </button>
      </header>
      {axis.attributeId === null && (
        <input
          className={controls.input}
          lang="en"
          maxLength={120}
          aria-label={t('axes.nameEnOf', { name: axis.name })}
          placeholder={t('axes.nameEn')}
          value={axis.nameEn}
          onChange={(event) => onChange({ ...axis, nameEn: event.target.value })}
        />
      )}
      {values.length === 0 && <p className={controls.hint}>{t('axes.noValues')}</p>}
      <ol className={styles.values}>
        {values.map((value, index) => (
          <li key={value.id ?? value.value}>
            <span className={styles.value}>{value.value}</span>
            {isFigure(value.value) ? (
              <span />
            ) : (
              <input
                className={`${controls.input} ${styles.valueEn}`}
                lang="en"
                maxLength={120}
                aria-label={t('axes.valueEnOf', { value: value.value })}
                placeholder={t('axes.valueEn')}
                value={value.valueEn}
                onChange={(event) =>
                  onChange({
                    ...axis,
                    values: values.with(index, { ...value, valueEn: event.target.value }),
                  })
                }
              />
            )}
            <span className={styles.valueCount} title={t('axes.members', { count: value.members })}>
              {format.number(value.members)}
            </span>
            <Move
              up={index > 0}
              down={index < values.length - 1}
              name={value.value}
              onMove={(step) => onChange({ ...axis, values: moved(values, index, step) })}
            />
            <button
              type="button"
              className={controls.icon}
              aria-label={t('axes.removeValue', { value: value.value })}
              title={value.members > 0 ? t('axes.valueUsed') : undefined}
              disabled={value.members > 0}
              onClick={() => onChange({ ...axis, values: values.filter((_, at) => at !== index) })}
            >
              <IconX size={16} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ol>
      <div className={styles.addValue}>
        <input
          className={controls.input}
          aria-label={t('axes.addValueTo', { name })}
          placeholder={t('axes.addValue')}
          value={text}
          maxLength={4000}
          onChange={(event) => setText(event.target.value)}
          onPaste={(event) => {
            // a field of one line would glue a pasted column together
            const pasted = event.clipboardData.getData('text')
            if (!/[\n\t]/.test(pasted)) return
            event.preventDefault()
            onChange({ ...axis, values: [...values, ...newValues(pasted, values)] })
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
        />
        <button type="button" className={controls.button} disabled={!text.trim()} onClick={add}>
          {t('axes.addValueDo')}
        </button>
        {values.length > 2 && (
          <button
            type="button"
            className={`${controls.button} ${controls.quiet}`}
            onClick={() => onChange({ ...axis, values: inOrder(values) })}
          >
            {t('axes.sort')}
          </button>
        )}
      </div>
    </section>
  )
}

function Move({
  up,
  down,
  name,
  onMove,
}: {
  up: boolean
  down: boolean
  name: string
  onMove: (step: 1 | -1) => void
}) {
  const { t } = useTranslation('families')
  return (
    <span className={styles.move}>
      <button
        type="button"
        className={controls.icon}
        aria-label={t('axes.up', { name })}
        disabled={!up}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={controls.icon}
        aria-label={t('axes.downOne', { name })}
        disabled={!down}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={16} aria-hidden="true" />
      </button>
    </span>
  )
}
