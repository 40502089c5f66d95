import type { OfferItem } from '@portal/api/offer.ts'
import { longestPartNumber } from '@portal/api/part-numbers.ts'
import { useTranslation } from 'react-i18next'
import { usePermission } from '../../lib/me.ts'
import controls from '../../ui/controls.module.css'
import { toastDone } from '../../ui/toast.tsx'
import styles from './part-numbers.module.css'
import { takenOf, useSetPartNumber } from './use-part-numbers.ts'
import './texts.ts'

const plain = (text: string | null) => (text ?? '').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Somebody has said what an unknown article means: kept as his own number, it is known the next time. */
export function RememberNumber({ text, item }: { text: string; item: OfferItem }) {
  const { t } = useTranslation(['part-numbers', 'common'])
  const allowed = usePermission('carts.edit')
  const set = useSetPartNumber({ own: true })
  const number = text.trim()
  const known = [item.article, item.partNumber].some((code) => plain(code) === plain(number))
  if (!allowed || known || plain(number) === '' || number.length > longestPartNumber) return null
  const taken = takenOf(set.error)
  const remember = (onTaken?: 'move') =>
    set.mutate(
      { productId: item.productId, partNumber: number, ...(onTaken ? { onTaken } : {}) },
      { onSuccess: () => toastDone(t('remembered', { text: number, name: item.name })) },
    )
  return (
    <span className={styles.source}>
      {taken && (
        <span className={styles.soft} role="alert">
          {taken.name === null
            ? t('takenUnseen')
            : t('takenBy', { name: [taken.article, taken.name].filter(Boolean).join(' ') })}
        </span>
      )}
      <button
        type="button"
        className={`${controls.button} ${controls.compact}`}
        disabled={set.isPending}
        onClick={() => remember(taken ? 'move' : undefined)}
      >
        {taken ? t('onTaken.move') : t('remember', { text: number })}
      </button>
    </span>
  )
}
