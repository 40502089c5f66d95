import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/product.json'
import ru from '../../locales/ru/product.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    product: typeof ru
  }
}

addTexts('product', { ru, en })
