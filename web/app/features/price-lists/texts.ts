import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/price-lists.json'
import ru from '../../locales/ru/price-lists.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'price-lists': typeof ru
  }
}

addTexts('price-lists', { ru, en })
