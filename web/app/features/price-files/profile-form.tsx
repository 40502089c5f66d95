import { useDebouncedValue } from '@mantine/hooks'
import {
  createPriceFileProfile,
  getPriceFileProfile,
  previewPriceFile,
  updatePriceFileProfile,
  type PriceFileProfile,
} from '@portal/api/price-file-profiles.ts'
import { purchaseColumns } from '@portal/api/price-file-settings.ts'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { StickyBar } from '../../ui/sticky-bar.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { ColumnFields } from './column-fields.tsx'
import type { Draft } from './draft.ts'
import { LogoField } from './logo-field.tsx'
import { LookFields } from './look-fields.tsx'
import { MarkUpFields } from './mark-up-fields.tsx'
import { PreviewPanel } from './preview.tsx'
import { ScopeFields } from './scope-fields.tsx'
import styles from './price-files.module.css'
import { useChoices } from './use-choices.ts'
import './texts.ts'

const wrongWords = [
  'not_a_number',
  'mark_up_too_low',
  'mark_up_too_high',
  'sum_negative',
  'sum_too_high',
  'repeated',
  'purchase_hidden',
] as const

/** What a price list is made of, with the rows that it comes to beside it. The server reads the numbers. */
export function ProfileForm({
  profile,
  start,
  onSaved,
}: {
  profile: PriceFileProfile | undefined
  start: Draft
  onSaved: (profile: PriceFileProfile, thenMake: { mail: boolean } | null) => void
}) {
  const { t } = useTranslation(['price-files', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(start)
  const [saved, setSaved] = useState(profile ? JSON.stringify(start) : '')
  const [mail, setMail] = useState(false)
  const choices = useChoices(profile?.names ?? {})
  const { settings } = draft
  const change = (patch: Partial<Draft['settings']>) => {
    const next = { ...settings, ...patch }
    // a file that hides the price has no column for it
    if (next.hidePurchasePrice || next.markUp === null)
      next.columns = next.columns.filter(
        (column) =>
          !(next.hidePurchasePrice && purchaseColumns.includes(column)) &&
          !(next.markUp === null && column === 'purchase_price'),
      )
    setDraft({ ...draft, settings: next })
  }
  const [asked] = useDebouncedValue(settings, 350)
  const daysError =
    settings.validDays !== null && !(settings.validDays >= 1 && settings.validDays <= 365)
      ? t('wrong.days')
      : undefined
  const preview = useQuery({
    queryKey: ['price-files', previewPriceFile.path, asked],
    queryFn: ({ signal }) => call(previewPriceFile, { body: { settings: asked } }, { signal }),
    enabled: asked.columns.length > 0 && !daysError,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const save = useMutation({
    mutationFn: (_then: 'stay' | 'make') => {
      const body = { name: draft.name.trim(), settings }
      return profile
        ? call(updatePriceFileProfile, { params: { profileId: profile.id }, body })
        : call(createPriceFileProfile, { body })
    },
    onSuccess: async (now, then) => {
      const kept = { name: now.name, settings: now.settings }
      setDraft(kept)
      setSaved(JSON.stringify(kept))
      queries.setQueryData(queryFor(getPriceFileProfile, { params: { profileId: now.id } }).queryKey, now)
      await queries.invalidateQueries({ queryKey: ['price-files'], refetchType: 'none' })
      if (then === 'stay') toastDone(t('saved', { ns: 'common' }))
      onSaved(now, then === 'make' ? { mail } : null)
    },
  })
  const fields = {
    ...(preview.error instanceof ApiProblem ? preview.error.fields : {}),
    ...(save.error instanceof ApiProblem ? save.error.fields : {}),
  }
  const errorOf = (field: string) => {
    const code = fields[field]
    return code && t(`wrong.${wrongWords.find((one) => one === code) ?? 'other'}`)
  }
  const refused = save.error && !(save.error instanceof ApiProblem && save.error.code === 'invalid_input')
  const impossible = settings.columns.length === 0 || daysError !== undefined || draft.name.trim() === ''
  return (
    <form
      className={styles.grid}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending && !impossible) save.mutate('stay')
      }}
    >
      <div className={styles.fields}>
        <div className={styles.section}>
          <TextField
            label={t('profile.name')}
            required
            maxLength={120}
            value={draft.name}
            onText={(name) => setDraft({ ...draft, name })}
          />
        </div>
        <ScopeFields scope={settings.scope} choices={choices} onChange={(scope) => change({ scope })} />
        <ColumnFields
          columns={settings.columns}
          hidesPurchase={settings.hidePurchasePrice}
          hasMarkUp={settings.markUp !== null}
          error={errorOf('settings.columns')}
          onChange={(columns) => change({ columns })}
        />
        <MarkUpFields value={settings} choices={choices} errorOf={errorOf} onChange={change} />
        <LookFields
          settings={settings}
          daysError={daysError}
          onChange={change}
          logo={<LogoField profile={profile} />}
        />
      </div>
      <div className={styles.beside}>
        <PreviewPanel
          settings={settings}
          data={preview.data}
          problem={preview.error instanceof ApiProblem ? preview.error : null}
          busy={preview.isFetching}
          onRetry={() => void preview.refetch()}
        />
      </div>
      <div className={styles.foot}>
        <StickyBar
          label={t('saveAndMake')}
          actions={
            <>
              <button type="submit" className={controls.button} disabled={save.isPending || impossible}>
                {t('save', { ns: 'common' })}
              </button>
              <button
                type="button"
                className={`${controls.button} ${controls.primary}`}
                disabled={save.isPending || impossible}
                onClick={() => save.mutate('make')}
              >
                {t('saveAndMake')}
              </button>
            </>
          }
        >
          {refused ? (
            <span className={controls.error} role="alert">
              {problemText(save.error)}
            </span>
          ) : (
            JSON.stringify(draft) !== saved && profile && <span className={styles.soft}>{t('unsaved')}</span>
          )}
          <label className={controls.check}>
            <input type="checkbox" checked={mail} onChange={(event) => setMail(event.target.checked)} />
            {t('mailWhenReady')}
          </label>
        </StickyBar>
      </div>
    </form>
  )
}
