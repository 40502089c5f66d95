import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/offer.json'
import ru from '../../locales/ru/offer.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    offer: typeof ru
  }
}

addTexts('offer', { ru, en })
