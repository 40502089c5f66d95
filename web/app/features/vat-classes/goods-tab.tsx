import { listVatClasses, setVatClasses, type ClassifiedProduct } from '@portal/api/vat-classes.ts'
import { vatClass } from '@portal/api/vat-rates.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import list from '../../ui/office-list.module.css'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { FilterSelect, FilterTick, ListFilters } from '../../ui/list-filters.tsx'
import { MorePages } from '../../ui/more-pages.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { StickyBar } from '../../ui/sticky-bar.tsx'
import { useGoodsSearch } from '../contracts/use-goods-search.ts'
import { CategoryFilter } from '../goods/category-filter.tsx'
import { ClassDialog } from './class-dialog.tsx'
import { PasteClassesDialog } from './paste-classes-dialog.tsx'
import './texts.ts'
import { useClassText } from './use-class-text.ts'
import styles from './vat-classes.module.css'

const defaults = { search: '', category: '', brand: '', class: '', changing: '' }

/** VAT classes of all goods: found by category, brand or words, and changed many at a time from a day on. */
export function GoodsTab() {
  const { t } = useTranslation(['vat-classes', 'common'])
  const format = useFormat()
  const mayManage = useOperatorPermission('goods.manage')
  const [filter] = useUrlState(defaults)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<'found' | 'ticked' | 'pasted' | null>(null)
  const which = {
    search: filter.search || undefined,
    categoryId: filter.category || undefined,
    brandId: filter.brand || undefined,
    vatClass: vatClass.options.find((one) => one === filter.class),
  }
  const query = { ...which, ...(filter.changing && { changing: 'true' as const }) }
  const goods = usePages(listVatClasses, { query: { ...query, total: 'true' } })
  const total = goods.total
  // a change of everything at once must be asked for by something
  const narrowed = Object.values(which).some(Boolean) && !filter.changing
  const chosen = t('chosen', { count: selected.size, value: format.number(selected.size) })
  return (
    <>
      <div className={styles.head}>
        <p className={styles.note}>{t('note')}</p>
        {mayManage && (
          <div className={styles.actions}>
            <button
              type="button"
              className={controls.button}
              disabled={!narrowed || !total}
              onClick={() => setAsking('found')}
            >
              {t('changeFound')}
            </button>
            <button type="button" className={controls.button} onClick={() => setAsking('pasted')}>
              {t('paste')}
            </button>
          </div>
        )}
      </div>
      <Filters
        brandName={goods.table.rows?.[0]?.brand ?? ''}
        count={total !== undefined && t('found', { count: total, value: format.number(total) })}
      />
      <DataTable
        label={t('tab.goods')}
        columns={useColumns()}
        {...goods.table}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
        {...(mayManage ? { selection: { selected, onChange: setSelected } } : {})}
      />
      <MorePages of={goods.query} />
      {selected.size > 0 && (
        <StickyBar
          label={chosen}
          actions={
            <>
              <button
                type="button"
                className={`${controls.button} ${controls.quiet}`}
                onClick={() => setSelected(new Set())}
              >
                {t('clear')}
              </button>
              <button
                type="button"
                className={`${controls.button} ${controls.primary}`}
                onClick={() => setAsking('ticked')}
              >
                {t('change')}
              </button>
            </>
          }
        >
          <b>{chosen}</b>
        </StickyBar>
      )}
      {asking === 'pasted' && <PasteClassesDialog onClose={() => setAsking(null)} />}
      {asking === 'ticked' && (
        <ClassDialog
          count={selected.size}
          send={(change) =>
            call(setVatClasses, {
              body: { ...change, goods: { by: 'ids', productIds: [...selected] } },
            })
          }
          onDone={() => setSelected(new Set())}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'found' && (
        <ClassDialog
          count={total ?? 0}
          send={(change) => call(setVatClasses, { body: { ...change, goods: { by: 'filter', ...which } } })}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  )
}

function Filters({
  count,
  brandName,
}: {
  count: string | false
  /** of what is shown: the brand that the address names */
  brandName: string
}) {
  const { t } = useTranslation('vat-classes')
  const [filter, setFilter] = useUrlState(defaults)
  const [brand, setBrand] = useState<Option | null>(null)
  const brands = useGoodsSearch('brand')
  return (
    <ListFilters count={count}>
      <SearchField
        label={t('search')}
        value={filter.search}
        onChange={(search) => setFilter({ search }, { replace: true })}
      />
      <CategoryFilter value={filter.category} onChange={(category) => setFilter({ category })} />
      <PickBox
        label={t('brand')}
        named={false}
        placeholder={t('brand')}
        picked={
          filter.brand ? (brand?.id === filter.brand ? brand : { id: filter.brand, name: brandName }) : null
        }
        {...brands}
        onPick={(option) => {
          setBrand(option)
          setFilter({ brand: option?.id ?? '' })
        }}
      />
      <FilterSelect
        label={t('class')}
        all={t('anyClass')}
        options={vatClass.options.map((one) => [one, t(`classes.${one}`)])}
        value={filter.class}
        onChange={(only) => setFilter({ class: only })}
      />
      <FilterTick
        label={t('changing')}
        value={filter.changing}
        onChange={(changing) => setFilter({ changing })}
      />
    </ListFilters>
  )
}

function useColumns(): Column<ClassifiedProduct>[] {
  const { t } = useTranslation('vat-classes')
  const format = useFormat()
  const classText = useClassText()
  return [
    {
      key: 'article',
      title: t('column.article'),
      width: 150,
      oneLine: true,
      cell: ({ article }) => <code className={list.code}>{article}</code>,
    },
    {
      key: 'name',
      title: t('column.name'),
      main: true,
      cell: ({ id, name, categoryName, brand }) => (
        <>
          <Link to={`/office/products/${id}`}>{name}</Link>
          <span className={list.under}>{[categoryName, brand].filter(Boolean).join(' · ')}</span>
        </>
      ),
    },
    { key: 'now', title: t('column.now'), width: 190, phone: 'labelled', cell: (row) => classText(row) },
    {
      key: 'next',
      title: t('column.next'),
      width: 230,
      phone: 'labelled',
      cell: ({ next }) =>
        next ? (
          <>
            {classText(next)}{' '}
            <span className={list.soft}>{t('from', { date: format.date(next.validFrom) })}</span>
          </>
        ) : (
          <span className={list.soft}>{t('nothingNext')}</span>
        ),
    },
  ]
}
