import { suggest } from '@portal/api/offer.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { longestPartNumber } from '@portal/api/part-numbers.ts'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useGoodsSearch } from '../contracts/use-goods-search.ts'
import styles from './part-numbers.module.css'
import { takenOf, useSetPartNumber, type Place } from './use-part-numbers.ts'
import './texts.ts'

/** One number for one product, both looked up and typed. */
export function AddDialog(props: { place: Place; onClose: () => void }) {
  return props.place.own ? <AddOwn {...props} /> : <AddForCustomer {...props} />
}

function AddOwn(props: { place: Place; onClose: () => void }) {
  return <NumberDialog {...props} search={useOfferSearch()} />
}

function AddForCustomer(props: { place: Place; onClose: () => void }) {
  return <NumberDialog {...props} search={useGoodsSearch('product')} />
}

function NumberDialog({
  place,
  search,
  onClose,
}: {
  place: Place
  search: ReturnType<typeof useGoodsSearch>
  onClose: () => void
}) {
  const { t } = useTranslation(['part-numbers', 'common'])
  const [product, setProduct] = useState<Option | null>(null)
  const [text, setText] = useState('')
  const set = useSetPartNumber(place)
  const taken = takenOf(set.error)
  const send = (onTaken?: 'move' | 'share') => {
    if (product && text.trim())
      set.mutate(
        { productId: product.id, partNumber: text, ...(onTaken ? { onTaken } : {}) },
        { onSuccess: onClose },
      )
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    send()
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('add')}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          {taken ? (
            <>
              <button type="button" className={controls.button} onClick={() => send('share')}>
                {t('onTaken.share')}
              </button>
              <button
                type="button"
                className={`${controls.button} ${controls.primary}`}
                onClick={() => send('move')}
              >
                {t('onTaken.move')}
              </button>
            </>
          ) : (
            <button
              type="submit"
              form="part-number"
              className={`${controls.button} ${controls.primary}`}
              disabled={!product || !text.trim() || set.isPending}
            >
              {t('save', { ns: 'common' })}
            </button>
          )}
        </>
      }
    >
      <form id="part-number" className={styles.form} onSubmit={submit}>
        <PickBox
          label={t('column.product')}
          placeholder={t('pickProduct')}
          picked={product}
          options={search.options}
          searching={search.searching}
          onSearch={search.onSearch}
          onPick={setProduct}
        />
        <TextField
          label={t('column.number')}
          maxLength={longestPartNumber}
          autoComplete="off"
          value={text}
          onText={(next) => {
            setText(next)
            set.reset()
          }}
          error={
            taken &&
            (taken.name === null
              ? t('takenUnseen')
              : t('takenBy', { name: [taken.article, taken.name].filter(Boolean).join(' ') }))
          }
        />
      </form>
    </Dialog>
  )
}

/** Products that the buyer is offered, by article and words. */
function useOfferSearch() {
  const [q, setQ] = useState('')
  const found = useQuery({
    ...queryFor(suggest, { query: { q } }),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  })
  const options: Option[] = (found.data?.products ?? []).map(({ productId, article, name }) => ({
    id: productId,
    code: article,
    name,
  }))
  return { options, searching: found.isFetching, onSearch: setQ }
}
