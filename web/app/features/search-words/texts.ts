import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/search-words.json'
import ru from '../../locales/ru/search-words.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'search-words': typeof ru
  }
}

addTexts('search-words', { ru, en })
