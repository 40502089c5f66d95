import type { InvitationWithLink } from '@portal/api/invitations.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import styles from './customers.module.css'
import './texts.ts'

/** The link of an invitation: it is told once, so it is shown to be copied. */
export function InvitationLink({ invitation, byMail }: { invitation: InvitationWithLink; byMail: boolean }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const values = { email: invitation.email, until: format.dateTime(invitation.expiresAt) }
  return (
    <div className={styles.form} role="status">
      <p>{t(byMail ? 'invitation.sentTo' : 'invitation.linkOnly', values)}</p>
      <CopyField label={t('invitation.link')} value={invitation.link} />
    </div>
  )
}
