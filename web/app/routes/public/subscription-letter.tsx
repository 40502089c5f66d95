import { getSubscriptionLetter } from '@portal/api/subscriptions.ts'
import { useTranslation } from 'react-i18next'
import { data, Link } from 'react-router'
import { LinkProblem } from '../../features/account/link-problem.tsx'
import { LetterPage } from '../../features/subscriptions/letter-page.tsx'
import { outcomeOf } from '../../lib/outcome.ts'
import { requestContext } from '../../lib/request-context.ts'
import controls from '../../ui/controls.module.css'
import type { Route } from './+types/subscription-letter'

export async function loader({ context, params: { token } }: Route.LoaderArgs) {
  const found = await outcomeOf(
    context.get(requestContext).call(getSubscriptionLetter, { params: { token } }),
    ['not_found'] as const,
  )
  return data({ token, found }, { status: found.ok ? 200 : found.status })
}

/** What was turned off is known on the page already. */
export const shouldRevalidate = () => false

export default function SubscriptionLetter({ loaderData: { token, found } }: Route.ComponentProps) {
  const { t } = useTranslation('subscriptions')
  return (
    <>
      <meta name="robots" content="noindex" />
      {found.ok ? (
        <LetterPage token={token} items={found.answer.items} />
      ) : (
        <LinkProblem title={t('letter.goneTitle')} text={t('letter.goneText')}>
          <Link to="/subscriptions" className={`${controls.button} ${controls.primary}`}>
            {t('letter.mine')}
          </Link>
        </LinkProblem>
      )}
    </>
  )
}
