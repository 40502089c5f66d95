import { IconPencil, IconPlus } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { longestPartNumber } from '@portal/api/part-numbers.ts'
import controls from '../../ui/controls.module.css'
import styles from './part-numbers.module.css'
import { takenOf, useRemovePartNumbers, useSetPartNumber, type Place } from './use-part-numbers.ts'
import './texts.ts'

/**
 * The company's own number of a product, to be read and changed where it stands: a press opens the field, Enter keeps,
 * Escape leaves all as it was, an empty field takes the number away. A number of another product is asked about.
 */
export function PartNumberField({
  productId,
  name,
  value,
  place = { own: true },
  bare = false,
}: {
  productId: string
  /** the product, for those who hear the page */
  name: string
  value: string | null
  place?: Place
  /** the number alone, where a column's head says what it is */
  bare?: boolean
}) {
  const { t } = useTranslation(['part-numbers', 'common'])
  const [text, setText] = useState<string | null>(null)
  const set = useSetPartNumber(place)
  const remove = useRemovePartNumbers(place)
  const taken = takenOf(set.error)
  const busy = set.isPending || remove.isPending

  const close = () => {
    setText(null)
    set.reset()
  }
  function save(onTaken?: 'move' | 'share') {
    const wanted = (text ?? '').trim()
    if (wanted === (value ?? '')) close()
    else if (wanted === '') remove.mutate([productId], { onSettled: close })
    else set.mutate({ productId, partNumber: wanted, ...(onTaken ? { onTaken } : {}) }, { onSuccess: close })
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    // a table around it takes Enter for "the next row", a page takes Escape for "close"
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') save()
    else close()
  }

  if (text === null)
    return (
      <button
        type="button"
        className={styles.value}
        data-empty={value === null}
        aria-label={
          value === null
            ? t('giveTo', { name })
            : t(bare ? 'changeOf' : 'changeOwn', { partNumber: value, name })
        }
        onClick={() => setText(value ?? '')}
      >
        {value === null ? (
          <>
            <IconPlus size={12} aria-hidden="true" />
            {t('give')}
          </>
        ) : (
          <>
            <span className={styles.number}>{bare ? value : t('ownIs', { partNumber: value })}</span>
            <IconPencil size={12} aria-hidden="true" />
          </>
        )}
      </button>
    )
  return (
    <span className={styles.editor}>
      <input
        className={styles.input}
        aria-label={t('numberOf', { name })}
        aria-invalid={Boolean(taken)}
        autoFocus
        autoComplete="off"
        maxLength={longestPartNumber}
        disabled={busy}
        value={text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setText(event.target.value)
          if (set.error) set.reset()
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (!taken && !busy) save()
        }}
      />
      {taken && (
        <span className={styles.conflict} role="alert">
          <span>
            {taken.name === null
              ? t('takenUnseen')
              : t('takenBy', { name: [taken.article, taken.name].filter(Boolean).join(' ') })}
          </span>
          <button
            type="button"
            className={`${controls.button} ${controls.compact}`}
            disabled={busy}
            onClick={() => save('move')}
          >
            {t('onTaken.move')}
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.compact}`}
            disabled={busy}
            onClick={() => save('share')}
          >
            {t('onTaken.share')}
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.compact}`}
            disabled={busy}
            onClick={close}
          >
            {t('cancel', { ns: 'common' })}
          </button>
        </span>
      )}
    </span>
  )
}
