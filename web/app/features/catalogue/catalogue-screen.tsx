import { IconFileDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePermission } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import { FilterChips, type FilterChip } from '../../ui/filter-chips.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import controls from '../../ui/controls.module.css'
import { ChoiceButton } from '../subscriptions/choice-button.tsx'
import {
  pageSizes,
  sortOf,
  sortsFor,
  useCataloguePage,
  useCatalogueState,
  useFacets,
  type CatalogueState,
} from './catalogue-state.ts'
import styles from './catalogue-screen.module.css'
import { CategoryTree } from './category-tree.tsx'
import { ColumnChooser } from './column-chooser.tsx'
import { readFacets, setRange, toggleFacet, withTicks, writeFacets } from './facet-filter.ts'
import { Facets } from './facets.tsx'
import { OfferCards } from './offer-cards.tsx'
import { OfferTable } from './offer-table.tsx'
import { Pager } from './pager.tsx'
import { PickedBar } from './picked-bar.tsx'
import { usePicks } from './picks.ts'
import { useSidePanel } from './side-panel.tsx'
import { ViewSwitch } from './view-switch.tsx'
import './texts.ts'

/** The buyer's catalogue: what is offered to him, at his prices, as rows to order from. */
export function CatalogueScreen() {
  const { t } = useTranslation(['catalogue', 'common'])
  const format = useFormat()
  const [state, change] = useCatalogueState()
  const page = useCataloguePage(state)
  const mayTakeFile = usePermission('prices.view')
  const facets = useFacets(state)
  const picks = usePicks(page.data?.items)
  const chosen = readFacets(state.filters)
  const known = (facets.data?.facets ?? []).map((facet) => withTicks(facet, chosen))
  const { panel, button } = useSidePanel(
    <>
      <CategoryTree current={state.category} onChoose={(category) => change({ category, filters: '' })} />
      <label className={`${controls.check} ${styles.inStock}`}>
        <input
          type="checkbox"
          checked={state.inStock !== ''}
          onChange={(event) => change({ inStock: event.target.checked ? 'true' : '' })}
        />
        {t('inStock')}
      </label>
      {facets.isPending ? (
        <Skeleton lines={6} height={24} />
      ) : (
        <Facets
          facets={known}
          onToggle={(key, valueId) => change({ filters: writeFacets(toggleFacet(chosen, key, valueId)) })}
          onRange={(key, bounds) => change({ filters: writeFacets(setRange(chosen, key, bounds)) })}
        />
      )}
    </>,
  )
  const data = page.data
  const category = state.category ? data?.category : null
  const title = state.search ? t('results', { search: state.search }) : (category?.name ?? t('title'))
  const sort = sortOf(state)
  const chips: FilterChip[] = [
    ...(state.search
      ? [
          {
            key: 'search',
            label: t('search', { words: state.search }),
            remove: () => change({ search: '' }),
          },
        ]
      : []),
    ...(state.inStock ? [{ key: 'stock', label: t('inStock'), remove: () => change({ inStock: '' }) }] : []),
    ...known.flatMap(({ key, name, unit, range }) =>
      range?.from || range?.to
        ? [
            {
              key: `${key}:range`,
              label: `${name}: ${[
                range.from && t('range.fromShort', { number: format.number(range.from) }),
                range.to && t('range.toShort', { number: format.number(range.to) }),
                unit,
              ]
                .filter(Boolean)
                .join(' ')}`,
              remove: () => change({ filters: writeFacets(setRange(chosen, key, { from: '', to: '' })) }),
            },
          ]
        : [],
    ),
    ...known.flatMap((facet) =>
      facet.values
        .filter((value) => value.chosen)
        .map((value) => ({
          key: `${facet.key}:${value.id}`,
          label: `${facet.key === 'brand' ? t('brand') : facet.name}: ${value.label}`,
          remove: () => change({ filters: writeFacets(toggleFacet(chosen, facet.key, value.id)) }),
        })),
    ),
  ]
  const empty = <NothingFound filtered={chips.length > 0 || state.category !== ''} />

  return (
    <div className={styles.screen}>
      <title>{`${title} · ${t('common:brand')}`}</title>
      {panel}
      <div className={styles.main}>
        {category && category.path.length > 1 && <Path path={category.path.slice(0, -1)} />}
        <header className={styles.head}>
          <h1>{title}</h1>
          {data && (
            <span className={styles.count}>
              {t('count', { count: data.total, formatted: format.number(data.total) })}
            </span>
          )}
          {data?.understoodAs && (
            <span className={styles.understood}>{t('understoodAs', { words: data.understoodAs })}</span>
          )}
          {mayTakeFile && (
            <Link className={styles.asFile} to={fileAddress(state)}>
              <IconFileDownload size={16} aria-hidden="true" />
              {t('asFile')}
            </Link>
          )}
        </header>
        <div className={styles.tools}>
          {button}
          <div className={styles.chips}>
            <FilterChips chips={chips} onClear={() => change({ search: '', inStock: '', filters: '' })} />
          </div>
          <select
            className={styles.select}
            aria-label={t('sort.label')}
            value={sort}
            onChange={(event) => change({ sort: event.target.value })}
          >
            {sortsFor(state).map((value) => (
              <option key={value} value={value}>
                {t(`sort.${value}`)}
              </option>
            ))}
          </select>
          {data && !page.error && (
            <ChoiceButton
              category={state.category}
              filters={state.filters}
              label={choiceLabel(title, chips)}
            />
          )}
          {state.view !== 'cards' && <ColumnChooser />}
          <ViewSwitch value={state.view} onChange={(view) => change({ view, page: state.page })} />
        </div>
        {page.error && !data ? (
          <ErrorState error={page.error} onRetry={() => void page.refetch()} />
        ) : state.view === 'cards' ? (
          data ? (
            data.items.length > 0 ? (
              <OfferCards items={data.items} picks={picks} />
            ) : (
              empty
            )
          ) : (
            <Skeleton lines={3} height={320} />
          )
        ) : (
          <OfferTable
            items={data?.items}
            picks={picks}
            label={title}
            busy={page.isPlaceholderData}
            empty={empty}
          />
        )}
        {data && data.total > 0 && <Foot state={state} total={data.total} perPage={data.perPage} />}
        <PickedBar picks={picks} here={new Set(data?.items.map(({ productId }) => productId))} />
      </div>
    </div>
  )
}

/** What is subscribed to, in the words of the screen. */
function choiceLabel(title: string, chips: readonly FilterChip[]): string {
  const filters = chips.filter(({ key }) => key.includes(':')).map(({ label }) => label)
  return [title, ...filters].join(', ')
}

/** What was chosen here begins a price list. */
function fileAddress({ category, inStock }: CatalogueState): string {
  const search = new URLSearchParams({ ...(category && { category }), ...(inStock && { inStock }) })
  return `/price-files/new?${search.toString()}`
}

function Path({ path }: { path: readonly { slug: string; name: string }[] }) {
  const { t } = useTranslation('catalogue')
  return (
    <nav className={styles.path} aria-label={t('breadcrumbs')}>
      <Link to="/catalogue">{t('title')}</Link>
      {path.map(({ slug, name }) => (
        <Link key={slug} to={`/catalogue?category=${encodeURIComponent(slug)}`}>
          {name}
        </Link>
      ))}
    </nav>
  )
}

function Foot({ state, total, perPage }: { state: CatalogueState; total: number; perPage: number }) {
  const { t } = useTranslation('catalogue')
  const [, change] = useCatalogueState()
  return (
    <footer className={styles.foot}>
      <Pager page={Number(state.page)} pages={Math.ceil(total / perPage)} />
      {total > Number(pageSizes[0]) && (
        <select
          className={styles.select}
          aria-label={t('perPage', { count: perPage })}
          value={state.perPage}
          onChange={(event) => change({ perPage: event.target.value })}
        >
          {pageSizes.map((size) => (
            <option key={size} value={size}>
              {t('perPage', { count: Number(size) })}
            </option>
          ))}
        </select>
      )}
    </footer>
  )
}

function NothingFound({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation('catalogue')
  return filtered ? (
    <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
  ) : (
    <EmptyState title={t('emptyCatalogue')}>{t('emptyCatalogueHint')}</EmptyState>
  )
}
