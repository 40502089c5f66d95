import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/company.json'
import ru from '../../locales/ru/company.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    company: typeof ru
  }
}

addTexts('company', { ru, en })
