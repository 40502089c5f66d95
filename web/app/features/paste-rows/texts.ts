import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/paste-rows.json'
import ru from '../../locales/ru/paste-rows.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'paste-rows': typeof ru
  }
}

addTexts('paste-rows', { ru, en })
