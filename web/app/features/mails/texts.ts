import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/mails.json'
import ru from '../../locales/ru/mails.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    mails: typeof ru
  }
}

addTexts('mails', { ru, en })
