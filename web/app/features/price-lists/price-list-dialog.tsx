import { createPriceList, type PriceListDetails } from '@portal/api/price-lists.ts'
import { listSellers } from '@portal/api/sellers.ts'
import { updatePriceList } from '@portal/api/price-lists.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { conventionalUnits } from '../../lib/format.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { toastDone } from '../../ui/toast.tsx'
import styles from './price-lists.module.css'
import './texts.ts'

const currencies = ['RUB', 'USD', 'EUR', 'CNY', 'KZT', 'BYN', conventionalUnits] as const

/** Makes a price list, or changes its name and VAT mark. */
export function PriceListDialog({
  list,
  onClose,
}: {
  list: PriceListDetails | undefined
  onClose: () => void
}) {
  const { t } = useTranslation(['price-lists', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const format = useFormat()
  const sellers = useQuery({ ...queryFor(listSellers, {}), enabled: !list })
  const save = useMutation({
    mutationFn: async (form: FormData): Promise<string> => {
      const text = (name: string) => String(form.get(name) ?? '').trim()
      const changed = { name: text('name'), includesVat: form.get('vat') === 'on' }
      const saved = list
        ? await call(updatePriceList, { params: { priceListId: list.id }, body: changed })
        : await call(createPriceList, {
            body: { ...changed, sellerId: text('seller'), currency: text('currency') },
          })
      return saved.id
    },
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      toastDone(t('saved', { ns: 'common' }))
      onClose()
      if (!list) void navigate(`/office/price-lists/${id}`)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!save.isPending) save.mutate(new FormData(event.currentTarget))
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(list ? 'form.editTitle' : 'form.createTitle')}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="submit"
            form="price-list"
            className={`${controls.button} ${controls.primary}`}
            disabled={save.isPending}
          >
            {t('save', { ns: 'common' })}
          </button>
        </>
      }
    >
      <form id="price-list" className={styles.form} onSubmit={submit}>
        {save.error && (
          <p className={controls.alert} role="alert">
            {problemText(save.error)}
          </p>
        )}
        <label className={controls.field}>
          <span className={controls.label}>{t('form.name')}</span>
          <input
            className={controls.input}
            name="name"
            required
            maxLength={200}
            defaultValue={list?.name}
            data-autofocus
          />
        </label>
        {!list && (
          <>
            <label className={controls.field}>
              <span className={controls.label}>{t('form.seller')}</span>
              <select className={controls.input} name="seller" required>
                {sellers.data?.items.map((seller) => (
                  <option key={seller.id} value={seller.id}>
                    {seller.name}
                  </option>
                ))}
              </select>
              <span className={controls.hint}>{t('form.firstIsBase')}</span>
            </label>
            <label className={controls.field}>
              <span className={controls.label}>{t('form.currency')}</span>
              <select className={controls.input} name="currency">
                {currencies.map((currency) => (
                  <option key={currency} value={currency}>
                    {currency === conventionalUnits ? format.symbol(currency) : currency}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
        <label className={controls.check}>
          <input type="checkbox" name="vat" defaultChecked={list?.includesVat ?? true} />
          {t('form.includesVat')}
        </label>
      </form>
    </Dialog>
  )
}
