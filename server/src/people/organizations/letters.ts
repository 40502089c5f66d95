import type { Language } from '@portal/api/primitives.ts'
import type { Letter } from '#kernel/mail.ts'
import { letter } from '../identity/public.ts'

interface Invited {
  to: string
  language: Language
  organization: string
  invitedBy: string
  href: string
}

export function invitationLetter({ to, language, organization, invitedBy, href }: Invited): Letter {
  return language === 'ru'
    ? letter(
        to,
        `Приглашение на портал: ${organization}`,
        [
          `${invitedBy} приглашает вас на портал: работать от имени ${organization}.`,
          'Ссылка действует семь дней и срабатывает один раз.',
        ],
        { text: 'Принять приглашение', href },
      )
    : letter(
        to,
        `You are invited to the portal: ${organization}`,
        [
          `${invitedBy} invites you to the portal, to work there for ${organization}.`,
          'The link works for seven days, once.',
        ],
        { text: 'Accept the invitation', href },
      )
}

export function joinRequestLetter(request: {
  to: string
  language: Language
  company: string
  contactName: string
  email: string
  href: string
}): Letter {
  const { to, language, company, contactName, email, href } = request
  return language === 'ru'
    ? letter(
        to,
        `Просят доступ к порталу: ${company}`,
        [
          `${contactName} (${email}) просит доступ к порталу от имени ${company}.`,
          'Если это ваш сотрудник, пригласите его. Если нет, ничего делать не нужно: сам он доступа не получит.',
        ],
        { text: 'Сотрудники компании', href },
      )
    : letter(
        to,
        `Somebody asks for access: ${company}`,
        [
          `${contactName} (${email}) asks to work on the portal for ${company}.`,
          'Invite them if they are your colleague. If they are not, do nothing: they get no access by themselves.',
        ],
        { text: 'People of the company', href },
      )
}

export function rejectionLetter(to: string, language: Language, company: string, reason: string): Letter {
  return language === 'ru'
    ? letter(to, `Заявка на сотрудничество: ${company}`, [
        `К сожалению, мы не можем принять заявку: ${company}.`,
        `Причина: ${reason}`,
      ])
    : letter(to, `Your application: ${company}`, [
        `We are sorry: we cannot accept the application of ${company}.`,
        `The reason: ${reason}`,
      ])
}
