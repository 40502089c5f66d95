import type { PriceListDetails } from '@portal/api/price-lists.ts'
import { setPriceListTerms, listRateSources } from '@portal/api/price-terms.ts'
import { rounding, tiersBy } from '@portal/api/price-terms-fields.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { toastDone } from '../../ui/toast.tsx'
import { lastDayOf, untilAfter } from '../contracts/last-day.ts'
import { chosen } from './chosen.ts'
import { Field, FormDialog, Pair } from '../../ui/form-dialog.tsx'
import styles from './price-terms.module.css'
import { RateToday } from './rate-today.tsx'
import './texts.ts'

/** How a list answers: what its tiers count, how it rounds, when it is in force, at what rate it converts. */
export function ListTerms({ list, editable }: { list: PriceListDetails; editable: boolean }) {
  const { t } = useTranslation('price-terms')
  const format = useFormat()
  const [editing, setEditing] = useState(false)
  const { rateSource: source } = list
  const period = [
    list.validFrom && t('terms.from', { date: format.date(list.validFrom) }),
    list.validUntil && t('terms.until', { date: format.date(lastDayOf(list.validUntil)) }),
  ].filter(Boolean)
  return (
    <section className={styles.panel}>
      <header>
        <h2>{t('terms.title')}</h2>
        {editable && (
          <button type="button" className={controls.button} onClick={() => setEditing(true)}>
            {t('terms.edit')}
          </button>
        )}
      </header>
      <dl className={styles.facts}>
        <div>
          <dt>{t('terms.kind')}</dt>
          <dd>{t(`kind.${list.kind}`)}</dd>
        </div>
        <div>
          <dt>{t('terms.period')}</dt>
          <dd>{period.length > 0 ? period.join(' ') : t('terms.always')}</dd>
        </div>
        <div>
          <dt>{t('terms.tiersBy')}</dt>
          <dd>{t(`tiersBy.${list.tiersBy}`)}</dd>
        </div>
        <div>
          <dt>{t('terms.rounding')}</dt>
          <dd>{t(`rounding.${roundingKey(list.rounding)}`)}</dd>
        </div>
        <div>
          <dt>{t('terms.rate')}</dt>
          <dd>
            {source ? (
              <>
                {source.name}:{' '}
                <RateToday currency={list.currency} toCurrency={source.toCurrency} today={source.rate} />
              </>
            ) : (
              t('terms.noRate', { currency: format.symbol(list.currency) })
            )}
          </dd>
        </div>
      </dl>
      {editing && <TermsDialog list={list} onClose={() => setEditing(false)} />}
    </section>
  )
}

/** Keys of texts have no points in them. */
export function roundingKey(rule: PriceListDetails['rounding']) {
  return (
    { none: 'none', '0.01': 'cents', '0.1': 'tenths', '1': 'ones', '10': 'tens', 'x.90': 'ninety' } as const
  )[rule]
}

function TermsDialog({ list, onClose }: { list: PriceListDetails; onClose: () => void }) {
  const { t } = useTranslation('price-terms')
  const { t: common } = useTranslation()
  const queries = useQueryClient()
  // what the fields began with, though the list is read again meanwhile
  const [shown] = useState(list)
  const sources = useQuery(queryFor(listRateSources, { query: { sellerId: list.sellerId } }))
  const fitting = sources.data?.items.filter((source) => source.currency === list.currency)
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '')
      return call(setPriceListTerms, {
        params: { priceListId: list.id },
        body: {
          kind: text('kind') === 'cost' ? 'cost' : 'sale',
          tiersBy: chosen(tiersBy.options, form.get('tiersBy')),
          rounding: chosen(rounding.options, form.get('rounding')),
          validFrom: text('validFrom') || null,
          validUntil: untilAfter(text('lastDay')),
          rateSourceId: text('rateSourceId') || null,
          seen: { ...shown, rateSourceId: shown.rateSource?.id ?? null },
        },
      })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      toastDone(common('saved'))
      onClose()
    },
    // somebody else was faster: what he has set is shown behind the dialog
    onError: () => queries.invalidateQueries({ queryKey: ['terms'] }),
  })
  return (
    <FormDialog
      title={t('terms.dialog')}
      ready={fitting !== undefined}
      busy={save.isPending}
      error={save.error}
      onSubmit={(form) => save.mutate(form)}
      onClose={onClose}
    >
      <Field label={t('terms.tiersBy')} hint={t('terms.tiersByHint')}>
        <select className={controls.input} name="tiersBy" defaultValue={list.tiersBy} data-autofocus>
          {tiersBy.options.map((one) => (
            <option key={one} value={one}>
              {t(`tiersBy.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('terms.rounding')}>
        <RoundingSelect name="rounding" value={list.rounding} />
      </Field>
      <Field
        label={t('terms.rate')}
        hint={
          <>
            {t('terms.rateHint')} <Link to="/office/rates">{t('rates.title')}</Link>
          </>
        }
      >
        <select
          key={fitting ? 'ready' : 'loading'}
          className={controls.input}
          name="rateSourceId"
          defaultValue={list.rateSource?.id ?? ''}
        >
          <option value="">{t('terms.notConverted')}</option>
          {fitting?.map((source) => (
            <option key={source.id} value={source.id}>
              {source.name} ({source.currency} → {source.toCurrency})
            </option>
          ))}
        </select>
      </Field>
      <Pair>
        <Field label={t('terms.validFrom')}>
          <input
            className={controls.input}
            type="date"
            name="validFrom"
            disabled={list.isBase}
            defaultValue={list.validFrom ?? ''}
          />
        </Field>
        <Field label={t('terms.lastDay')}>
          <input
            className={controls.input}
            type="date"
            name="lastDay"
            disabled={list.isBase}
            defaultValue={lastDayOf(list.validUntil)}
          />
        </Field>
      </Pair>
      <Field label={t('terms.kind')} hint={t('kind.hint')}>
        <select className={controls.input} name="kind" defaultValue={list.kind} disabled={list.isBase}>
          <option value="sale">{t('kind.sale')}</option>
          <option value="cost">{t('kind.cost')}</option>
        </select>
      </Field>
    </FormDialog>
  )
}

export function RoundingSelect({ name, value }: { name: string; value: PriceListDetails['rounding'] }) {
  const { t } = useTranslation('price-terms')
  return (
    <select className={controls.input} name={name} defaultValue={value}>
      {rounding.options.map((one) => (
        <option key={one} value={one}>
          {t(`rounding.${roundingKey(one)}`)}
        </option>
      ))}
    </select>
  )
}
