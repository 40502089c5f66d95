import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/goods.json'
import ru from '../../locales/ru/goods.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    goods: typeof ru
  }
}

addTexts('goods', { ru, en })
