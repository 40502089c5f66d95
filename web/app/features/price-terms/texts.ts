import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/price-terms.json'
import ru from '../../locales/ru/price-terms.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'price-terms': typeof ru
  }
}

addTexts('price-terms', { ru, en })
