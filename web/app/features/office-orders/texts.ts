import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/office-orders.json'
import ru from '../../locales/ru/office-orders.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'office-orders': typeof ru
  }
}

addTexts('office-orders', { ru, en })
