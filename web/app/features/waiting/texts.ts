import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/waiting.json'
import ru from '../../locales/ru/waiting.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    waiting: typeof ru
  }
}

addTexts('waiting', { ru, en })
