import { resetPassword } from '@portal/api/identity.ts'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiProblem, call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import styles from './account.module.css'
import { NewPassword } from './new-password.tsx'
import './texts.ts'

/** A new password by the link from the mail. */
export function PasswordForm({ token }: { token: string }) {
  const { t } = useTranslation(['account', 'common'])
  const problemText = useProblemText()
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState(false)
  const weak = problem instanceof ApiProblem && problem.code === 'weak_password'

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    setBusy(true)
    setProblem(null)
    try {
      await call(resetPassword, { params: { token }, body: { password } })
      setDone(true)
    } catch (refusal) {
      setProblem(refusal)
    }
    setBusy(false)
  }

  if (done)
    return (
      <section className={styles.card} role="status">
        <title>{t('reset.doneTitle')}</title>
        <h1>{t('reset.doneTitle')}</h1>
        <p className={styles.soft}>{t('reset.doneText')}</p>
        <p className={styles.ways}>
          <Link to="/sign-in" className={`${controls.button} ${controls.primary}`}>
            {t('nav.signIn', { ns: 'common' })}
          </Link>
        </p>
      </section>
    )
  return (
    <form className={styles.card} onSubmit={(event) => void submit(event)}>
      <title>{`${t('reset.title')} · ${t('brand', { ns: 'common' })}`}</title>
      <h1>{t('reset.title')}</h1>
      <NewPassword label={t('reset.password')} weak={weak} />
      <p className={styles.soft}>{t('reset.hint')}</p>
      {problem !== null && !weak && (
        <p className={controls.alert} role="alert">
          {problemText(problem)}
        </p>
      )}
      <button
        type="submit"
        className={`${controls.button} ${controls.primary} ${controls.large}`}
        disabled={busy}
      >
        {busy ? t('reset.busy') : t('reset.submit')}
      </button>
    </form>
  )
}
