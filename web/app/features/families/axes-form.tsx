import { changeFamily, getOfficeFamily, mostAxes, type OfficeFamily } from '@portal/api/families.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { AddAxis } from './add-axis.tsx'
import { bodyOf, draftOf, moved, type DraftAxis, type FamilyDraft } from './axes-draft.ts'
import { AxisCard } from './axis-card.tsx'
import styles from './families.module.css'
import './texts.ts'

/** Names and axes of a family: what is written here is kept when it is saved, all at once. */
export function AxesForm({ family, disabled }: { family: OfficeFamily; disabled: boolean }) {
  const { t } = useTranslation(['families', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [changed, setChanged] = useState<FamilyDraft | null>(null)
  // what the changes began with
  const [begun, setBegun] = useState(family.revision)
  const draft = changed ?? draftOf(family)
  const params = { familyId: family.id }
  const save = useMutation({
    mutationFn: (sent: FamilyDraft) =>
      call(changeFamily, { params, body: { ...bodyOf(sent), revision: begun } }),
    onSuccess: (saved, sent) => {
      queries.setQueryData(['goods', getOfficeFamily.path, { params }], saved)
      setBegun(saved.revision)
      // what was typed meanwhile is not saved yet
      setChanged((now) => (now === sent ? null : now))
      toastDone(t('saved'))
      void queries.invalidateQueries({ queryKey: ['goods'] })
    },
    // somebody else was faster: what he has written is there once the own changes are given up
    onError: () => queries.invalidateQueries({ queryKey: ['goods'] }),
  })
  const change = (patch: Partial<FamilyDraft>) => {
    if (!changed) setBegun(family.revision)
    setChanged({ ...draft, ...patch })
  }
  const setAxis = (index: number, axis: DraftAxis | null) =>
    change({ axes: draft.axes.flatMap((each, at) => (at === index ? (axis ?? []) : each)) })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (draft.name.trim() && !save.isPending) save.mutate(draft)
  }
  return (
    <form className={styles.panel} onSubmit={submit}>
      <fieldset className={styles.bare} disabled={disabled}>
        <div className={styles.names}>
          <TextField
            label={t('name')}
            maxLength={300}
            value={draft.name}
            error={draft.name.trim() ? null : t('nameNeeded')}
            onText={(name) => change({ name })}
          />
          <TextField
            label={t('nameEn')}
            lang="en"
            maxLength={300}
            value={draft.nameEn}
            onText={(nameEn) => change({ nameEn })}
          />
        </div>
        <h2 className={styles.heading}>{t('axes.title')}</h2>
        <p className={controls.hint}>{t('axes.hint')}</p>
        <div className={styles.axes}>
          {draft.axes.map((axis, index) => (
            <AxisCard
              key={axis.attributeId ?? axis.name}
              axis={axis}
              place={index}
              last={index === draft.axes.length - 1}
              onChange={(next) => setAxis(index, next)}
              onMove={(step) => change({ axes: moved(draft.axes, index, step) })}
              onRemove={() => setAxis(index, null)}
            />
          ))}
        </div>
        {!disabled && draft.axes.length < mostAxes && (
          <AddAxis axes={draft.axes} onAdd={(axis) => change({ axes: [...draft.axes, axis] })} />
        )}
        {save.error && (
          <p className={controls.alert} role="alert">
            {problemText(save.error)}
          </p>
        )}
        {changed && (
          <p className={styles.actions}>
            <button
              type="button"
              className={controls.button}
              onClick={() => {
                save.reset()
                setChanged(null)
              }}
            >
              {t('axes.undo')}
            </button>
            <button
              type="submit"
              className={`${controls.button} ${controls.primary}`}
              disabled={save.isPending || !draft.name.trim()}
            >
              {t('axes.save')}
            </button>
          </p>
        )}
      </fieldset>
    </form>
  )
}
