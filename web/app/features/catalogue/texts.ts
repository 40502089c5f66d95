import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/catalogue.json'
import ru from '../../locales/ru/catalogue.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    catalogue: typeof ru
  }
}

addTexts('catalogue', { ru, en })
