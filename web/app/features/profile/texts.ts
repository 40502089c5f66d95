import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/profile.json'
import ru from '../../locales/ru/profile.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    profile: typeof ru
  }
}

addTexts('profile', { ru, en })
