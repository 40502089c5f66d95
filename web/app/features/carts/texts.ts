import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/carts.json'
import ru from '../../locales/ru/carts.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    carts: typeof ru
  }
}

addTexts('carts', { ru, en })
