import { explainPrice } from '@portal/api/price-explanations.ts'
import { baseUnit, type MoneyWire } from '@portal/api/primitives.ts'
import { setFixedPrice, type Contract } from '@portal/api/contracts.ts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { isLess, readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { untilAfter } from './last-day.ts'
import { useGoodsSearch } from './use-goods-search.ts'
import styles from './contracts.module.css'

/** What a product is counted in, the base unit first, and the least that the chosen unit may cost. */
function useAsked(contract: Contract, product: Option | null, packagingId: string) {
  const asked = useQuery({
    ...queryFor(explainPrice, {
      params: { contractId: contract.id, productId: product?.id ?? '' },
      query: packagingId === baseUnit ? {} : { packagingId },
    }),
    enabled: product !== null,
    placeholderData: keepPreviousData,
  })
  const told = product ? asked.data : undefined
  const floor = told?.steps.find(({ kind }) => kind === 'floor' || kind === 'floor_exempt')?.price ?? null
  return { units: told?.units ?? [], floor }
}

/** The price of one product under this contract, with an agreed quantity if there is one. */
export function FixPriceDialog({ contract, onClose }: { contract: Contract; onClose: () => void }) {
  const { t } = useTranslation('contracts')
  const format = useFormat()
  const queries = useQueryClient()
  const [product, setProduct] = useState<Option | null>(null)
  const [packagingId, setPackagingId] = useState<string>(baseUnit)
  const { units, floor } = useAsked(contract, product, packagingId)
  const [amount, setAmount] = useState('')
  const [contracted, setContracted] = useState('')
  const search = useGoodsSearch('product')
  const price = readQuantity(amount)
  const quantity = contracted.trim() === '' ? null : readQuantity(contracted)
  const wrongQuantity = contracted.trim() !== '' && quantity === null
  const fix = useMutation({
    mutationFn: (form: FormData) =>
      call(setFixedPrice, {
        params: { contractId: contract.id },
        body: {
          productId: product!.id,
          packagingId,
          amount: price!,
          contractedQuantity: quantity,
          overContracted: form.get('over') === 'block' ? 'block' : 'warn',
          validFrom: String(form.get('from') ?? '') || null,
          validUntil: untilAfter(String(form.get('lastDay') ?? '')),
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      onClose()
    },
  })
  const ready = product !== null && price !== null && Number(price) > 0 && !wrongQuantity
  return (
    <FormDialog
      title={t('price.dialog')}
      action={t('price.add')}
      ready={ready}
      busy={fix.isPending}
      error={fix.error}
      onSubmit={fix.mutate}
      onClose={onClose}
    >
      <PickBox
        label={t('price.product')}
        placeholder={t('spec.pickProduct')}
        picked={product}
        onPick={(option) => {
          setProduct(option)
          setPackagingId(baseUnit)
        }}
        {...search}
      />
      <Pair>
        <label className={controls.field}>
          <span
            className={controls.label}
          >{`${t('price.amount')}, ${format.symbol(contract.currency)}`}</span>
          <input
            className={controls.input}
            inputMode="decimal"
            required
            aria-invalid={amount !== '' && price === null}
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
          />
        </label>
        <label className={controls.field}>
          <span className={controls.label}>{t('price.unit')}</span>
          <select
            className={controls.input}
            value={packagingId}
            disabled={units.length < 2}
            onChange={(event) => setPackagingId(event.target.value)}
          >
            {units.map((unit) => (
              <option key={unit.packagingId} value={unit.packagingId}>
                {unit.name}
              </option>
            ))}
          </select>
        </label>
        <label className={controls.field}>
          <span className={controls.label}>{t('price.contracted')}</span>
          <input
            className={controls.input}
            inputMode="decimal"
            aria-invalid={wrongQuantity}
            value={contracted}
            onChange={(event) => setContracted(event.target.value)}
          />
          <span className={controls.hint}>{t('price.contractedHint')}</span>
        </label>
        <label className={controls.field}>
          <span className={controls.label}>{t('price.over')}</span>
          <select className={controls.input} name="over" disabled={quantity === null}>
            <option value="warn">{t('price.overMode.warn')}</option>
            <option value="block">{t('price.overMode.block')}</option>
          </select>
        </label>
        <label className={controls.field}>
          <span className={controls.label}>{t('field.validFrom')}</span>
          <input className={controls.input} type="date" name="from" />
        </label>
        <label className={controls.field}>
          <span className={controls.label}>{t('field.validUntil')}</span>
          <input className={controls.input} type="date" name="lastDay" />
        </label>
      </Pair>
      {floor && <FloorNote contract={contract} floor={floor} price={price} />}
    </FormDialog>
  )
}

/** The floor, and what comes of a price below it under this contract. */
function FloorNote({
  contract,
  floor,
  price,
}: {
  contract: Contract
  floor: MoneyWire
  price: string | null
}) {
  const { t } = useTranslation('contracts')
  const format = useFormat()
  const values = {
    floor: format.money(floor),
    price: price && format.money({ amount: price, currency: contract.currency }),
  }
  const below = price !== null && isLess(price, floor.amount)
  if (!below) return <p className={styles.soft}>{t('price.floorIs', values)}</p>
  const key = contract.fixedPriceGuard === 'guarded' ? 'price.floorGuard' : 'price.floorWarn'
  return (
    <p className={controls.alert} role="status">
      {t(key, values)}
    </p>
  )
}
