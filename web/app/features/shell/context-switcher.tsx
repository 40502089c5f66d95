import { Popover } from '@mantine/core'
import { getCreditPosition } from '@portal/api/credit.ts'
import { listOwnDeliveryPoints } from '@portal/api/warehouses.ts'
import type { Context } from '@portal/api/identity.ts'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryFor } from '../../lib/api.ts'
import { useContexts, useMe, usePermission, useSwitchContext } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import styles from './context-switcher.module.css'

/** Company and contract; a switch changes prices, stock and carts at once, in all tabs. */
export function ContextSwitcher() {
  const { t } = useTranslation()
  const me = useMe()
  const problemText = useProblemText()
  const [open, setOpen] = useState(false)
  // here and not in the list: the list goes away when something is chosen, and its callbacks would go with it
  const switching = useSwitchContext()
  const current = me?.current?.context
  function choose({ contractId, companyName, contractNumber }: Context) {
    setOpen(false)
    if (contractId === current?.contractId) return
    switching.mutate(
      { contractId },
      {
        onSuccess: () => toastDone(t('context.switched', { company: companyName, contract: contractNumber })),
        onError: (error) => toastProblem(problemText(error)),
      },
    )
  }
  const points = useDeliveryPoints()
  function deliverTo(deliveryPointId: string) {
    if (!current) return
    switching.mutate(
      { contractId: current.contractId, deliveryPointId },
      {
        onSuccess: () => {
          const point = points.items.find(({ id }) => id === deliveryPointId)
          if (point) toastDone(t('context.delivered', { point: point.name }))
        },
        onError: (error) => toastProblem(problemText(error)),
      },
    )
  }
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width={400}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.target}
          title={t('context.label')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <span className={styles.names}>
            <b>{current?.companyName ?? t('context.none')}</b>
            {current && <Terms context={current} point={points.several ? points.chosen?.name : undefined} />}
          </span>
          <IconChevronDown size={16} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        {points.several && <PointChoice points={points} onChoose={deliverTo} />}
        <ContextList current={current} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  )
}

/** The contract with what is available under it, or that it does not work when it does not. */
function Terms({ context, point }: { context: Context; point: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const seesFinance = usePermission('finance.view')
  const credit = useQuery({ ...queryFor(getCreditPosition, {}), enabled: seesFinance }).data
  const contract = t('context.contract', { number: context.contractNumber })
  if (context.contractState === 'in_force')
    return (
      <span>
        {contract}
        {point && ` · ${point}`}
        {credit?.available && ` · ${t('context.available', { sum: format.money(credit.available) })}`}
      </span>
    )
  return <span className={styles.warning}>{`${contract} · ${t(`context.${context.contractState}`)}`}</span>
}

/** Where goods are brought now, of the places that the company has. */
function useDeliveryPoints() {
  const me = useMe()
  const items =
    useQuery({ ...queryFor(listOwnDeliveryPoints, {}), enabled: Boolean(me?.current) }).data?.items ?? []
  return {
    items,
    several: items.length > 1,
    chosen: items.find(({ id }) => id === me?.current?.deliveryPointId),
  }
}

/** The delivery point decides from which warehouses goods come, so it stands with the contract. */
function PointChoice({
  points,
  onChoose,
}: {
  points: ReturnType<typeof useDeliveryPoints>
  onChoose: (id: string) => void
}) {
  const { t } = useTranslation()
  const { chosen, items } = points
  return (
    <label className={styles.point}>
      <span className={controls.label}>{t('context.deliverTo')}</span>
      <select
        className={controls.input}
        value={chosen?.id}
        onChange={(event) => onChoose(event.target.value)}
      >
        {items.map((point) => (
          <option key={point.id} value={point.id}>
            {point.regionName ? `${point.name} · ${point.regionName}` : point.name}
          </option>
        ))}
      </select>
      {chosen && (
        <span className={controls.hint}>
          {chosen.warehouses.length > 0
            ? t('context.servedBy', { warehouses: chosen.warehouses.join(', ') })
            : t('context.servedByNone')}
        </span>
      )}
    </label>
  )
}

function ContextList({
  current,
  onChoose,
}: {
  current: Context | undefined
  onChoose: (context: Context) => void
}) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const contexts = useContexts(search.trim(), true)
  return (
    <>
      <input
        className={controls.input}
        type="search"
        aria-label={t('context.search')}
        placeholder={t('context.search')}
        maxLength={200}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {contexts.isPending && <Skeleton lines={4} height={40} />}
      {contexts.error && <ErrorState error={contexts.error} onRetry={() => void contexts.refetch()} />}
      {contexts.data?.items.length === 0 && <p className={styles.empty}>{t('context.nothing')}</p>}
      <ul className={styles.list}>
        {contexts.data?.items.map((context) => (
          <li key={context.contractId}>
            <button
              type="button"
              className={styles.item}
              aria-current={context.contractId === current?.contractId}
              onClick={() => onChoose(context)}
            >
              <span className={styles.names}>
                <b>{context.companyName}</b>
                <span className={context.contractState === 'in_force' ? undefined : styles.warning}>
                  {t('context.contract', { number: context.contractNumber })} · {context.sellerName} ·{' '}
                  {context.currency}
                  {context.contractState !== 'in_force' && ` · ${t(`context.${context.contractState}`)}`}
                </span>
              </span>
              {context.contractId === current?.contractId && <IconCheck size={18} aria-hidden="true" />}
            </button>
          </li>
        ))}
      </ul>
      {contexts.data?.more && <p className={styles.empty}>{t('context.more')}</p>}
    </>
  )
}
