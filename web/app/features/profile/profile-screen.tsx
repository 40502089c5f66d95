import { changePassword, listSessions, shortestPassword, updateMe, type Me } from '@portal/api/identity.ts'
import type { Language } from '@portal/api/primitives.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { rememberMe, useMe } from '../../lib/me.ts'
import { chooseLanguage } from '../../lib/preferences.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { PageHeader, Skeleton } from '../../ui/states.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import styles from './profile.module.css'
import { SessionList } from './session-list.tsx'
import { zonesByOffset } from './zone-names.ts'
import './texts.ts'

// the server and a browser may know different zones: the list is the browser's, read once
let known: readonly string[] | undefined
const browserZones = () => (known ??= Intl.supportedValuesOf('timeZone'))
const none: readonly string[] = []
const noZones = () => none
const neverChanges = () => () => undefined

/** A person's own: name, phone, language, time zone, password, and where he is signed in. */
export function ProfileScreen() {
  const { t } = useTranslation('profile')
  const user = useMe()?.user
  if (!user) return <Skeleton lines={8} />
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} />
      <div className={styles.columns}>
        <PersonForm key={user.id} user={user} />
        <PasswordForm />
      </div>
      <SessionList />
    </>
  )
}

function PersonForm({ user }: { user: NonNullable<Me['user']> }) {
  const { t, i18n } = useTranslation(['profile', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const zones = useSyncExternalStore(neverChanges, browserZones, noZones)
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim()
      const language: Language = text('language') === 'en' ? 'en' : 'ru'
      return call(updateMe, {
        body: { name: text('name'), phone: text('phone') || null, language, timeZone: text('timeZone') },
      })
    },
    onSuccess: (me) => {
      rememberMe(queries, me)
      toastDone(t('saved', { ns: 'common' }))
      if (me.user && me.user.language !== i18n.language) chooseLanguage(me.user.language)
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!save.isPending) save.mutate(new FormData(event.currentTarget))
  }
  return (
    <form className={styles.panel} onSubmit={submit}>
      <h2>{t('person')}</h2>
      <TextField label={t('email')} hint={t('emailHint')} value={user.email} readOnly />
      <TextField
        label={t('name')}
        name="name"
        required
        maxLength={200}
        autoComplete="name"
        defaultValue={user.name}
      />
      <TextField
        label={t('phone')}
        name="phone"
        type="tel"
        maxLength={50}
        autoComplete="tel"
        defaultValue={user.phone ?? ''}
      />
      <label className={controls.field}>
        <span className={controls.label}>{t('language')}</span>
        <select className={controls.input} name="language" defaultValue={user.language}>
          <option value="ru">Русский</option>
          <option value="en">English</option>
        </select>
      </label>
      <label className={controls.field}>
        <span className={controls.label}>{t('timeZone')}</span>
        <select className={controls.input} name="timeZone" defaultValue={user.timeZone}>
          {/* a server may call a zone by another name than the browser does */}
          {(zones.length > 0
            ? zonesByOffset([...new Set([user.timeZone, ...zones])], user.language)
            : [{ zone: user.timeZone, name: user.timeZone }]
          ).map(({ zone, name }) => (
            <option key={zone} value={zone}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {save.error && (
        <p className={controls.alert} role="alert">
          {problemText(save.error)}
        </p>
      )}
      <div>
        <button type="submit" className={`${controls.button} ${controls.primary}`} disabled={save.isPending}>
          {t('save', { ns: 'common' })}
        </button>
      </div>
    </form>
  )
}

function PasswordForm() {
  const { t } = useTranslation('profile')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (form: HTMLFormElement) => {
      const data = new FormData(form)
      return call(changePassword, {
        body: { current: String(data.get('current') ?? ''), next: String(data.get('next') ?? '') },
      })
    },
    onSuccess: async (_, form) => {
      form.reset()
      toastDone(t('changed'))
      await queries.invalidateQueries({ queryKey: queryFor(listSessions, {}).queryKey })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!change.isPending) change.mutate(event.currentTarget)
  }
  return (
    <form className={styles.panel} onSubmit={submit}>
      <h2>{t('password')}</h2>
      <TextField
        label={t('current')}
        name="current"
        type="password"
        required
        maxLength={200}
        autoComplete="current-password"
      />
      <TextField
        label={t('next')}
        hint={t('nextHint', { length: shortestPassword })}
        name="next"
        type="password"
        required
        minLength={shortestPassword}
        maxLength={200}
        autoComplete="new-password"
      />
      {change.error && (
        <p className={controls.alert} role="alert">
          {problemText(change.error)}
        </p>
      )}
      <div>
        <button type="submit" className={controls.button} disabled={change.isPending}>
          {t('change')}
        </button>
      </div>
    </form>
  )
}
