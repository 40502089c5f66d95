import { listCompanies, listGroups } from '@portal/api/organizations.ts'
import {
  createStockPolicy,
  stockAudience,
  stockDisplayKind,
  updateStockPolicy,
  type StockAudience,
  type StockDisplayKind,
  type StockPolicyView,
} from '@portal/api/stock-display.ts'
import { listContracts } from '@portal/api/contracts.ts'
import { listWarehouses } from '@portal/api/warehouses.ts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, call, queryFor } from '../../lib/api.ts'
import { readQuantity } from '../../lib/quantity.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { useGoodsSearch } from '../contracts/use-goods-search.ts'
import { Examples } from './examples.tsx'
import { useLooksText } from './looks-text.ts'
import styles from './stock-display.module.css'
import './texts.ts'

type Narrow = Extract<StockAudience, 'contract' | 'company' | 'group'>
const isNarrow = (audience: StockAudience): audience is Narrow =>
  audience === 'contract' || audience === 'company' || audience === 'group'

/** A new rule, or another way of showing for one that is there; what it will look like stands below. */
export function PolicyDialog({ policy, onClose }: { policy: StockPolicyView | null; onClose: () => void }) {
  const { t } = useTranslation(['stock-display', 'common'])
  const queries = useQueryClient()
  const scope = useLooksText().scope
  const [audience, setAudience] = useState<StockAudience>('everyone')
  const [subject, setSubject] = useState<Option | null>(null)
  const [category, setCategory] = useState<Option | null>(null)
  const [warehouseId, setWarehouseId] = useState('')
  const [display, setDisplay] = useState<StockDisplayKind>(policy?.display ?? 'bands')
  const [texts, setTexts] = useState({
    fewBelow: policy?.fewBelow ?? '10',
    manyFrom: policy?.manyFrom ?? '100',
    cap: policy?.cap ?? '100',
  })
  const read = {
    fewBelow: readQuantity(texts.fewBelow),
    manyFrom: readQuantity(texts.manyFrom),
    cap: readQuantity(texts.cap),
  }
  const looks =
    read.fewBelow && read.manyFrom && read.cap
      ? { display, fewBelow: read.fewBelow, manyFrom: read.manyFrom, cap: read.cap }
      : null
  const save = useMutation({
    mutationFn: (body: NonNullable<typeof looks>) =>
      policy
        ? call(updateStockPolicy, { params: { policyId: policy.id }, body })
        : call(createStockPolicy, {
            body: {
              ...body,
              audience,
              subjectId: isNarrow(audience) ? (subject?.id ?? null) : null,
              categoryId: category?.id ?? null,
              warehouseId: warehouseId || null,
            },
          }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      toastDone(t('saved', { ns: 'common' }))
      onClose()
    },
  })
  const fields = save.error instanceof ApiProblem ? save.error.fields : {}
  const wrong = (field: keyof typeof texts | 'subjectId') => {
    if (field !== 'subjectId' && read[field] === null) return t('form.fields.unreadable')
    const code = fields[field]
    return code === 'not_positive' || code === 'out_of_order' || code === 'required'
      ? t(`form.fields.${code}`)
      : null
  }
  const number = (field: keyof typeof texts) => (
    <TextField
      label={t(`form.${field}`)}
      inputMode="decimal"
      maxLength={16}
      error={wrong(field)}
      hint={t('form.units')}
      value={texts[field]}
      onText={(text) => setTexts({ ...texts, [field]: text })}
    />
  )
  return (
    <FormDialog
      title={t(policy ? 'form.editTitle' : 'form.createTitle')}
      size="lg"
      ready={looks !== null}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => looks && save.mutate(looks)}
      onClose={onClose}
    >
      {policy ? (
        <p className={styles.soft}>{scope(policy)}</p>
      ) : (
        <>
          <Pair>
            <label className={controls.field}>
              <span className={controls.label}>{t('form.audience')}</span>
              <select
                className={controls.input}
                value={audience}
                onChange={(event) => {
                  setAudience(stockAudience.options.find((one) => one === event.target.value) ?? 'everyone')
                  setSubject(null)
                }}
              >
                {stockAudience.options.map((one) => (
                  <option key={one} value={one}>
                    {t(`audience.${one}`)}
                  </option>
                ))}
              </select>
            </label>
            {isNarrow(audience) && (
              <SubjectField
                key={audience}
                audience={audience}
                picked={subject}
                onPick={setSubject}
                error={wrong('subjectId')}
              />
            )}
          </Pair>
          <Pair>
            <CategoryField picked={category} onPick={setCategory} />
            <WarehouseField value={warehouseId} onChange={setWarehouseId} />
          </Pair>
        </>
      )}
      <label className={controls.field}>
        <span className={controls.label}>{t('form.display')}</span>
        <select
          className={controls.input}
          value={display}
          onChange={(event) =>
            setDisplay(stockDisplayKind.options.find((one) => one === event.target.value) ?? display)
          }
        >
          {stockDisplayKind.options.map((one) => (
            <option key={one} value={one}>
              {t(`display.${one}`)}
            </option>
          ))}
        </select>
        <span className={controls.hint}>{t(`displayHint.${display}`)}</span>
      </label>
      {display === 'bands' && (
        <Pair>
          {number('fewBelow')}
          {number('manyFrom')}
        </Pair>
      )}
      {display === 'capped' && <div className={styles.pair}>{number('cap')}</div>}
      {looks && <Examples looks={looks} />}
    </FormDialog>
  )
}

function SubjectField({
  audience,
  picked,
  onPick,
  error,
}: {
  audience: Narrow
  picked: Option | null
  onPick: (option: Option | null) => void
  error: string | null
}) {
  const { t } = useTranslation('stock-display')
  const search = useSubjectSearch(audience)
  const placeholders = {
    contract: t('form.pickContract'),
    company: t('form.pickCompany'),
    group: t('form.pickGroup'),
  }
  return (
    <PickBox
      error={error}
      label={t(`form.subject.${audience}`)}
      placeholder={placeholders[audience]}
      picked={picked}
      onPick={onPick}
      {...search}
    />
  )
}

/** Contracts, companies or groups by what somebody types. */
export function useSubjectSearch(audience: Narrow) {
  const [search, setSearch] = useState('')
  const query = { limit: 20, ...(search && { search }) }
  const kept = { placeholderData: keepPreviousData }
  const contracts = useQuery({
    ...queryFor(listContracts, { query }),
    ...kept,
    enabled: audience === 'contract',
  })
  const companies = useQuery({
    ...queryFor(listCompanies, { query }),
    ...kept,
    enabled: audience === 'company',
  })
  const groups = useQuery({ ...queryFor(listGroups, { query }), ...kept, enabled: audience === 'group' })
  const found: Record<Narrow, Option[] | undefined> = {
    contract: contracts.data?.items.map(({ id, number, companyName }) => ({
      id,
      code: number,
      name: companyName,
    })),
    company: companies.data?.items.map(({ id, name, inn }) => ({ id, name: `${name}, ${inn}` })),
    group: groups.data?.items.map(({ id, name }) => ({ id, name })),
  }
  const asked = { contract: contracts, company: companies, group: groups }[audience]
  return { options: found[audience] ?? [], searching: asked.isFetching, onSearch: setSearch }
}

function CategoryField({
  picked,
  onPick,
}: {
  picked: Option | null
  onPick: (option: Option | null) => void
}) {
  const { t } = useTranslation('stock-display')
  const search = useGoodsSearch('category')
  return (
    <PickBox
      label={t('form.category')}
      placeholder={t('form.pickCategory')}
      picked={picked}
      onPick={onPick}
      {...search}
    />
  )
}

function WarehouseField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation('stock-display')
  const warehouses = useQuery(queryFor(listWarehouses, {}))
  return (
    <label className={controls.field}>
      <span className={controls.label}>{t('form.warehouse')}</span>
      <select className={controls.input} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('anyWarehouse')}</option>
        {warehouses.data?.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
