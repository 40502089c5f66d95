import { MailsScreen } from '../../features/mails/mails-screen.tsx'

export default function MailsRoute() {
  return <MailsScreen />
}
