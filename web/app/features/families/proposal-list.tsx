import { createFamily, proposeFamilies, type FamilyProposal } from '@portal/api/families.ts'
import { listCategoriesAsOperator } from '@portal/api/goods.ts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import officeList from '../../ui/office-list.module.css'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import styles from './families.module.css'
import './texts.ts'

/** What could be a family: found by names and properties, named and taken by a person. */
export function ProposalList() {
  const { t } = useTranslation('families')
  const format = useFormat()
  const [filter, setFilter] = useUrlState({ search: '', category: '' })
  const found = useQuery({
    ...queryFor(proposeFamilies, {
      query: {
        ...(filter.search ? { search: filter.search } : {}),
        ...(filter.category ? { categoryId: filter.category } : {}),
      },
    }),
    placeholderData: keepPreviousData,
  })
  const { items = [], looked = 0, more = false } = found.data ?? {}
  return (
    <>
      <div className={`${officeList.filters} ${styles.listFilters}`} role="search">
        <SearchField
          label={t('proposals.search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <CategorySelect value={filter.category} onChange={(category) => setFilter({ category })} />
        {found.data && (
          <span className={officeList.soft} aria-live="polite">
            {t('proposals.looked', { count: looked, formatted: format.number(looked) })}
            {more && ` ${t('proposals.more')}`}
          </span>
        )}
      </div>
      {found.error ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Skeleton lines={4} height={120} />
      ) : items.length === 0 ? (
        <EmptyState title={t('proposals.none')}>{t('proposals.noneHint')}</EmptyState>
      ) : (
        <ul className={styles.proposals}>
          {items.map((proposal) => (
            <Proposal key={proposal.members[0]!.productId} proposal={proposal} />
          ))}
        </ul>
      )}
    </>
  )
}

function CategorySelect({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation('families')
  const categories = useQuery({ ...queryFor(listCategoriesAsOperator, {}), staleTime: 5 * 60_000 })
  const items = categories.data?.items ?? []
  const parents = new Map(items.map(({ id, parentId }) => [id, parentId]))
  const depth = (id: string | null): number => (id === null ? -1 : 1 + depth(parents.get(id) ?? null))
  const below = (parentId: string | null): typeof items =>
    items.filter((item) => item.parentId === parentId).flatMap((item) => [item, ...below(item.id)])
  return (
    <select
      className={controls.input}
      aria-label={t('proposals.category')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{t('proposals.anyCategory')}</option>
      {below(null).map(({ id, name }) => (
        <option key={id} value={id}>
          {'\u00a0'.repeat(depth(id) * 3)}
          {name}
        </option>
      ))}
    </select>
  )
}

const shown = 6

function Proposal({ proposal }: { proposal: FamilyProposal }) {
  const { t } = useTranslation('families')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState(proposal.name)
  const { axes, members } = proposal
  const make = useMutation({
    mutationFn: () =>
      call(createFamily, {
        body: {
          name,
          nameEn: name === proposal.name ? proposal.nameEn : null,
          axes: axes.map(({ attributeId, name: called }) => ({ attributeId, name: called })),
          productIds: members.map(({ productId }) => productId),
        },
      }),
    onSuccess: async ({ family }) => {
      await queries.invalidateQueries({ queryKey: ['goods'] })
      toastDone(t('proposals.made', { name: family.name }), {
        label: t('proposals.open'),
        run: () => void navigate(`/office/families/${family.id}`),
      })
    },
  })
  return (
    <li className={styles.panel}>
      <form
        className={styles.proposal}
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) make.mutate()
        }}
      >
        <TextField label={t('name')} maxLength={300} value={name} onText={setName} />
        <button
          type="submit"
          className={`${controls.button} ${controls.primary}`}
          disabled={!name.trim() || make.isPending}
        >
          {t('proposals.take', { count: members.length, formatted: format.number(members.length) })}
        </button>
      </form>
      {make.error && (
        <p className={controls.alert} role="alert">
          {problemText(make.error)}
        </p>
      )}
      <dl className={styles.axesSaid}>
        {axes.map((axis) => (
          <div key={axis.attributeId}>
            <dt>{axis.name}</dt>
            <dd>{axis.values.join(' · ')}</dd>
          </div>
        ))}
      </dl>
      <p className={officeList.soft}>
        {members
          .slice(0, shown)
          .map(({ article, name: own }) => article ?? own)
          .join(', ')}
        {members.length > shown && ` ${t('proposals.andMore', { count: members.length - shown })}`}
      </p>
    </li>
  )
}
