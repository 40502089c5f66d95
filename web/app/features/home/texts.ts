import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/home.json'
import ru from '../../locales/ru/home.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    home: typeof ru
  }
}

addTexts('home', { ru, en })
