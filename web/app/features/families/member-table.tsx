import type { OfficeFamily, OfficeFamilyMember } from '@portal/api/families.ts'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import officeList from '../../ui/office-list.module.css'
import { EmptyState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { AddMember } from './add-member.tsx'
import styles from './families.module.css'
import { MemberRowsDialog } from './member-rows-dialog.tsx'
import { useNamed } from './use-named.ts'
import { useChangeMembers } from './use-change-members.ts'
import './texts.ts'

/** The members of a family, each with its place on every axis; a place is changed at once. */
export function MemberTable({ family, mayManage }: { family: OfficeFamily; mayManage: boolean }) {
  const { t } = useTranslation('families')
  const format = useFormat()
  const [pasting, setPasting] = useState(false)
  const { readAgain } = useChangeMembers(family.id)
  return (
    <section className={styles.section}>
      <header className={styles.membersHead}>
        <h2>
          {t('members.title', { count: family.memberCount, formatted: format.number(family.memberCount) })}
        </h2>
        {mayManage && (
          <>
            <AddMember family={family} />
            <button type="button" className={controls.button} onClick={() => setPasting(true)}>
              {t('members.paste')}
            </button>
          </>
        )}
      </header>
      <DataTable
        label={t('members.label')}
        columns={useColumns(family, mayManage)}
        rows={family.members}
        rowKey={({ productId }) => productId}
        empty={<EmptyState title={t('members.none')}>{t('members.noneHint')}</EmptyState>}
      />
      {family.memberCount > family.members.length && (
        <p className={officeList.soft}>
          {t('members.more', { shown: format.number(family.members.length) })}
        </p>
      )}
      {pasting && (
        <MemberRowsDialog
          family={family}
          onClose={() => {
            setPasting(false)
            void readAgain()
          }}
        />
      )}
    </section>
  )
}

function useColumns(family: OfficeFamily, mayManage: boolean): Column<OfficeFamilyMember>[] {
  const { t } = useTranslation(['families', 'common'])
  const problemText = useProblemText()
  const named = useNamed()
  const { put, remove } = useChangeMembers(family.id)
  const busy = put.isPending || remove.isPending
  const columns: (Column<OfficeFamilyMember> | false)[] = [
    {
      key: 'article',
      title: t('members.article'),
      width: 180,
      cell: ({ productId, article }) => (
        <Link to={`/office/products/${productId}`} className={officeList.code}>
          {article ?? '—'}
        </Link>
      ),
    },
    {
      key: 'name',
      title: t('members.name'),
      main: true,
      cell: ({ name, label, active, conflict, places }) => (
        <>
          {name} {family.axes.length === 0 && <span className={officeList.soft}>{label}</span>}{' '}
          {conflict && <Badge tone="danger">{t('members.conflict')}</Badge>}{' '}
          {places.some(({ valueId }) => valueId === null) && (
            <Badge tone="warning">{t('members.unplaced')}</Badge>
          )}{' '}
          {!active && <Badge>{t('members.off')}</Badge>}
        </>
      ),
    },
    ...family.axes.map((axis, index): Column<OfficeFamilyMember> => ({
      key: axis.attributeId,
      title: named.axis(axis),
      width: 190,
      phone: 'labelled',
      cell: (member) => (
        <PlaceSelect
          axis={axis}
          place={member.places[index]!}
          label={t('members.placeOf', { axis: named.axis(axis), name: member.article ?? member.name })}
          disabled={!mayManage || busy}
          onChange={(valueId) =>
            put.mutate(
              {
                productId: member.productId,
                valueIds: member.places.map((place, at) =>
                  at === index ? valueId : place.byHand ? place.valueId : null,
                ),
              },
              { onError: (error) => toastProblem(problemText(error)) },
            )
          }
        />
      ),
    })),
    mayManage && {
      key: 'remove',
      title: '',
      width: 52,
      align: 'end',
      cell: (member) => (
        <button
          type="button"
          className={controls.icon}
          aria-label={t('members.remove', { name: member.article ?? member.name })}
          disabled={busy}
          onClick={() =>
            remove.mutate([member.productId], {
              onSuccess: () =>
                toastDone(t('members.removed', { name: member.article ?? member.name }), {
                  label: t('undo', { ns: 'common' }),
                  run: () =>
                    put.mutate(
                      {
                        productId: member.productId,
                        valueIds: member.places.map(({ valueId, byHand }) => (byHand ? valueId : null)),
                      },
                      { onError: (error) => toastProblem(problemText(error)) },
                    ),
                }),
              onError: (error) => toastProblem(problemText(error)),
            })
          }
        >
          <IconX size={16} aria-hidden="true" />
        </button>
      ),
    },
  ]
  return columns.filter((column) => column !== false)
}

/** Where a product stands on an axis: as its card says, or where a person puts it. */
function PlaceSelect({
  axis,
  place,
  label,
  disabled,
  onChange,
}: {
  axis: OfficeFamily['axes'][number]
  place: OfficeFamilyMember['places'][number]
  label: string
  disabled: boolean
  onChange: (valueId: string | null) => void
}) {
  const { t } = useTranslation('families')
  const named = useNamed()
  const own = place.byHand ? undefined : axis.values.find(({ id }) => id === place.valueId)
  return (
    <select
      className={`${controls.input} ${styles.place}`}
      aria-label={label}
      data-missing={place.valueId === null}
      disabled={disabled}
      value={place.byHand ? (place.valueId ?? '') : ''}
      onChange={(event) => onChange(event.target.value || null)}
    >
      <option value="">
        {own
          ? t('members.ofCard', { value: named.value(own) })
          : place.byHand
            ? t('members.asCard')
            : t('members.nowhere')}
      </option>
      {axis.values.map((value) => (
        <option key={value.id} value={value.id}>
          {named.value(value)}
        </option>
      ))}
    </select>
  )
}
