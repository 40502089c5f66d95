import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/families.json'
import ru from '../../locales/ru/families.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    families: typeof ru
  }
}

addTexts('families', { ru, en })
