import { setFloorPrice } from '@portal/api/floor-prices.ts'
import { listPriceLists } from '@portal/api/price-lists.ts'
import { listSellers } from '@portal/api/sellers.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { readQuantity } from '../../lib/quantity.ts'
import controls from '../../ui/controls.module.css'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { useGoodsSearch } from '../contracts/use-goods-search.ts'
import { Field, FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { readPercent } from './read-percent.ts'
import './texts.ts'

const subjects = ['everything', 'category', 'product'] as const
const currencies = ['RUB', 'USD', 'EUR', 'CNY', 'KZT', 'BYN'] as const

/** Sets a floor: a mark-up over a cost list, or, for one product, an amount. */
export function FloorDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('price-terms')
  const queries = useQueryClient()
  const sellers = useQuery(queryFor(listSellers, {}))
  const lists = useQuery(queryFor(listPriceLists, { query: { limit: 200 } }))
  const [seller, setSeller] = useState('')
  const sellerId = seller || (sellers.data?.items[0]?.id ?? '')
  const costLists = lists.data?.items.filter((list) => list.kind === 'cost' && list.sellerId === sellerId)
  const [subject, setSubject] = useState<(typeof subjects)[number]>('everything')
  const [picked, setPicked] = useState<Option | null>(null)
  const [kind, setKind] = useState<'markup' | 'amount'>('markup')
  const [typed, setTyped] = useState('')
  const search = useGoodsSearch(subject === 'product' ? 'product' : 'category')
  const byAmount = kind === 'amount' && subject === 'product'
  const amount = readQuantity(typed)
  const percent = readPercent(typed)
  const ready =
    sellerId !== '' &&
    (subject === 'everything' || picked !== null) &&
    (byAmount ? Number(amount) > 0 : percent !== null && (costLists?.length ?? 0) > 0)
  const set = useMutation({
    mutationFn: (form: FormData) =>
      call(setFloorPrice, {
        body: {
          sellerId,
          productId: subject === 'product' ? picked!.id : null,
          categoryId: subject === 'category' ? picked!.id : null,
          floor: byAmount
            ? {
                kind: 'amount',
                amount: amount!,
                currency: String(form.get('currency')),
                includesVat: form.get('vat') === 'on',
              }
            : { kind: 'markup', costListId: String(form.get('costList')), percent: percent! },
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['terms'] })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('floors.dialog')}
      ready={ready}
      busy={set.isPending}
      error={set.error}
      onSubmit={(form) => set.mutate(form)}
      onClose={onClose}
    >
      <Pair>
        <Field label={t('rates.seller')}>
          <select
            className={controls.input}
            value={sellerId}
            onChange={(event) => setSeller(event.target.value)}
          >
            {sellers.data?.items.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t('floors.subject')}>
          <select
            className={controls.input}
            value={subject}
            onChange={(event) => {
              setSubject(subjects.find((one) => one === event.target.value) ?? 'everything')
              setPicked(null)
            }}
          >
            {subjects.map((one) => (
              <option key={one} value={one}>
                {t(`subject.${one}`)}
              </option>
            ))}
          </select>
        </Field>
      </Pair>
      {subject !== 'everything' && (
        <PickBox
          label={t(`subject.${subject}`)}
          placeholder={t('pick')}
          picked={picked}
          onPick={setPicked}
          {...search}
        />
      )}
      {subject === 'product' && (
        <Field label={t('floors.how')}>
          <select
            className={controls.input}
            value={kind}
            onChange={(event) => setKind(event.target.value === 'amount' ? 'amount' : 'markup')}
          >
            <option value="markup">{t('floors.byMarkup')}</option>
            <option value="amount">{t('floors.byAmount')}</option>
          </select>
        </Field>
      )}
      <Pair>
        <Field label={t(byAmount ? 'floors.amount' : 'floors.percent')}>
          <input
            className={controls.input}
            inputMode="text"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        {byAmount ? (
          <Field label={t('rates.currency')}>
            <select className={controls.input} name="currency">
              {currencies.map((currency) => (
                <option key={currency}>{currency}</option>
              ))}
            </select>
          </Field>
        ) : (
          <Field label={t('floors.costList')} hint={costLists?.length === 0 && t('floors.noCostList')}>
            <select className={controls.input} name="costList">
              {costLists?.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
        )}
      </Pair>
      {byAmount && (
        <label className={controls.check}>
          <input type="checkbox" name="vat" defaultChecked />
          {t('floors.includesVat')}
        </label>
      )}
    </FormDialog>
  )
}
