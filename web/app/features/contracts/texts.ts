import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/contracts.json'
import ru from '../../locales/ru/contracts.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    contracts: typeof ru
  }
}

addTexts('contracts', { ru, en })
