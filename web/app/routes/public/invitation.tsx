import { getMe } from '@portal/api/identity.ts'
import { getInvitation } from '@portal/api/invitations.ts'
import { useTranslation } from 'react-i18next'
import { data, Link } from 'react-router'
import { InvitationPage } from '../../features/account/invitation-page.tsx'
import { LinkProblem } from '../../features/account/link-problem.tsx'
import { outcomeOf } from '../../lib/outcome.ts'
import { requestContext } from '../../lib/request-context.ts'
import controls from '../../ui/controls.module.css'
import type { Route } from './+types/invitation'

const refusals = ['not_found', 'link_expired', 'link_used', 'link_revoked'] as const

export async function loader({ context, params }: Route.LoaderArgs) {
  const { call } = context.get(requestContext)
  const { token } = params
  const [found, me] = await Promise.all([
    outcomeOf(call(getInvitation, { params: { token } }), refusals),
    call(getMe, {}),
  ])
  return data({ token, found, me: me.user }, { status: found.ok ? 200 : found.status })
}

export default function InvitationRoute({ loaderData: { token, found, me } }: Route.ComponentProps) {
  return (
    <>
      <meta name="robots" content="noindex" />
      {found.ok ? (
        <InvitationPage
          token={token}
          invitation={found.answer}
          signedInAs={me && { name: me.name, email: me.email }}
        />
      ) : (
        <Refused code={refusals.find((code) => code === found.code) ?? 'not_found'} />
      )}
    </>
  )
}

function Refused({ code }: { code: (typeof refusals)[number] }) {
  const { t } = useTranslation(['account', 'common'])
  return (
    <LinkProblem title={t(`problem.${code}.title`)} text={t(`problem.${code}.text`)}>
      <Link to="/sign-in" className={`${controls.button} ${code === 'link_used' ? controls.primary : ''}`}>
        {t('nav.signIn', { ns: 'common' })}
      </Link>
      {code === 'link_used' && (
        <Link to="/password-resets" className={controls.button}>
          {t('request.title')}
        </Link>
      )}
    </LinkProblem>
  )
}
