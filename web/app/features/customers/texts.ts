import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/customers.json'
import ru from '../../locales/ru/customers.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    customers: typeof ru
  }
}

addTexts('customers', { ru, en })
