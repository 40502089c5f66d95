import { listCompanies, listGroups } from '@portal/api/organizations.ts'
import {
  assignPriceList,
  getPriceList,
  unassignPriceList,
  type PriceListAssignment,
  type PriceListDetails,
} from '@portal/api/price-lists.ts'
import { IconX } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { PickOne } from './pick-one.tsx'
import styles from './price-lists.module.css'
import './texts.ts'

const kinds = ['company', 'group', 'segment'] as const

/** Whose list it is below the contract's own. */
export function Assignments({ list, editable }: { list: PriceListDetails; editable: boolean }) {
  const { t } = useTranslation('price-lists')
  const format = useFormat()
  return (
    <section className={styles.panel}>
      <h2>{t('assignments.title')}</h2>
      {list.contractCount > 0 && (
        <p className={styles.soft}>
          {t('assignments.contracts', {
            count: list.contractCount,
            value: format.number(list.contractCount),
          })}
        </p>
      )}
      {list.assignments.length === 0 && (
        <p className={styles.soft}>{t(list.isBase ? 'assignments.noneBase' : 'assignments.none')}</p>
      )}
      <ul className={styles.assigned}>
        {list.assignments.map((assignment) => (
          <Assigned key={assignment.id} list={list} assignment={assignment} editable={editable} />
        ))}
      </ul>
      {editable && <Assign list={list} />}
    </section>
  )
}

/** Every change answers with the list as it is now. */
function useChanged() {
  const problemText = useProblemText()
  const queries = useQueryClient()
  return {
    onSuccess: async (list: PriceListDetails) => {
      queries.setQueryData(queryFor(getPriceList, { params: { priceListId: list.id } }).queryKey, list)
      await queries.invalidateQueries({ queryKey: ['terms'], refetchType: 'none' })
    },
    onError: (error: unknown) => toastProblem(problemText(error)),
  }
}

const addresses = { company: '/office/customers/', group: '/office/groups/' }

function Assigned({
  list,
  assignment,
  editable,
}: {
  list: PriceListDetails
  assignment: PriceListAssignment
  editable: boolean
}) {
  const { t } = useTranslation(['price-lists', 'common'])
  const { kind, name, subjectId } = assignment
  const changed = useChanged()
  const assign = useAssign(list.id)
  const remove = useMutation({
    mutationFn: () =>
      call(unassignPriceList, { params: { priceListId: list.id, assignmentId: assignment.id } }),
    onError: changed.onError,
    onSuccess: async (now) => {
      await changed.onSuccess(now)
      toastDone(t('assignments.removed', { name }), {
        label: t('undo', { ns: 'common' }),
        run: () =>
          assign.mutate(subjectId === null ? { kind: 'segment', segment: name } : subjectOf(kind, subjectId)),
      })
    },
  })
  return (
    <li>
      <span>
        <span className={styles.soft}>{t(`assignments.${kind}`)}</span>
        <br />
        {kind === 'segment' ? name : <Link to={`${addresses[kind]}${subjectId}`}>{name}</Link>}
      </span>
      {editable && (
        <button
          type="button"
          className={controls.icon}
          aria-label={t('assignments.remove', { name })}
          disabled={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <IconX size={16} stroke={1.6} aria-hidden="true" />
        </button>
      )}
    </li>
  )
}

type Subject = Parameters<typeof call<typeof assignPriceList>>[1]['body']

function subjectOf(kind: PriceListAssignment['kind'], subjectId: string): Subject {
  return { kind: kind === 'group' ? 'group' : 'company', subjectId }
}

function useAssign(priceListId: string) {
  return useMutation({
    mutationFn: (body: Subject) => call(assignPriceList, { params: { priceListId }, body }),
    ...useChanged(),
  })
}

function Assign({ list }: { list: PriceListDetails }) {
  const { t } = useTranslation('price-lists')
  const [kind, setKind] = useState<PriceListAssignment['kind']>('company')
  const [text, setText] = useState('')
  const assign = useAssign(list.id)
  const asked = text.trim()
  const query = { search: asked, limit: 6 }
  const kept = { placeholderData: keepPreviousData }
  const companies = useQuery({
    ...queryFor(listCompanies, { query }),
    ...kept,
    enabled: kind === 'company' && asked.length > 1,
  })
  const groups = useQuery({
    ...queryFor(listGroups, { query }),
    ...kept,
    enabled: kind === 'group' && asked.length > 1,
  })
  const options =
    asked.length < 2
      ? undefined
      : kind === 'company'
        ? companies.data?.items.map(({ id, name, inn }) => ({ id, name, note: inn }))
        : groups.data?.items.map(({ id, name }) => ({ id, name }))
  return (
    <div className={styles.assign}>
      <label className={controls.field}>
        <span className={controls.label}>{t('assignments.kind')}</span>
        <select
          className={controls.input}
          value={kind}
          onChange={(event) => {
            setKind(kinds.find((one) => one === event.target.value) ?? 'company')
            setText('')
          }}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {t(`assignments.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {kind === 'segment' ? (
        <form
          className={styles.assign}
          onSubmit={(event) => {
            event.preventDefault()
            if (asked) assign.mutate({ kind, segment: asked }, { onSuccess: () => setText('') })
          }}
        >
          <label className={controls.field}>
            <span className={controls.label}>{t('assignments.chooseSegment')}</span>
            <input
              className={controls.input}
              list="segments"
              required
              maxLength={100}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <datalist id="segments">
              {list.segments.map((segment) => (
                <option key={segment} value={segment} />
              ))}
            </datalist>
          </label>
          <button type="submit" className={controls.button} disabled={assign.isPending || !asked}>
            {t('assignments.add')}
          </button>
        </form>
      ) : (
        <PickOne
          key={kind}
          label={t('assignments.find')}
          text={text}
          onText={setText}
          options={options}
          nothing={t('assignments.nothing')}
          onPick={({ id }) => assign.mutate(subjectOf(kind, id), { onSuccess: () => setText('') })}
        />
      )}
    </div>
  )
}
