import { addLot, changeLot, type Lot } from '@portal/api/lots.ts'
import { listWarehouses } from '@portal/api/warehouses.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, call, queryFor } from '../../lib/api.ts'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { toastDone } from '../../ui/toast.tsx'
import officeList from '../../ui/office-list.module.css'
import { useGoodsSearch } from '../contracts/use-goods-search.ts'
import { useLotsChanged } from './use-lots-changed.ts'
import './texts.ts'

/** One lot: a new one wholly; of one that is expected, its date, quantity and whether the date is sure. */
export function LotDialog({ lot, onClose }: { lot: Lot | undefined; onClose: () => void }) {
  const { t } = useTranslation(['lots', 'common'])
  const format = useFormat()
  const changed = useLotsChanged()
  const warehouses = useQuery(queryFor(listWarehouses, {}))
  const [product, setProduct] = useState<Option | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const search = useGoodsSearch('product')
  // what the fields began with, though the list is read again meanwhile
  const [shown] = useState(lot)
  const save = useMutation({
    mutationFn: ({ quantity, form }: { quantity: string; form: FormData }) => {
      const said = {
        quantity,
        eta: String(form.get('eta')),
        confirmed: form.get('confirmed') !== null,
        note: String(form.get('note') ?? '').trim() || null,
      }
      return lot
        ? // only what differs from what was shown: what somebody else has changed meanwhile stays as he said it
          call(changeLot, { params: { lotId: lot.id }, body: changesOf(said, shown ?? lot) })
        : call(addLot, {
            body: { ...said, productId: product!.id, warehouseId: String(form.get('warehouse')) },
          })
    },
    onSuccess: async () => {
      await changed()
      toastDone(t('saved', { ns: 'common' }))
      onClose()
    },
  })
  const submit = (form: FormData) => {
    const quantity = readQuantity(String(form.get('quantity') ?? ''))
    const good = quantity !== null && /[1-9]/.test(quantity)
    setWrong(good ? null : t('badQuantity'))
    if (good) save.mutate({ quantity, form })
  }
  const past = save.error instanceof ApiProblem && save.error.fields['eta'] === 'date_past'
  return (
    <FormDialog
      title={lot ? lot.productName : t('add')}
      ready={Boolean(lot ?? product)}
      busy={save.isPending}
      error={save.error}
      problem={past ? null : undefined}
      noValidate
      onSubmit={submit}
      onClose={onClose}
    >
      {lot ? (
        <p className={officeList.soft}>
          {lot.warehouseName}
          {lot.lineCount > 0 &&
            ` · ${t('promisedTo', { count: lot.lineCount, value: format.number(lot.lineCount), quantity: format.number(lot.reserved), unit: lot.unitName })}`}
        </p>
      ) : (
        <>
          <PickBox
            label={t('product')}
            placeholder={t('pickProduct')}
            picked={product}
            onPick={setProduct}
            {...search}
          />
          <label className={controls.field}>
            <span className={controls.label}>{t('warehouse')}</span>
            <select className={controls.input} name="warehouse">
              {warehouses.data?.items
                .filter((one) => one.active)
                .map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
            </select>
          </label>
        </>
      )}
      <Pair>
        <label className={controls.field}>
          <span className={controls.label}>
            {lot ? t('quantityIn', { unit: lot.unitName }) : t('column.quantity')}
          </span>
          <input
            className={controls.input}
            name="quantity"
            inputMode="decimal"
            autoComplete="off"
            aria-invalid={wrong ? true : undefined}
            defaultValue={format.typed(lot?.quantity)}
          />
          {wrong && <span className={controls.error}>{wrong}</span>}
        </label>
        <label className={controls.field}>
          <span className={controls.label}>{t('column.eta')}</span>
          <input
            className={controls.input}
            name="eta"
            type="date"
            required
            aria-invalid={past ? true : undefined}
            defaultValue={lot?.eta}
          />
          {past && <span className={controls.error}>{t('datePast')}</span>}
        </label>
      </Pair>
      <label className={controls.check}>
        <input type="checkbox" name="confirmed" defaultChecked={lot?.confirmed ?? true} />
        <span>{t('confirmedField')}</span>
      </label>
      <label className={controls.field}>
        <span className={controls.label}>{t('noteField')}</span>
        <input
          className={controls.input}
          name="note"
          maxLength={300}
          autoComplete="off"
          defaultValue={lot?.note ?? ''}
        />
      </label>
      {lot && lot.lineCount > 0 && <p className={controls.hint}>{t('movesPromises')}</p>}
    </FormDialog>
  )
}

function changesOf<T extends object>(said: T, shown: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(said).filter(([field, value]) => value !== shown[field as keyof T]),
  ) as Partial<T>
}
