import { getProductAsOperator, listProducts } from '@portal/api/goods.ts'
import { setPrice, type PriceListDetails } from '@portal/api/price-lists.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import type { PriceRow } from '@portal/api/price-lists.ts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { dayAfter, dayBefore } from '../goods/price-period.tsx'
import { PickOne } from './pick-one.tsx'
import styles from './price-lists.module.css'
import './texts.ts'

type Wrong = Partial<Record<'product' | 'amount' | 'per' | 'from' | 'until', string>>

/** One price: of a row that is there, the amount and the last day; a new one wholly. */
export function PriceDialog({
  list,
  row,
  onClose,
}: {
  list: PriceListDetails
  row: PriceRow | undefined
  onClose: () => void
}) {
  const { t } = useTranslation(['price-lists', 'common'])
  const format = useFormat()
  const queries = useQueryClient()
  const [product, setProduct] = useState(row ? { id: row.productId, name: row.name } : undefined)
  const [wrong, setWrong] = useState<Wrong>({})
  const save = useMutation({
    mutationFn: (body: Parameters<typeof call<typeof setPrice>>[1]['body']) =>
      call(setPrice, { params: { priceListId: list.id }, body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      toastDone(t('saved', { ns: 'common' }))
      onClose()
    },
  })
  const submit = (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const amount = positive(text('amount'))
    const perQuantity = positive(text('per') || '1')
    const minQuantity = row?.minQuantity ?? readQuantity(text('from') || '0')
    const validFrom = row ? row.validFrom : text('validFrom') || null
    const last = text('validUntil') || null
    const found: Wrong = {
      ...(product ? {} : { product: t('form.noProduct') }),
      ...(amount ? {} : { amount: t('form.badNumber') }),
      ...(perQuantity ? {} : { per: t('form.badNumber') }),
      ...(minQuantity === null ? { from: t('form.badQuantity') } : {}),
      ...(validFrom && last && last < validFrom ? { until: t('form.badPeriod') } : {}),
    }
    setWrong(found)
    if (!product || !amount || !perQuantity || minQuantity === null || found.until) return
    save.mutate({
      productId: product.id,
      packagingId: row?.packagingId ?? (text('unit') || baseUnit),
      minQuantity,
      amount,
      perQuantity,
      validFrom,
      validUntil: last && dayAfter(last),
    })
  }
  return (
    <FormDialog
      title={row?.name ?? t('form.priceTitle')}
      busy={save.isPending}
      error={save.error}
      noValidate
      onSubmit={submit}
      onClose={onClose}
    >
      {!row && <ProductPick error={wrong.product} onPick={setProduct} />}
      {row ? (
        <p className={styles.soft}>
          {row.unitName}
          {row.minQuantity !== '0' && ` · ${t('form.from')}: ${format.number(row.minQuantity)}`}
          {row.validFrom && ` · ${t('form.validFrom')} ${format.date(row.validFrom)}`}
        </p>
      ) : (
        <Pair>
          <UnitSelect key={product?.id} productId={product?.id} />
          <TextField name="from" label={t('form.from')} value="0" error={wrong.from} />
        </Pair>
      )}
      <Pair>
        <TextField
          name="amount"
          label={t('form.amount', { currency: format.symbol(list.currency) })}
          value={row ? format.typed(row.amount.amount) : ''}
          error={wrong.amount}
          focus={row !== undefined}
        />
        <TextField
          name="per"
          label={t('form.per')}
          value={row ? format.typed(row.perQuantity) : '1'}
          error={wrong.per}
        />
      </Pair>
      <Pair>
        {!row && (
          <label className={controls.field}>
            <span className={controls.label}>{t('form.validFrom')}</span>
            <input className={controls.input} type="date" name="validFrom" />
          </label>
        )}
        <label className={controls.field}>
          <span className={controls.label}>{t('form.validUntil')}</span>
          <input
            className={controls.input}
            type="date"
            name="validUntil"
            defaultValue={row?.validUntil ? dayBefore(row.validUntil) : ''}
            aria-invalid={wrong.until ? true : undefined}
          />
          <span className={wrong.until ? controls.error : controls.hint}>
            {wrong.until ?? t('form.validHint')}
          </span>
        </label>
      </Pair>
    </FormDialog>
  )
}

function positive(text: string): string | null {
  const read = readQuantity(text)
  return read !== null && /[1-9]/.test(read) ? read : null
}

function TextField({
  name,
  label,
  value,
  error,
  focus = false,
}: {
  name: string
  label: string
  value: string
  error: string | undefined
  focus?: boolean
}) {
  return (
    <label className={controls.field}>
      <span className={controls.label}>{label}</span>
      <input
        className={controls.input}
        name={name}
        inputMode="decimal"
        autoComplete="off"
        maxLength={30}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        {...(focus ? { 'data-autofocus': true } : {})}
      />
      {error && <span className={controls.error}>{error}</span>}
    </label>
  )
}

function ProductPick({
  error,
  onPick,
}: {
  error: string | undefined
  onPick: (product: { id: string; name: string } | undefined) => void
}) {
  const { t } = useTranslation('price-lists')
  const [text, setText] = useState('')
  const asked = text.trim()
  const found = useQuery({
    ...queryFor(listProducts, { query: { search: asked, limit: 6 } }),
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
  })
  return (
    <PickOne
      label={t('form.product')}
      hint={t('form.productHint')}
      error={error}
      text={text}
      onText={(typed) => {
        setText(typed)
        onPick(undefined)
      }}
      options={
        asked.length > 1
          ? found.data?.items.map(({ id, name, article }) => ({ id, name, note: article }))
          : undefined
      }
      nothing={t('noRowsFound')}
      onPick={(option) => {
        setText(option.name)
        onPick(option)
      }}
    />
  )
}

/** The product's units; the base unit while none is chosen. */
function UnitSelect({ productId }: { productId: string | undefined }) {
  const { t } = useTranslation('price-lists')
  const product = useQuery({
    ...queryFor(getProductAsOperator, { params: { productId: productId ?? '' } }),
    enabled: productId !== undefined,
  })
  return (
    <label className={controls.field}>
      <span className={controls.label}>{t('form.unit')}</span>
      <select className={controls.input} name="unit" disabled={!product.data}>
        <option value={baseUnit}>{product.data?.unitName ?? '—'}</option>
        {product.data?.packagings
          .filter(({ active }) => active)
          .map(({ id, unitName }) => (
            <option key={id} value={id}>
              {unitName}
            </option>
          ))}
      </select>
    </label>
  )
}
