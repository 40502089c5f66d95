import {
  listVatRates,
  removeVatRate,
  setVatRate,
  vatClass,
  vatRegime,
  type VatRate,
} from '@portal/api/vat-rates.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { readQuantity } from '../../lib/quantity.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { GoodsTab } from '../vat-classes/goods-tab.tsx'
import { chosen } from './chosen.ts'
import { Field, FormDialog, Pair } from '../../ui/form-dialog.tsx'
import './texts.ts'

const tabs = ['rates', 'goods'] as const

/** VAT rates by regime, class and first day; the day of shipment decides which one a paper bears. */
export function VatScreen() {
  const { t } = useTranslation(['price-terms', 'vat-classes'])
  const tab = useTab(tabs)
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const mayManage = useOperatorPermission('settings.manage')
  const [adding, setAdding] = useState(false)
  const rates = useQuery(queryFor(listVatRates, {}))
  const remove = useMutation({
    mutationFn: ({ vatClass: of, regime, validFrom }: VatRate) =>
      call(removeVatRate, { query: { vatClass: of, regime, validFrom } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['goods'] }),
    onError: (error) => toastProblem(problemText(error)),
  })
  const rateText = (rate: string | null) => (rate === null ? t('vat.without') : `${format.number(rate)} %`)
  const columns: Column<VatRate>[] = [
    { key: 'class', title: t('vat.class'), main: true, cell: (one) => t(`vat.classes.${one.vatClass}`) },
    { key: 'regime', title: t('vat.regime'), width: 240, cell: (one) => t(`vat.regimes.${one.regime}`) },
    { key: 'rate', title: t('vat.rate'), width: 120, align: 'end', cell: (one) => rateText(one.rate) },
    {
      key: 'from',
      title: t('vat.from'),
      width: 130,
      phone: 'labelled',
      cell: (one) => format.date(one.validFrom),
    },
    {
      key: 'state',
      title: t('vat.state'),
      width: 150,
      cell: ({ state }) => (
        <Badge tone={state === 'in_force' ? 'good' : state === 'to_come' ? 'accent' : 'neutral'}>
          {t(`vat.states.${state}`)}
        </Badge>
      ),
    },
    ...(mayManage
      ? [
          {
            key: 'remove',
            title: '',
            width: 52,
            cell: (one: VatRate) =>
              one.state === 'to_come' && (
                <button
                  type="button"
                  className={controls.icon}
                  aria-label={t('vat.remove', { date: format.date(one.validFrom) })}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(one)}
                >
                  <IconX size={16} aria-hidden="true" />
                </button>
              ),
          },
        ]
      : []),
  ]
  return (
    <>
      <title>{t('vat.title')}</title>
      <PageHeader title={t('vat.title')} note={t('vat.note')}>
        {mayManage && tab === 'rates' && (
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            onClick={() => setAdding(true)}
          >
            {t('vat.add')}
          </button>
        )}
      </PageHeader>
      <Tabs label={t('vat.title')} tabs={tabs.map((key) => ({ key, label: t(`vat-classes:tab.${key}`) }))} />
      {tab === 'goods' ? (
        <GoodsTab />
      ) : (
        <DataTable
          label={t('vat.table')}
          columns={columns}
          rows={rates.data?.items}
          rowKey={(one) => `${one.regime} ${one.vatClass} ${one.validFrom}`}
          error={rates.error}
          onRetry={() => void rates.refetch()}
          busy={rates.isFetching}
          empty={<EmptyState title={t('vat.empty')} />}
        />
      )}
      {adding && <VatDialog onClose={() => setAdding(false)} />}
    </>
  )
}

function VatDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('price-terms')
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const rate = typed.trim() === '' ? null : readQuantity(typed)
  const wrong = typed.trim() !== '' && !(rate !== null && Number(rate) < 100)
  const set = useMutation({
    mutationFn: (form: FormData) =>
      call(setVatRate, {
        body: {
          vatClass: chosen(vatClass.options, form.get('class')),
          regime: chosen(vatRegime.options, form.get('regime')),
          validFrom: String(form.get('validFrom')),
          rate,
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['goods'] })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('vat.add')}
      ready={!wrong}
      busy={set.isPending}
      error={set.error}
      onSubmit={(form) => set.mutate(form)}
      onClose={onClose}
    >
      <Pair>
        <Field label={t('vat.class')}>
          <select className={controls.input} name="class" data-autofocus>
            {vatClass.options.map((one) => (
              <option key={one} value={one}>
                {t(`vat.classes.${one}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('vat.regime')}>
          <select className={controls.input} name="regime">
            {vatRegime.options.map((one) => (
              <option key={one} value={one}>
                {t(`vat.regimes.${one}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('vat.ratePercent')} hint={t('vat.rateHint')}>
          <input
            className={controls.input}
            inputMode="decimal"
            aria-invalid={wrong}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        <Field label={t('vat.from')} hint={t('vat.fromHint')}>
          <input className={controls.input} type="date" name="validFrom" required />
        </Field>
      </Pair>
    </FormDialog>
  )
}
