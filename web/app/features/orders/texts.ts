import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/orders.json'
import ru from '../../locales/ru/orders.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    orders: typeof ru
  }
}

addTexts('orders', { ru, en })
