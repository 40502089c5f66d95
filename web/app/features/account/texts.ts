import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/account.json'
import ru from '../../locales/ru/account.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    account: typeof ru
  }
}

addTexts('account', { ru, en })
