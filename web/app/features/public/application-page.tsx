import { apply } from '@portal/api/applications.ts'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiProblem, call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { TextField } from '../../ui/text-field.tsx'
import { PageHead } from './page-head.tsx'
import styles from './application-page.module.css'
import './texts.ts'

const fieldCodes = ['inn_invalid', 'kpp_invalid', 'invalid_format'] as const

/** The form of a would-be customer. The answer is the same whether his company is known or not. */
export function ApplicationPage() {
  const { t } = useTranslation(['public', 'common'])
  const problemText = useProblemText()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    setBusy(true)
    setProblem(null)
    try {
      await call(apply, {
        body: {
          inn: text('inn').replace(/\s/g, ''),
          kpp: text('kpp').replace(/\s/g, '') || null,
          companyName: text('companyName'),
          contactName: text('contactName'),
          email: text('email'),
          phone: text('phone') || null,
          message: text('message') || null,
          consent: true,
        },
      })
      setSentTo(text('email'))
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    }
    setBusy(false)
  }
  const errorAt = (field: string): string | null => {
    const code = problem?.fields[field]
    if (!code) return null
    return t(`apply.field.${fieldCodes.find((one) => one === code) ?? 'other'}`)
  }
  const head = (
    <PageHead
      title={`${t('apply.title')} · ${t('brand', { ns: 'common' })}`}
      description={t('apply.description')}
      path="/become-a-customer"
    />
  )
  if (sentTo !== null)
    return (
      <section className={styles.form} role="status">
        {head}
        <h1>{t('apply.doneTitle')}</h1>
        <p>{t('apply.doneText', { email: sentTo })}</p>
        <p>
          <Link to="/products" className={`${controls.button} ${controls.primary}`}>
            {t('apply.doneCatalogue')}
          </Link>
        </p>
      </section>
    )
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {head}
      <h1>{t('apply.title')}</h1>
      <p className={styles.lead}>{t('apply.lead')}</p>
      <div className={styles.pair}>
        <TextField
          label={t('apply.inn')}
          name="inn"
          inputMode="numeric"
          required
          maxLength={20}
          error={errorAt('inn')}
        />
        <TextField
          label={t('apply.kpp')}
          name="kpp"
          maxLength={9}
          hint={t('apply.kppHint')}
          error={errorAt('kpp')}
        />
      </div>
      <TextField
        label={t('apply.company')}
        name="companyName"
        autoComplete="organization"
        required
        maxLength={200}
        error={errorAt('companyName')}
      />
      <TextField
        label={t('apply.contact')}
        name="contactName"
        autoComplete="name"
        required
        maxLength={200}
        error={errorAt('contactName')}
      />
      <div className={styles.pair}>
        <TextField
          label={t('apply.email')}
          name="email"
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          error={errorAt('email')}
        />
        <TextField
          label={t('apply.phone')}
          name="phone"
          type="tel"
          autoComplete="tel"
          maxLength={50}
          error={errorAt('phone')}
        />
      </div>
      <label className={controls.field}>
        <span className={controls.label}>{t('apply.message')}</span>
        <textarea className={controls.input} name="message" rows={4} maxLength={3000} />
      </label>
      <label className={controls.check}>
        <input type="checkbox" name="consent" required />
        {t('apply.consent')}
      </label>
      {problem && Object.keys(problem.fields).length === 0 && (
        <p className={controls.alert} role="alert">
          {problemText(problem)}
        </p>
      )}
      <p>
        <button
          type="submit"
          className={`${controls.button} ${controls.primary} ${controls.large}`}
          disabled={busy}
        >
          {busy ? t('apply.busy') : t('apply.submit')}
        </button>
      </p>
    </form>
  )
}
