import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/price-files.json'
import ru from '../../locales/ru/price-files.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'price-files': typeof ru
  }
}

addTexts('price-files', { ru, en })
