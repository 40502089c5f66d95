import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/absent-rules.json'
import ru from '../../locales/ru/absent-rules.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'absent-rules': typeof ru
  }
}

addTexts('absent-rules', { ru, en })
