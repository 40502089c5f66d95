import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/product-media.json'
import ru from '../../locales/ru/product-media.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'product-media': typeof ru
  }
}

addTexts('product-media', { ru, en })
