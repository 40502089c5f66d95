import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/exchange.json'
import ru from '../../locales/ru/exchange.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    exchange: typeof ru
  }
}

addTexts('exchange', { ru, en })
