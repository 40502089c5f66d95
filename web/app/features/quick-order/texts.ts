import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/quick-order.json'
import ru from '../../locales/ru/quick-order.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'quick-order': typeof ru
  }
}

addTexts('quick-order', { ru, en })
