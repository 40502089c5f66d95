import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/part-numbers.json'
import ru from '../../locales/ru/part-numbers.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'part-numbers': typeof ru
  }
}

addTexts('part-numbers', { ru, en })
