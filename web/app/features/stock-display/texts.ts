import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/stock-display.json'
import ru from '../../locales/ru/stock-display.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'stock-display': typeof ru
  }
}

addTexts('stock-display', { ru, en })
