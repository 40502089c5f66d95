import { getPriceList, type PriceListDetails } from '@portal/api/price-lists.ts'
import { updatePriceList } from '@portal/api/price-lists.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { setListVolumeDiscounts } from '@portal/api/price-terms.ts'
import { Editions } from '../price-terms/editions.tsx'
import { ListTerms } from '../price-terms/list-terms.tsx'
import { VolumeDiscounts } from '../price-terms/volume-discounts.tsx'
import { Assignments } from './assignments.tsx'
import { PriceListDialog } from './price-list-dialog.tsx'
import { ListMarks } from './price-lists-screen.tsx'
import { PriceRows } from './price-rows.tsx'
import styles from './price-lists.module.css'
import './texts.ts'

/** One price list: its prices, whose it is, where it comes from. */
export function PriceListScreen({ priceListId }: { priceListId: string }) {
  const list = useQuery(queryFor(getPriceList, { params: { priceListId } }))
  if (isLost(list)) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Skeleton lines={14} />
  return <PriceListPage list={list.data} />
}

function PriceListPage({ list }: { list: PriceListDetails }) {
  const { t } = useTranslation('price-lists')
  const format = useFormat()
  const queries = useQueryClient()
  const mayManage = useOperatorPermission('prices.manage')
  const exchange = list.source
    ? `${list.source}, ${
        list.lastExchangeAt
          ? t('lastExchange', { at: format.dateTime(list.lastExchangeAt) })
          : t('neverExchanged')
      }`
    : t('byHand')
  return (
    <>
      <title>{list.name}</title>
      <PageHeader
        title={list.name}
        note={
          <>
            <ListMarks list={list} /> {list.sellerName} · {list.currency} · {t('column.vat')}{' '}
            {t(list.includesVat ? 'withVat' : 'withoutVat')} · {exchange}
          </>
        }
      >
        {mayManage && <Actions list={list} />}
      </PageHeader>
      {list.source && <p className={styles.note}>{t('fromExchange', { source: list.source })}</p>}
      <div className={styles.page}>
        <PriceRows list={list} editable={mayManage && list.source === null} />
        <div className={styles.side}>
          <ListTerms list={list} editable={mayManage} />
          <Editions list={list} editable={mayManage} />
          <VolumeDiscounts
            rules={list.volumeDiscounts}
            currency={list.currency}
            editable={mayManage}
            onSave={async (rules) => {
              const body = { rules, seen: list.volumeDiscounts }
              try {
                await call(setListVolumeDiscounts, { params: { priceListId: list.id }, body })
              } finally {
                // refused because somebody else was faster: his rules are shown
                await queries.invalidateQueries({ queryKey: ['terms'] })
              }
            }}
          />
          <Assignments list={list} editable={mayManage} />
        </div>
      </div>
    </>
  )
}

function Actions({ list }: { list: PriceListDetails }) {
  const { t } = useTranslation('price-lists')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [editing, setEditing] = useState(false)
  const change = useMutation({
    mutationFn: (body: { isBase?: true; active?: boolean }) =>
      call(updatePriceList, { params: { priceListId: list.id }, body }),
    onSuccess: (_, body) => {
      if (body.isBase) toastDone(t('madeBase'))
    },
    onError: (error) => toastProblem(problemText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['terms'] }),
  })
  return (
    <>
      {!list.isBase && (
        <>
          <button
            type="button"
            className={controls.button}
            disabled={change.isPending}
            onClick={() => change.mutate({ active: !list.active })}
          >
            {t(list.active ? 'switchOff' : 'switchOn')}
          </button>
          <button
            type="button"
            className={controls.button}
            disabled={change.isPending}
            onClick={() => change.mutate({ isBase: true })}
          >
            {t('makeBase')}
          </button>
        </>
      )}
      <button type="button" className={controls.button} onClick={() => setEditing(true)}>
        {t('edit')}
      </button>
      {editing && <PriceListDialog list={list} onClose={() => setEditing(false)} />}
    </>
  )
}
