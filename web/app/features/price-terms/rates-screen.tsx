import {
  createRateSource,
  listExchangeRates,
  listRateSources,
  removeExchangeRate,
  setExchangeRate,
  type RateSource,
} from '@portal/api/price-terms.ts'
import { listSellers } from '@portal/api/sellers.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { conventionalUnits } from '../../lib/format.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { Field, FormDialog, Pair } from '../../ui/form-dialog.tsx'
import styles from './price-terms.module.css'
import { RateToday } from './rate-today.tsx'
import { useRateText } from './use-rate-text.ts'
import './texts.ts'

/** Exchange rates: where they come from, what they are today, and what they were. */
export function RatesScreen() {
  const { t } = useTranslation('price-terms')
  const format = useFormat()
  const mayManage = useOperatorPermission('prices.manage')
  const [dialog, setDialog] = useState<'source' | RateSource | null>(null)
  const sources = useQuery(queryFor(listRateSources, { query: {} }))
  const columns: Column<RateSource>[] = [
    { key: 'name', title: t('rates.name'), main: true, cell: ({ name }) => name },
    {
      key: 'seller',
      title: t('rates.seller'),
      width: 200,
      oneLine: true,
      cell: ({ sellerName }) => sellerName,
    },
    {
      key: 'today',
      title: t('rates.today'),
      width: 380,
      cell: ({ currency, toCurrency, today }) => <RateToday {...{ currency, toCurrency, today }} />,
    },
    {
      key: 'lists',
      title: t('rates.lists'),
      width: 140,
      align: 'end',
      phone: 'labelled',
      cell: ({ listCount }) => format.number(listCount),
    },
    {
      key: 'set',
      title: '',
      width: 170,
      align: 'end',
      cell: (source) => (
        <button
          type="button"
          className={controls.button}
          aria-label={`${t(mayManage ? 'rates.set' : 'rates.history')}: ${source.name}`}
          onClick={() => setDialog(source)}
        >
          {t(mayManage ? 'rates.set' : 'rates.history')}
        </button>
      ),
    },
  ]
  return (
    <>
      <title>{t('rates.title')}</title>
      <PageHeader title={t('rates.title')} note={t('rates.note')}>
        {mayManage && (
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            onClick={() => setDialog('source')}
          >
            {t('rates.add')}
          </button>
        )}
      </PageHeader>
      <DataTable
        label={t('rates.title')}
        columns={columns}
        rows={sources.data?.items}
        rowKey={({ id }) => id}
        error={sources.error}
        onRetry={() => void sources.refetch()}
        busy={sources.isFetching}
        empty={<EmptyState title={t('rates.empty')}>{t('rates.emptyHint')}</EmptyState>}
      />
      {dialog === 'source' && <SourceDialog onClose={() => setDialog(null)} />}
      {dialog !== null && dialog !== 'source' && (
        <RateDialog source={dialog} editable={mayManage} onClose={() => setDialog(null)} />
      )}
    </>
  )
}

const currencies = ['USD', 'EUR', 'CNY', 'KZT', 'BYN', conventionalUnits, 'RUB'] as const

function SourceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('price-terms')
  const format = useFormat()
  const queries = useQueryClient()
  const sellers = useQuery(queryFor(listSellers, {}))
  const add = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim()
      return call(createRateSource, {
        body: {
          sellerId: text('seller'),
          name: text('name'),
          currency: text('currency'),
          toCurrency: text('toCurrency'),
        },
      })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      onClose()
    },
  })
  const options = currencies.map((currency) => (
    <option key={currency} value={currency}>
      {currency === conventionalUnits ? t('rates.conventional') : `${currency}, ${format.symbol(currency)}`}
    </option>
  ))
  return (
    <FormDialog
      title={t('rates.add')}
      ready={sellers.data !== undefined}
      busy={add.isPending}
      error={add.error}
      onSubmit={(form) => add.mutate(form)}
      onClose={onClose}
    >
      <Field label={t('rates.name')} hint={t('rates.nameHint')}>
        <input className={controls.input} name="name" required maxLength={100} data-autofocus />
      </Field>
      <Field label={t('rates.seller')}>
        <select className={controls.input} name="seller">
          {sellers.data?.items.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <Pair>
        <Field label={t('rates.currency')}>
          <select className={controls.input} name="currency">
            {options}
          </select>
        </Field>
        <Field label={t('rates.toCurrency')}>
          <select className={controls.input} name="toCurrency" defaultValue="RUB">
            {options}
          </select>
        </Field>
      </Pair>
    </FormDialog>
  )
}

const units = [1, 10, 100, 1000, 10_000] as const

function RateDialog({
  source,
  editable,
  onClose,
}: {
  source: RateSource
  editable: boolean
  onClose: () => void
}) {
  const { t } = useTranslation('price-terms')
  const format = useFormat()
  const rateText = useRateText()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const params = { rateSourceId: source.id }
  const rates = useQuery(queryFor(listExchangeRates, { params, query: {} }))
  const [typed, setTyped] = useState('')
  const rate = readQuantity(typed)
  const refresh = () => queries.invalidateQueries({ queryKey: ['terms'] })
  const set = useMutation({
    mutationFn: (form: FormData) =>
      call(setExchangeRate, {
        params,
        body: {
          validFrom: String(form.get('validFrom')),
          units: units.find((one) => String(one) === form.get('units')) ?? 1,
          rate: rate!,
        },
      }),
    onSuccess: async () => {
      await refresh()
      setTyped('')
      toastDone(t('rates.saved'))
    },
  })
  const remove = useMutation({
    mutationFn: (validFrom: string) => call(removeExchangeRate, { params, query: { validFrom } }),
    onSuccess: refresh,
    onError: (error) => toastProblem(problemText(error)),
  })
  return (
    <FormDialog
      title={`${source.name}: ${source.currency} → ${source.toCurrency}`}
      action={t('rates.save')}
      ready={editable && Number(rate) > 0}
      busy={set.isPending}
      error={set.error}
      onSubmit={(form) => set.mutate(form)}
      onClose={onClose}
    >
      {editable && (
        <Pair>
          <Field label={t('rates.validFrom')} hint={t('rates.validFromHint')}>
            <input className={controls.input} type="date" name="validFrom" required data-autofocus />
          </Field>
          <Field label={t('rates.rate', { currency: format.symbol(source.toCurrency) })}>
            <input
              className={controls.input}
              inputMode="decimal"
              aria-invalid={typed !== '' && !(Number(rate) > 0)}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
          <Field label={t('rates.units', { currency: format.symbol(source.currency) })}>
            <select className={controls.input} name="units">
              {units.map((one) => (
                <option key={one} value={one}>
                  {format.number(one)}
                </option>
              ))}
            </select>
          </Field>
        </Pair>
      )}
      <div className={styles.history} role="region" aria-label={t('rates.history')} tabIndex={0}>
        {rates.data?.items.length === 0 && <p className={styles.soft}>{t('rates.noHistory')}</p>}
        <ul className={styles.list}>
          {rates.data?.items.map((one) => (
            <li key={one.validFrom}>
              <span className={styles.figure}>{rateText({ ...source, today: one })}</span>
              {editable && (
                <button
                  type="button"
                  className={controls.icon}
                  aria-label={t('rates.remove', { date: format.date(one.validFrom) })}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(one.validFrom)}
                >
                  <IconX size={16} aria-hidden="true" />
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </FormDialog>
  )
}
