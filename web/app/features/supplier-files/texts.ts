import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/supplier-files.json'
import ru from '../../locales/ru/supplier-files.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'supplier-files': typeof ru
  }
}

addTexts('supplier-files', { ru, en })
