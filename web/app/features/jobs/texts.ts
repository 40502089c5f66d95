import { addTexts } from '../../lib/i18n.ts'
import en from '../../locales/en/jobs.json'
import ru from '../../locales/ru/jobs.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    jobs: typeof ru
  }
}

addTexts('jobs', { ru, en })
