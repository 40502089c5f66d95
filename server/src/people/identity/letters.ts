import type { Language } from '@portal/api/primitives.ts'
import type { Letter } from '#kernel/mail.ts'

export interface LetterLink {
  text: string
  href: string
}

/** A letter of plain paragraphs with links below; html is made from the same words, escaped. */
export function letter(
  to: string,
  subject: string,
  paragraphs: readonly string[],
  ...links: readonly LetterLink[]
): Letter {
  return {
    to,
    subject,
    text: [...paragraphs, ...links.map(({ text, href }) => `${text}: ${href}`)].join('\n\n'),
    html: [
      ...paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`),
      ...links.map(({ text, href }) => `<p><a href="${escape(href)}">${escape(text)}</a></p>`),
    ].join('\n'),
  }
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

export function passwordLetter(to: string, language: Language, href: string): Letter {
  return language === 'ru'
    ? letter(
        to,
        'Новый пароль для портала',
        [
          'Кто-то (надеемся, вы) попросил сменить пароль. Ссылка действует час и срабатывает один раз.',
          'Если это были не вы, ничего делать не нужно: пароль прежний.',
        ],
        { text: 'Задать новый пароль', href },
      )
    : letter(
        to,
        'A new password for the portal',
        [
          'Somebody (you, we hope) asked to change the password. The link works for an hour, once.',
          'If it was not you, do nothing: the password stays as it is.',
        ],
        { text: 'Set a new password', href },
      )
}
