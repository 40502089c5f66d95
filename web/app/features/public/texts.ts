import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/public.json'
import ru from '../../locales/ru/public.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    public: typeof ru
  }
}

addTexts('public', { ru, en })
