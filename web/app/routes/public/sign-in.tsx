import { signIn, updateMe, type Me } from '@portal/api/identity.ts'
import type { Language } from '@portal/api/primitives.ts'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { call } from '../../lib/api.ts'
import { remember, remembered } from '../../lib/preferences.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import styles from './sign-in.module.css'

export default function SignIn() {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const [search] = useSearchParams()
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setError(null)
    try {
      const me = await call(signIn, {
        body: { email: String(form.get('email')), password: String(form.get('password')) },
      })
      await agreeOnLanguage(me)
      window.location.assign(ownPath(search.get('next')) ?? (me.operator ? '/office' : '/home'))
    } catch (problem) {
      setError(problemText(problem))
      setBusy(false)
    }
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <title>{`${t('signIn.title')} · ${t('brand')}`}</title>
      <h1>{t('signIn.title')}</h1>
      {search.has('ended') && (
        <p className={styles.note} role="status">
          {t('signIn.ended')}
        </p>
      )}
      <label className={controls.field}>
        <span className={controls.label}>{t('signIn.email')}</span>
        <input
          className={controls.input}
          name="email"
          type="email"
          autoComplete="username"
          required
          maxLength={254}
        />
      </label>
      <div className={controls.field}>
        <span className={styles.labels}>
          <label className={controls.label} htmlFor="password">
            {t('signIn.password')}
          </label>
          <Link to="/password-resets">{t('signIn.forgot')}</Link>
        </span>
        <input
          id="password"
          className={controls.input}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
        />
      </div>
      {error && (
        <p className={controls.alert} role="alert">
          {error}
        </p>
      )}
      <button
        type="submit"
        className={`${controls.button} ${controls.primary} ${controls.large}`}
        disabled={busy}
      >
        {busy ? t('signIn.busy') : t('signIn.submit')}
      </button>
      <p className={styles.more}>
        {t('signIn.noAccount')} <Link to="/become-a-customer">{t('nav.becomeCustomer')}</Link>
      </p>
    </form>
  )
}

/** A language chosen in this browser becomes the person's; without a choice the browser takes the person's. */
async function agreeOnLanguage({ user }: Me): Promise<void> {
  if (!user) return
  const chosen = remembered('language', document.cookie)
  if (chosen === null) remember('language', user.language)
  else if (chosen !== user.language) await call(updateMe, { body: { language: chosen as Language } })
}

/** Only a path of this site: `//evil.example` and `https:` are not. */
function ownPath(next: string | null): string | null {
  return next && /^\/(?![/\\])/.test(next) ? next : null
}
