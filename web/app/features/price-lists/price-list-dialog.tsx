import { createPriceList, type PriceListDetails } from '@portal/api/price-lists.ts'
import { listSellers } from '@portal/api/sellers.ts'
import { updatePriceList } from '@portal/api/price-lists.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { conventionalUnits } from '../../lib/format.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { toastDone } from '../../ui/toast.tsx'
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
  return (
    <FormDialog
      title={t(list ? 'form.editTitle' : 'form.createTitle')}
      busy={save.isPending}
      error={save.error}
      onSubmit={save.mutate}
      onClose={onClose}
    >
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
    </FormDialog>
  )
}
