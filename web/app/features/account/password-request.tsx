import { requestPasswordReset } from '@portal/api/identity.ts'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { TextField } from '../../ui/text-field.tsx'
import styles from './account.module.css'
import './texts.ts'

/** Asks for a link by mail. The page says the same whoever the address belongs to, or nobody. */
export function PasswordRequest() {
  const { t } = useTranslation(['account', 'common'])
  const problemText = useProblemText()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const email = String(new FormData(event.currentTarget).get('email')).trim()
    setBusy(true)
    setError(null)
    try {
      await call(requestPasswordReset, { body: { email } })
      setSentTo(email)
    } catch (problem) {
      setError(problemText(problem))
    }
    setBusy(false)
  }

  if (sentTo !== null)
    return (
      <section className={styles.card} role="status">
        <title>{t('request.sentTitle')}</title>
        <h1>{t('request.sentTitle')}</h1>
        <p className={styles.lead}>{t('request.sentText', { email: sentTo })}</p>
        <p className={styles.soft}>{t('request.sentHint')}</p>
        <p className={styles.ways}>
          <Link to="/sign-in" className={`${controls.button} ${controls.primary}`}>
            {t('request.back')}
          </Link>
          <button type="button" className={controls.button} onClick={() => setSentTo(null)}>
            {t('request.another')}
          </button>
        </p>
      </section>
    )
  return (
    <form className={styles.card} onSubmit={(event) => void submit(event)}>
      <title>{`${t('request.title')} · ${t('brand', { ns: 'common' })}`}</title>
      <h1>{t('request.title')}</h1>
      <p className={styles.soft}>{t('request.lead')}</p>
      <TextField
        label={t('request.email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
      />
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
        {busy ? t('request.busy') : t('request.submit')}
      </button>
      <Link to="/sign-in">{t('request.back')}</Link>
    </form>
  )
}
