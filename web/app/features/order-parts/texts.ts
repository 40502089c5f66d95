import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/order-parts.json'
import ru from '../../locales/ru/order-parts.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'order-parts': typeof ru
  }
}

addTexts('order-parts', { ru, en })
