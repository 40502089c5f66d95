import { listFloorPrices, removeFloorPrice, type FloorPrice } from '@portal/api/floor-prices.ts'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { ListFilters } from '../../ui/list-filters.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, PageHeader } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { FloorDialog } from './floor-dialog.tsx'
import './texts.ts'

/** The least that goods may cost, whatever discounts say. */
export function FloorsScreen() {
  const { t } = useTranslation(['price-terms', 'common'])
  const [filter, setFilter] = useUrlState({ search: '' })
  const [adding, setAdding] = useState(false)
  const floors = usePages(listFloorPrices, { query: filter })
  return (
    <>
      <title>{t('floors.title')}</title>
      <PageHeader title={t('floors.title')} note={t('floors.note')}>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          onClick={() => setAdding(true)}
        >
          {t('floors.add')}
        </button>
      </PageHeader>
      <ListFilters>
        <SearchField
          label={t('floors.search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
      </ListFilters>
      <DataTable
        label={t('floors.title')}
        columns={useColumns()}
        {...floors.table}
        rowKey={({ id }) => id}
        empty={
          filter.search ? (
            <EmptyState title={t('floors.emptyFiltered')} />
          ) : (
            <EmptyState title={t('floors.empty')}>{t('floors.emptyHint')}</EmptyState>
          )
        }
      />
      <MorePages of={floors.query} />
      {adding && <FloorDialog onClose={() => setAdding(false)} />}
    </>
  )
}

function useColumns(): Column<FloorPrice>[] {
  const { t } = useTranslation('price-terms')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: (floorPriceId: string) => call(removeFloorPrice, { params: { floorPriceId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['terms'] }),
    onError: (error) => toastProblem(problemText(error)),
  })
  const nameOf = (floor: FloorPrice) => floor.name ?? t('subject.everything')
  return [
    {
      key: 'name',
      title: t('floors.subject'),
      main: true,
      cell: (floor) =>
        floor.subject === 'product' ? (
          <Link to={`/office/products/${floor.subjectId}`}>
            {[floor.article, floor.name].filter(Boolean).join(' ')}
          </Link>
        ) : (
          nameOf(floor)
        ),
    },
    { key: 'kind', title: t('floors.kind'), width: 130, cell: ({ subject }) => t(`subject.${subject}`) },
    {
      key: 'seller',
      title: t('rates.seller'),
      width: 190,
      oneLine: true,
      phone: 'hidden',
      cell: ({ sellerName }) => sellerName,
    },
    {
      key: 'floor',
      title: t('floors.least'),
      width: 300,
      cell: ({ amount, includesVat, costList, markupPercent }) =>
        amount ? (
          <>
            <MoneyText value={amount} /> {t(includesVat ? 'floors.withVat' : 'floors.withoutVat')}
          </>
        ) : (
          t('floors.markupOver', { list: costList?.name, percent: format.number(markupPercent) })
        ),
    },
    {
      key: 'remove',
      title: '',
      width: 52,
      cell: (floor) => (
        <button
          type="button"
          className={controls.icon}
          aria-label={t('floors.remove', { name: nameOf(floor) })}
          disabled={remove.isPending}
          onClick={() => remove.mutate(floor.id)}
        >
          <IconX size={16} aria-hidden="true" />
        </button>
      ),
    },
  ]
}
