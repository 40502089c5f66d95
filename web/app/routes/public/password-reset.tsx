import { getPasswordReset } from '@portal/api/identity.ts'
import { useTranslation } from 'react-i18next'
import { data, Link } from 'react-router'
import { LinkProblem } from '../../features/account/link-problem.tsx'
import { PasswordForm } from '../../features/account/password-form.tsx'
import { outcomeOf } from '../../lib/outcome.ts'
import { requestContext } from '../../lib/request-context.ts'
import controls from '../../ui/controls.module.css'
import type { Route } from './+types/password-reset'

const refusals = ['not_found', 'link_expired', 'link_used'] as const

export async function loader({ context, params: { token } }: Route.LoaderArgs) {
  const found = await outcomeOf(
    context.get(requestContext).call(getPasswordReset, { params: { token } }),
    refusals,
  )
  return data({ token, found }, { status: found.ok ? 200 : found.status })
}

/** After the password was set the page stays as it is: the link is not asked about again. */
export const shouldRevalidate = () => false

export default function PasswordReset({ loaderData: { token, found } }: Route.ComponentProps) {
  const { t } = useTranslation(['account', 'common'])
  if (found.ok)
    return (
      <>
        <meta name="robots" content="noindex" />
        <PasswordForm token={token} />
      </>
    )
  const code = refusals.find((one) => one === found.code) ?? 'not_found'
  return (
    <>
      <meta name="robots" content="noindex" />
      <LinkProblem title={t(`resetProblem.${code}.title`)} text={t(`resetProblem.${code}.text`)}>
        <Link to="/password-resets" className={`${controls.button} ${controls.primary}`}>
          {t('reset.again')}
        </Link>
        <Link to="/sign-in" className={controls.button}>
          {t('nav.signIn', { ns: 'common' })}
        </Link>
      </LinkProblem>
    </>
  )
}
