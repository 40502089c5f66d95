import { createGroup } from '@portal/api/organizations.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useMe } from '../../lib/me.ts'
import { newKey } from '../../lib/new-key.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { emptyDraft, inputOf, wrongIn, type CompanyDraft } from './company-draft.ts'
import { useFieldErrors } from './company-fields.tsx'
import { CompanyProblem, fieldsOf } from './company-problem.tsx'
import styles from './customers.module.css'
import './texts.ts'

interface Row {
  key: string
  draft: CompanyDraft
}

const isEmpty = ({ draft }: Row) => [draft.inn, draft.kpp, draft.name].every((text) => text.trim() === '')
const newRow = (): Row => ({ key: newKey(), draft: emptyDraft })

/** A group with its first companies in one go: what is wrong with any of them is told at its field, nothing is half made. */
export function GroupDialog({
  onClose,
  onCreated,
}: {
  onClose: () => void
  onCreated: (groupId: string) => void
}) {
  const { t } = useTranslation(['customers', 'common'])
  const queries = useQueryClient()
  const me = useMe()
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const [rows, setRows] = useState<readonly Row[]>(() => [newRow(), newRow()])
  const [tried, setTried] = useState(false)
  const filled = rows.filter((row) => !isEmpty(row))
  const create = useMutation({
    mutationFn: () =>
      call(createGroup, {
        body: {
          name: name.trim(),
          note: note.trim() || null,
          companies: filled.map(({ draft }) => {
            const { groupId: _, ...company } = inputOf(draft)
            return { ...company, managerId: me?.operator?.role === 'manager' ? (me.user?.id ?? null) : null }
          }),
        },
      }),
    onSuccess: async (group) => {
      await queries.invalidateQueries({ queryKey: ['organizations'] })
      toastDone(t('groups.created', { name: group.name }))
      onCreated(group.id)
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    const wrong = filled.some(({ draft }) => Object.keys(wrongIn(draft)).length > 0)
    if (name.trim() !== '' && !wrong && !create.isPending) create.mutate()
  }
  function change(key: string, patch: Partial<CompanyDraft>) {
    create.reset()
    setRows(rows.map((row) => (row.key === key ? { ...row, draft: { ...row.draft, ...patch } } : row)))
  }
  const refused = fieldsOf(create.error)
  return (
    <Dialog
      opened
      size="xl"
      onClose={onClose}
      title={t('groups.add')}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="submit"
            form="group"
            className={`${controls.button} ${controls.primary}`}
            disabled={create.isPending}
          >
            {t('groups.create')}
          </button>
        </>
      }
    >
      <form id="group" className={styles.form} noValidate onSubmit={submit}>
        <TextField
          label={t('groups.name')}
          maxLength={300}
          autoComplete="off"
          data-autofocus
          value={name}
          error={tried && name.trim() === '' ? t('required') : null}
          onText={setName}
        />
        <TextField
          label={t('groups.note')}
          hint={t('groups.noteHint')}
          maxLength={2000}
          value={note}
          onText={setNote}
        />
        <fieldset className={styles.choices}>
          <legend>{t('groups.firstCompanies')}</legend>
          <div className={styles.rows}>
            {rows.map((row, index) => (
              <CompanyRow
                key={row.key}
                number={index + 1}
                draft={row.draft}
                tried={tried && !isEmpty(row)}
                refused={fieldsUnder(`companies.${filled.indexOf(row)}.`, refused)}
                onChange={(patch) => change(row.key, patch)}
              />
            ))}
          </div>
          <div className={styles.toolbar}>
            <span className={styles.soft}>{t('groups.firstCompaniesHint')}</span>
            <button
              type="button"
              className={`${controls.button} ${controls.compact}`}
              disabled={rows.length >= 50}
              onClick={() => setRows([...rows, newRow()])}
            >
              {t('groups.oneMore')}
            </button>
          </div>
        </fieldset>
        <CompanyProblem error={create.error} />
      </form>
    </Dialog>
  )
}

/** The fields that the server named under a path, by their own names. */
function fieldsUnder(path: string, fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([field]) => field.startsWith(path))
      .map(([field, code]) => [field.slice(path.length), code]),
  )
}

/** The three fields that make a company, in a line. */
function CompanyRow({
  number,
  draft,
  tried,
  refused,
  onChange,
}: {
  number: number
  draft: CompanyDraft
  tried: boolean
  refused: Record<string, string>
  onChange: (patch: Partial<CompanyDraft>) => void
}) {
  const { t } = useTranslation('customers')
  const errors = useFieldErrors({ draft, onChange, tried, refused })
  const field = (name: 'inn' | 'kpp' | 'name', maxLength: number) => (
    <TextField
      label={t(`field.${name}`)}
      value={draft[name]}
      error={errors.errorOf(name)}
      maxLength={maxLength}
      inputMode={name === 'inn' ? 'numeric' : undefined}
      autoComplete="off"
      onText={(text) => onChange({ [name]: text })}
      onBlur={() => errors.leave(name)}
    />
  )
  return (
    <div className={styles.row} role="group" aria-label={t('groups.companyNumber', { number })}>
      {field('inn', 12)}
      {field('kpp', 9)}
      {field('name', 300)}
    </div>
  )
}
