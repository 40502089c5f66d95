import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/subscriptions.json'
import ru from '../../locales/ru/subscriptions.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    subscriptions: typeof ru
  }
}

addTexts('subscriptions', { ru, en })
