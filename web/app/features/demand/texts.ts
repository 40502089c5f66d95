import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/demand.json'
import ru from '../../locales/ru/demand.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    demand: typeof ru
  }
}

addTexts('demand', { ru, en })
