import { updateFeedSource, type FeedSettings, type FeedSource } from '@portal/api/feeds.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import styles from './supplier-files.module.css'
import './texts.ts'

export const currencies = ['RUB', 'USD', 'EUR', 'CNY', 'BYN', 'KZT', 'UAH'] as const
const matches = ['auto', 'article', 'manufacturerCode', 'barcode', 'name'] as const
const modes = ['delta', 'full'] as const
const missings = ['keep', 'withdraw'] as const
const switches = [
  'createProducts',
  'updateProducts',
  'includesVat',
  'groupCategories',
  'sheetCategories',
  'auto',
] as const

/** What files of a source mean and may write. */
export function SourceSettings({ source }: { source: FeedSource }) {
  const { t } = useTranslation(['supplier-files', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [name, setName] = useState(source.name)
  const [active, setActive] = useState(source.active)
  const [settings, setSettings] = useState(source.settings)
  const set = (patch: Partial<FeedSettings>) => setSettings({ ...settings, ...patch })
  const save = useMutation({
    mutationFn: (body: Parameters<typeof call<typeof updateFeedSource>>[1]['body']) =>
      call(updateFeedSource, { params: { sourceId: source.id }, body }),
    onSuccess: async (_, body) => {
      await queries.invalidateQueries({ queryKey: ['exchange'] })
      toastDone(body.forgetColumns ? t('settings.forgotten') : t('saved', { ns: 'common' }))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!save.isPending) save.mutate({ name: name.trim(), active, settings })
  }
  return (
    <form className={styles.settings} onSubmit={submit}>
      {save.error && (
        <p className={controls.alert} role="alert">
          {problemText(save.error)}
        </p>
      )}
      <TextField label={t('settings.name')} value={name} onText={setName} required maxLength={200} />
      <Choice
        label={t('settings.matchBy')}
        value={settings.matchBy}
        options={matches.map((one) => [one, t(`settings.match.${one}`)])}
        onChoose={(matchBy) => set({ matchBy })}
      />
      <Choice
        label={t('settings.mode')}
        value={settings.mode}
        options={modes.map((one) => [one, t(`settings.modeOf.${one}`)])}
        onChoose={(mode) => set({ mode })}
      />
      {settings.mode === 'full' && (
        <Choice
          label={t('settings.missing')}
          value={settings.missing}
          options={missings.map((one) => [one, t(`settings.missingOf.${one}`)])}
          onChoose={(missing) => set({ missing })}
        />
      )}
      <Choice
        label={t('settings.currency')}
        value={settings.currency}
        options={currencies.map((one) => [one, one])}
        onChoose={(currency) => set({ currency })}
      />
      <TextField
        label={t('settings.maxDropPercent')}
        type="number"
        min={0}
        max={100}
        required
        value={settings.maxDropPercent}
        onText={(text) => set({ maxDropPercent: Number(text) })}
      />
      <fieldset className={styles.switches}>
        {switches.map((key) => (
          <label key={key} className={controls.check}>
            <input
              type="checkbox"
              checked={settings[key]}
              onChange={(event) => set({ [key]: event.target.checked })}
            />
            {t(`settings.${key}`)}
          </label>
        ))}
        <label className={controls.check}>
          <input type="checkbox" checked={active} onChange={(event) => setActive(event.target.checked)} />
          {t('settings.active')}
        </label>
      </fieldset>
      <TextField
        label={t('settings.url')}
        type="url"
        maxLength={2000}
        placeholder="https://"
        hint={t('settings.urlHint')}
        value={settings.url ?? ''}
        onText={(text) => set({ url: text.trim() || null })}
      />
      {settings.url && (
        <TextField
          label={t('settings.everyHours')}
          type="number"
          min={1}
          max={168}
          required
          value={settings.everyHours}
          onText={(text) => set({ everyHours: Number(text) })}
        />
      )}
      <footer className={styles.buttons}>
        <button type="submit" className={`${controls.button} ${controls.primary}`} disabled={save.isPending}>
          {t('settings.save')}
        </button>
        {source.rememberedCount > 0 && (
          <>
            <span className={styles.soft}>{t('settings.remembered', { count: source.rememberedCount })}</span>
            <button
              type="button"
              className={controls.button}
              disabled={save.isPending}
              onClick={() => save.mutate({ forgetColumns: true })}
            >
              {t('settings.forget')}
            </button>
          </>
        )}
      </footer>
    </form>
  )
}

function Choice<Value extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  label: string
  value: Value
  options: readonly (readonly [Value, string])[]
  onChoose: (value: Value) => void
}) {
  return (
    <label className={controls.field}>
      <span className={controls.label}>{label}</span>
      <select
        className={controls.input}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([one]) => one === event.target.value)
          if (chosen) onChoose(chosen[0])
        }}
      >
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
