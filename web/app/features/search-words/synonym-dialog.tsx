import { changeSynonym, createSynonym, synonymKind, type SynonymKind } from '@portal/api/search-words.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { toastDone } from '../../ui/toast.tsx'
import type { Editing } from './search-screen.tsx'
import styles from './search-words.module.css'
import './texts.ts'

const linesOf = (text: string) => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
]

/** One group: words that mean each other, or words that lead to what others find. */
export function SynonymDialog({ editing, onClose }: { editing: NonNullable<Editing>; onClose: () => void }) {
  const { t } = useTranslation('search-words')
  const queries = useQueryClient()
  const before = 'synonym' in editing ? editing.synonym : null
  const [kind, setKind] = useState<SynonymKind>(before?.kind ?? 'same')
  const [words, setWords] = useState(
    before ? before.words.join('\n') : 'words' in editing ? editing.words : '',
  )
  const [targets, setTargets] = useState(before?.targets.join('\n') ?? '')
  const [tried, setTried] = useState(false)
  const draft = { kind, words: linesOf(words), targets: kind === 'instead' ? linesOf(targets) : [] }
  const wrongWords =
    kind === 'same'
      ? (draft.words.length < 2 || draft.words.length > 20) && t('dialog.twoNeeded')
      : draft.words.length === 0 && t('dialog.wordNeeded')
  const wrongTargets = kind === 'instead' && draft.targets.length === 0 && t('dialog.targetNeeded')
  const saving = useMutation({
    mutationFn: () =>
      before
        ? call(changeSynonym, { params: { synonymId: before.id }, body: draft })
        : call(createSynonym, { body: draft }),
    onSuccess: () => {
      toastDone(t('saved'))
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['search'] }),
  })
  return (
    <FormDialog
      size="lg"
      title={t(before ? 'dialog.change' : 'dialog.new')}
      busy={saving.isPending}
      error={saving.error}
      noValidate
      onSubmit={() => {
        setTried(true)
        if (!wrongWords && !wrongTargets) saving.mutate()
      }}
      onClose={onClose}
    >
      <fieldset className={styles.kinds}>
        <legend className={controls.label}>{t('dialog.kind')}</legend>
        {synonymKind.options.map((one) => (
          <label key={one} className={styles.kind} data-on={one === kind}>
            <input type="radio" name="kind" checked={one === kind} onChange={() => setKind(one)} />
            <span>
              {t(`kind.${one}`)}
              <span className={styles.soft}>{t(`kindHint.${one}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className={kind === 'instead' ? styles.pair : undefined}>
        <Lines
          label={t(kind === 'same' ? 'dialog.words' : 'dialog.from')}
          hint={t(kind === 'same' ? 'dialog.wordsHint' : 'dialog.lineHint')}
          error={tried && wrongWords}
          value={words}
          onText={setWords}
        />
        {kind === 'instead' && (
          <Lines
            label={t('dialog.to')}
            hint={t('dialog.lineHint')}
            error={tried && wrongTargets}
            value={targets}
            onText={setTargets}
          />
        )}
      </div>
    </FormDialog>
  )
}

function Lines({
  label,
  hint,
  error,
  value,
  onText,
}: {
  label: string
  hint: string
  error: string | false
  value: string
  onText: (text: string) => void
}) {
  const id = useId()
  return (
    <div className={controls.field}>
      <label className={controls.label} htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className={`${controls.input} ${styles.lines}`}
        rows={6}
        maxLength={2000}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-note`}
        value={value}
        onChange={(event) => onText(event.target.value)}
      />
      <span id={`${id}-note`} className={error ? controls.error : controls.hint}>
        {error || hint}
      </span>
    </div>
  )
}
