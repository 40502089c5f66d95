import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/lots.json'
import ru from '../../locales/ru/lots.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    lots: typeof ru
  }
}

addTexts('lots', { ru, en })
