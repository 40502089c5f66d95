import { absentMode } from '@portal/api/absent-mode.ts'
import type { Contract } from '@portal/api/contracts.ts'
import { listPriceLists } from '@portal/api/price-lists.ts'
import { listWarehouses } from '@portal/api/warehouses.ts'
import { IconArrowUp, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { lastDayOf, untilAfter } from './last-day.ts'
import styles from './contracts.module.css'
import '../absent-rules/texts.ts'
import './texts.ts'

/** What the fields of the terms hold, ready for the wire. */
export interface TermsInput {
  number: string
  signedOn: string | null
  validFrom: string | null
  validUntil: string | null
  priceListId: string | null
  discountPercent: string
  discountStacking: Contract['discountStacking']
  fixedPriceGuard: Contract['fixedPriceGuard']
  vatTerms: Contract['vatTerms']
  paymentTerms: Contract['paymentTerms']
  paymentDays: number
  creditLimit: string | null
  creditMode: Contract['creditMode']
  minOrderAmount: string | null
  absentGoods: Contract['absentGoods']
  absentCap: string | null
  absentPrice: Contract['absentPrice']
  allocationPriority: number
  warehouseIds: string[]
}

/** Reads the form: decimals with a comma or a point, spaces between thousands; an empty field is null. */
export function readTerms(form: FormData): TermsInput {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const figure = (name: string) =>
    text(name)
      .replace(/[\s\u00a0]/g, '')
      .replace(',', '.')
  return {
    number: text('number'),
    signedOn: text('signedOn') || null,
    validFrom: text('validFrom') || null,
    validUntil: untilAfter(text('lastDay')),
    priceListId: text('priceListId') || null,
    discountPercent: figure('discountPercent') || '0',
    discountStacking: text('discountStacking') as Contract['discountStacking'],
    fixedPriceGuard: text('fixedPriceGuard') as Contract['fixedPriceGuard'],
    vatTerms: text('vatTerms') as Contract['vatTerms'],
    paymentTerms: text('paymentTerms') as Contract['paymentTerms'],
    paymentDays: Number(text('paymentDays') || 0),
    creditLimit: figure('creditLimit') || null,
    creditMode: text('creditMode') as Contract['creditMode'],
    minOrderAmount: figure('minOrderAmount') || null,
    absentGoods: text('absentGoods') as Contract['absentGoods'],
    absentCap: figure('absentCap') || null,
    absentPrice: text('absentPrice') as Contract['absentPrice'],
    allocationPriority: Number(text('allocationPriority') || 0),
    warehouseIds: form.getAll('warehouseId').map(String),
  }
}

/** The terms of a contract, new or changed; `errors` name the fields that the server refused. */
export function ContractFields({
  contract,
  sellerId,
  currency,
  errors,
  first,
  disabled,
}: {
  contract?: Contract
  sellerId: string | undefined
  currency: string
  errors: Record<string, string>
  /** what stands before the number: customer and seller of a new contract */
  first?: ReactNode
  disabled: boolean
}) {
  const { t } = useTranslation(['contracts', 'absent-rules'])
  const format = useFormat()
  const [paymentTerms, setPaymentTerms] = useState(contract?.paymentTerms ?? 'prepaid')
  const lists = useQuery(queryFor(listPriceLists, { query: { limit: 200 } }))
  const fitting = lists.data?.items.filter(
    (list) =>
      list.sellerId === sellerId &&
      list.kind === 'sale' &&
      list.editionOf === null &&
      (list.currency === currency || list.convertsTo === currency || list.id === contract?.priceListId),
  )
  const field = (name: string, label: string, input: ReactNode) => (
    <label className={controls.field}>
      <span className={controls.label}>{label}</span>
      {input}
      {errors[name] && <span className={controls.error}>{fieldError(errors[name])}</span>}
    </label>
  )
  const fieldError = (code: string) =>
    code === 'before_start' || code === 'too_small' || code === 'too_big'
      ? t(`fieldError.${code}`)
      : t('fieldError.invalid_format')
  const symbol = format.symbol(currency)
  return (
    <fieldset disabled={disabled} style={{ display: 'contents' }}>
      <section className={styles.section}>
        <h2>{t('section.dates')}</h2>
        <div className={styles.fields}>
          {first}
          {field(
            'number',
            t('field.number'),
            <input
              className={controls.input}
              name="number"
              required
              maxLength={100}
              defaultValue={contract?.number}
            />,
          )}
          {field(
            'signedOn',
            t('field.signedOn'),
            <input
              className={controls.input}
              name="signedOn"
              type="date"
              defaultValue={contract?.signedOn ?? ''}
            />,
          )}
          {field(
            'validFrom',
            t('field.validFrom'),
            <input
              className={controls.input}
              name="validFrom"
              type="date"
              defaultValue={contract?.validFrom ?? ''}
            />,
          )}
          {field(
            'validUntil',
            t('field.validUntil'),
            <input
              className={controls.input}
              name="lastDay"
              type="date"
              defaultValue={lastDayOf(contract?.validUntil ?? null)}
            />,
          )}
        </div>
      </section>

      <section className={styles.section}>
        <h2>{t('section.prices')}</h2>
        <div className={styles.fields}>
          {field(
            'priceListId',
            t('field.priceList'),
            <select
              // its options come later than the value
              key={fitting ? 'ready' : 'loading'}
              className={controls.input}
              name="priceListId"
              defaultValue={contract?.priceListId ?? ''}
            >
              <option value="">{t('field.basePriceList')}</option>
              {!fitting && contract?.priceListId && (
                <option value={contract.priceListId}>{contract.priceListName}</option>
              )}
              {fitting?.map((list) => (
                <option key={list.id} value={list.id}>
                  {list.name}
                </option>
              ))}
            </select>,
          )}
          {field(
            'discountPercent',
            t('field.discount'),
            <input
              className={controls.input}
              name="discountPercent"
              inputMode="decimal"
              defaultValue={format.typed(contract?.discountPercent ?? '0')}
            />,
          )}
          {field(
            'discountStacking',
            t('field.discountStacking'),
            <select
              className={controls.input}
              name="discountStacking"
              defaultValue={contract?.discountStacking ?? 'best'}
            >
              <option value="best">{t('discountStacking.best')}</option>
              <option value="add">{t('discountStacking.add')}</option>
            </select>,
          )}
          {field(
            'fixedPriceGuard',
            t('field.fixedPriceGuard'),
            <select
              className={controls.input}
              name="fixedPriceGuard"
              defaultValue={contract?.fixedPriceGuard ?? 'exempt'}
            >
              <option value="exempt">{t('fixedPriceGuard.exempt')}</option>
              <option value="guarded">{t('fixedPriceGuard.guarded')}</option>
            </select>,
          )}
          {field(
            'vatTerms',
            t('field.vatTerms'),
            <select className={controls.input} name="vatTerms" defaultValue={contract?.vatTerms ?? 'usual'}>
              <option value="usual">{t('vatTerms.usual')}</option>
              <option value="export">{t('vatTerms.export')}</option>
            </select>,
          )}
          {field(
            'minOrderAmount',
            `${t('field.minOrder')}, ${symbol}`,
            <input
              className={controls.input}
              name="minOrderAmount"
              inputMode="decimal"
              placeholder={t('field.noMinimum')}
              defaultValue={format.typed(contract?.minOrderAmount?.amount)}
            />,
          )}
        </div>
      </section>

      <section className={styles.section}>
        <h2>{t('section.payment')}</h2>
        <div className={styles.fields}>
          {field(
            'paymentTerms',
            t('field.paymentTerms'),
            <select
              className={controls.input}
              name="paymentTerms"
              value={paymentTerms}
              onChange={(event) => setPaymentTerms(event.target.value as Contract['paymentTerms'])}
            >
              {(['prepaid', 'credit', 'on_delivery'] as const).map((terms) => (
                <option key={terms} value={terms}>
                  {t(`paymentTerms.${terms}`)}
                </option>
              ))}
            </select>,
          )}
          {paymentTerms === 'credit' &&
            field(
              'paymentDays',
              t('field.paymentDays'),
              <input
                className={controls.input}
                name="paymentDays"
                type="number"
                min={0}
                max={365}
                defaultValue={contract?.paymentDays ?? 14}
              />,
            )}
          {field(
            'creditLimit',
            `${t('field.creditLimit')}, ${symbol}`,
            <input
              className={controls.input}
              name="creditLimit"
              inputMode="decimal"
              placeholder={t('field.noLimit')}
              defaultValue={format.typed(contract?.creditLimit?.amount)}
            />,
          )}
          {field(
            'creditMode',
            t('field.creditMode'),
            <select className={controls.input} name="creditMode" defaultValue={contract?.creditMode ?? 'off'}>
              {(['off', 'warn', 'block'] as const).map((mode) => (
                <option key={mode} value={mode}>
                  {t(`creditMode.${mode}`)}
                </option>
              ))}
            </select>,
          )}
        </div>
      </section>

      <section className={styles.section}>
        <h2>{t('section.goods')}</h2>
        <div className={styles.fields}>
          {field(
            'absentGoods',
            t('field.absentGoods'),
            <select
              className={controls.input}
              name="absentGoods"
              defaultValue={contract?.absentGoods ?? 'backorder'}
            >
              {absentMode.options.map((mode) => (
                <option key={mode} value={mode}>
                  {t(`absent-rules:mode.${mode}`)}
                </option>
              ))}
            </select>,
          )}
          {field(
            'absentCap',
            t('field.absentCap'),
            <input
              className={controls.input}
              name="absentCap"
              inputMode="decimal"
              placeholder={t('absent-rules:noCap')}
              defaultValue={format.typed(contract?.absentCap)}
            />,
          )}
          {field(
            'absentPrice',
            t('field.absentPrice'),
            <select
              className={controls.input}
              name="absentPrice"
              defaultValue={contract?.absentPrice ?? 'keep'}
            >
              {(['keep', 'refresh'] as const).map((one) => (
                <option key={one} value={one}>
                  {t(`absentPrice.${one}`)}
                </option>
              ))}
            </select>,
          )}
          {field(
            'allocationPriority',
            t('field.allocationPriority'),
            <input
              className={controls.input}
              name="allocationPriority"
              type="number"
              min={0}
              max={9}
              defaultValue={contract?.allocationPriority ?? 0}
            />,
          )}
          <Warehouses chosen={contract?.warehouses ?? []} />
        </div>
      </section>
    </fieldset>
  )
}

/** Which warehouses serve the contract, the preferred first; none chosen = all of them. */
function Warehouses({ chosen }: { chosen: Contract['warehouses'] }) {
  const { t } = useTranslation('contracts')
  const all = useQuery(queryFor(listWarehouses, {}))
  const [served, setServed] = useState(chosen)
  const left = all.data?.items.filter(
    (one) => one.active && !served.some((warehouse) => warehouse.id === one.id),
  )
  const moveUp = (index: number) => {
    const next = [...served]
    next.splice(index - 1, 2, next[index]!, next[index - 1]!)
    setServed(next)
  }
  return (
    <fieldset className={styles.warehouses}>
      <legend className={controls.label}>{t('field.warehouses')}</legend>
      {served.length === 0 && <p className={controls.hint}>{t('field.allWarehouses')}</p>}
      <ol>
        {served.map((warehouse, index) => (
          <li key={warehouse.id}>
            <input type="hidden" name="warehouseId" value={warehouse.id} />
            <span>{warehouse.name}</span>
            {index > 0 && (
              <button
                type="button"
                className={controls.icon}
                aria-label={t('up', { name: warehouse.name })}
                onClick={() => moveUp(index)}
              >
                <IconArrowUp size={16} aria-hidden="true" />
              </button>
            )}
            <button
              type="button"
              className={controls.icon}
              aria-label={t('remove', { name: warehouse.name })}
              onClick={() => setServed(served.filter(({ id }) => id !== warehouse.id))}
            >
              <IconX size={16} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ol>
      {left && left.length > 0 && (
        <select
          className={controls.input}
          aria-label={t('field.addWarehouse')}
          value=""
          onChange={(event) => {
            const added = left.find(({ id }) => id === event.target.value)
            if (added) setServed([...served, added])
          }}
        >
          <option value="">{t('field.addWarehouse')}</option>
          {left.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  )
}
