import { createFamily, proposeFamilies, type FamilyProposal } from '@portal/api/families.ts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useUrlState } from '../../lib/use-url-state.ts'
import controls from '../../ui/controls.module.css'
import { ListFilters } from '../../ui/list-filters.tsx'
import officeList from '../../ui/office-list.module.css'
import { SearchField } from '../../ui/search-field.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { CategoryFilter } from '../goods/category-filter.tsx'
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
      <ListFilters
        count={
          found.data &&
          t('proposals.looked', { count: looked, formatted: format.number(looked) }) +
            (more ? ` ${t('proposals.more')}` : '')
        }
      >
        <SearchField
          label={t('proposals.search')}
          value={filter.search}
          onChange={(search) => setFilter({ search }, { replace: true })}
        />
        <CategoryFilter value={filter.category} onChange={(category) => setFilter({ category })} />
      </ListFilters>
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
