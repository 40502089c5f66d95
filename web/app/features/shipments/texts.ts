import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/shipments.json'
import ru from '../../locales/ru/shipments.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    shipments: typeof ru
  }
}

addTexts('shipments', { ru, en })
