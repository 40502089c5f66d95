import { getOfficeFamily, removeFamily, type OfficeFamily } from '@portal/api/families.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { call, queryFor } from '../../lib/api.ts'
import { isLost } from '../../lib/is-lost.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, PageHeader, Skeleton } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { AxesForm } from './axes-form.tsx'
import { CellMap } from './cell-map.tsx'
import styles from './families.module.css'
import { MemberTable } from './member-table.tsx'
import { useNamed } from './use-named.ts'
import './texts.ts'

/** One family: its names and axes, who stands where, and what is wrong with that. */
export function FamilyScreen({ familyId }: { familyId: string }) {
  const { t } = useTranslation(['families', 'common'])
  const format = useFormat()
  const mayManage = useOperatorPermission('goods.manage')
  const family = useQuery(queryFor(getOfficeFamily, { params: { familyId } }))
  const named = useNamed()
  const [removing, setRemoving] = useState(false)
  if (isLost(family)) return <ErrorState error={family.error} onRetry={() => void family.refetch()} />
  if (!family.data) return <Skeleton lines={10} height={44} />
  const { data } = family
  const title = named.axis(data)
  const conflicts = data.members.filter(({ conflict }) => conflict).length
  const unplaced = data.members.filter(({ places }) => places.some(({ valueId }) => valueId === null)).length
  return (
    <>
      <title>{title}</title>
      <p className={styles.back}>
        <Link to="/office/families">{t('title')}</Link>
      </p>
      <PageHeader title={title} note={<Origin family={data} />}>
        {mayManage && (
          <button
            type="button"
            className={`${controls.button} ${controls.danger}`}
            onClick={() => setRemoving(true)}
          >
            {t('remove')}
          </button>
        )}
      </PageHeader>
      {conflicts > 0 && (
        <p className={`${controls.alert} ${styles.trouble}`} role="alert">
          {t('conflictsTold', { count: conflicts, formatted: format.number(conflicts) })}
        </p>
      )}
      {unplaced > 0 && (
        <p className={`${styles.warning} ${styles.trouble}`} role="status">
          {t('unplacedTold', { count: unplaced, formatted: format.number(unplaced) })}
        </p>
      )}
      <AxesForm family={data} disabled={!mayManage} />
      {data.axes.length > 1 && data.members.length > 0 && <CellMap family={data} />}
      <MemberTable family={data} mayManage={mayManage} />
      {removing && <RemoveDialog family={data} onClose={() => setRemoving(false)} />}
    </>
  )
}

/** Whose it is, and whose word counts. */
function Origin({ family }: { family: OfficeFamily }) {
  const { t } = useTranslation('families')
  const format = useFormat()
  return (
    <>
      {t(family.fromExchange ? 'wins.exchange' : 'wins.office')}
      {family.editedAt &&
        ` ${t('editedBy', { date: format.date(family.editedAt), name: family.editedBy ?? '' })}`}
    </>
  )
}

function RemoveDialog({ family, onClose }: { family: OfficeFamily; onClose: () => void }) {
  const { t } = useTranslation(['families', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => call(removeFamily, { params: { familyId: family.id } }),
    onSuccess: async () => {
      await navigate('/office/families')
      queries.removeQueries({ queryKey: ['goods', getOfficeFamily.path] })
      await queries.invalidateQueries({ queryKey: ['goods'] })
      toastDone(t('removed', { name: family.name }))
    },
  })
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('removeTitle', { name: family.name })}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="button"
            className={`${controls.button} ${controls.danger}`}
            disabled={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t('removeDo')}
          </button>
        </>
      }
    >
      <p>{t('removeText', { count: family.memberCount })}</p>
      {remove.error && (
        <p className={controls.alert} role="alert">
          {problemText(remove.error)}
        </p>
      )}
    </Dialog>
  )
}
