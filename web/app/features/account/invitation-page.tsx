import type { OutputOf } from '@portal/api/endpoint.ts'
import { signOut } from '@portal/api/identity.ts'
import { acceptInvitation, type getInvitation } from '@portal/api/invitations.ts'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiProblem, call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { TextField } from '../../ui/text-field.tsx'
import styles from './account.module.css'
import { NewPassword } from './new-password.tsx'
import './texts.ts'

export type OpenInvitation = OutputOf<typeof getInvitation>

/** Who invites, to what, as whom; a new person sets a name and a password, a known one proves his. */
export function InvitationPage({
  token,
  invitation,
  signedInAs,
}: {
  token: string
  invitation: OpenInvitation
  signedInAs: { name: string; email: string } | null
}) {
  const { t } = useTranslation(['account', 'common'])
  const format = useFormat()
  const { organizationName: organization, invitedByName: inviter, sellerName: seller } = invitation
  const other = signedInAs && signedInAs.email.toLowerCase() !== invitation.email.toLowerCase()
  return (
    <section className={styles.card}>
      <title>{`${t('invitation.title')}: ${organization} · ${t('brand', { ns: 'common' })}`}</title>
      <h1>{organization}</h1>
      <p className={styles.lead}>
        {seller
          ? t('invitation.lead', { inviter, seller, organization })
          : t('invitation.leadWithoutSeller', { inviter, organization })}
      </p>
      <p className={styles.soft}>
        {t('invitation.role', {
          role: t(`role.${invitation.role}`),
          // a day of UTC: the server and the browser write the same
          until: format.dayMonth(invitation.expiresAt),
        })}
      </p>
      {other ? (
        <SignedInAsOther invited={invitation.email} as={signedInAs} />
      ) : (
        <Acceptance token={token} invitation={invitation} />
      )}
    </section>
  )
}

/** Never accepts in another person's name: first he who is signed in goes out. */
function SignedInAsOther({
  invited,
  as: { name, email },
}: {
  invited: string
  as: { name: string; email: string }
}) {
  const { t } = useTranslation('account')
  const [busy, setBusy] = useState(false)
  async function leave() {
    setBusy(true)
    await call(signOut, {})
    window.location.reload()
  }
  return (
    <>
      <p className={styles.warning}>{t('invitation.other', { name, email, invited })}</p>
      <p className={styles.soft}>{t('invitation.otherHint')}</p>
      <p className={styles.ways}>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          disabled={busy}
          onClick={() => void leave()}
        >
          {t('invitation.signOut')}
        </button>
        <Link to="/" className={controls.button}>
          {t('invitation.toPortal')}
        </Link>
      </p>
    </>
  )
}

function Acceptance({ token, invitation }: { token: string; invitation: OpenInvitation }) {
  const { t } = useTranslation('account')
  const problemText = useProblemText()
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const known = invitation.hasAccount
  const code = problem instanceof ApiProblem ? problem.code : null
  const fields = problem instanceof ApiProblem ? problem.fields : {}

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    setBusy(true)
    setProblem(null)
    try {
      await call(acceptInvitation, {
        params: { token },
        body: {
          password: String(form.get('password')),
          ...(known
            ? {}
            : { name: text('name'), phone: text('phone') || null, consent: form.get('consent') === 'on' }),
        },
      })
      window.location.assign('/catalogue')
    } catch (refusal) {
      setProblem(refusal)
      setBusy(false)
    }
  }

  const atField = code === 'weak_password' || 'name' in fields || 'consent' in fields
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {known && <p className={styles.note}>{t('invitation.known')}</p>}
      <TextField
        label={t('invitation.email')}
        name="email"
        autoComplete="username"
        readOnly
        value={invitation.email}
      />
      {known ? (
        <>
          <TextField
            label={t('invitation.password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
          />
          <Link to="/password-resets">{t('request.title')}</Link>
        </>
      ) : (
        <>
          <TextField
            label={t('invitation.name')}
            name="name"
            autoComplete="name"
            required
            maxLength={300}
            error={'name' in fields ? t('required') : null}
          />
          <TextField
            label={t('invitation.phone')}
            name="phone"
            type="tel"
            autoComplete="tel"
            maxLength={50}
            hint={t('invitation.optional')}
          />
          <NewPassword label={t('invitation.newPassword')} weak={code === 'weak_password'} />
          <label className={controls.check}>
            <input type="checkbox" name="consent" required />
            <span>
              {t('consent')}
              {'consent' in fields && <span className={controls.error}> {t('consentRequired')}</span>}
            </span>
          </label>
        </>
      )}
      {problem !== null && !atField && (
        <p className={controls.alert} role="alert">
          {code === 'wrong_credentials' ? t('invitation.wrongPassword') : problemText(problem)}
        </p>
      )}
      <button
        type="submit"
        className={`${controls.button} ${controls.primary} ${controls.large}`}
        disabled={busy}
      >
        {busy ? t('invitation.busy') : t('invitation.accept')}
      </button>
    </form>
  )
}
