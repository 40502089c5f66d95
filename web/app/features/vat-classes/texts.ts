import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/vat-classes.json'
import ru from '../../locales/ru/vat-classes.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'vat-classes': typeof ru
  }
}

addTexts('vat-classes', { ru, en })
