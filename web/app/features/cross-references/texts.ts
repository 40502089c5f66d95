import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/cross-references.json'
import ru from '../../locales/ru/cross-references.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'cross-references': typeof ru
  }
}

addTexts('cross-references', { ru, en })
