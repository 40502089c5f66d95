import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/warehouses.json'
import ru from '../../locales/ru/warehouses.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    warehouses: typeof ru
  }
}

addTexts('warehouses', { ru, en })
