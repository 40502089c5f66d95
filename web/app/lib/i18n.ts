import type { Language } from '@portal/api/primitives.ts'
import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import enCommon from '../locales/en/common.json'
import enErrors from '../locales/en/errors.json'
import ruCommon from '../locales/ru/common.json'
import ruErrors from '../locales/ru/errors.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    returnNull: false
  }
  /** A feature adds its own namespace here, in its `texts.ts`, so that keys are checked by the compiler. */
  interface ResourceNamespaceMap {
    common: typeof ruCommon
    errors: typeof ruErrors
  }
}

/** Texts that every page needs. A feature adds its own namespace with `addTexts` in its `texts.ts`. */
const base = { ru: { common: ruCommon, errors: ruErrors }, en: { common: enCommon, errors: enErrors } }

const added: Record<Language, Record<string, object>> = { ru: {}, en: {} }
const instances = new Map<Language, i18n>()

/**
 * Registers the texts of a feature, both languages at once; call at the top of the feature's `texts.ts`.
 * They come with the route's chunk, so that a page loads only the texts it shows.
 */
export function addTexts(namespace: string, texts: Record<Language, object>): void {
  for (const language of ['ru', 'en'] as const) {
    added[language][namespace] = texts[language]
    instances.get(language)?.addResourceBundle(language, namespace, texts[language])
  }
}

/** The translator of a language; one per language and process, shared by requests (it holds no state of theirs). */
export function translatorOf(language: Language): i18n {
  let instance = instances.get(language)
  if (!instance) {
    instance = i18next.createInstance()
    void instance.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: { ...base[language], ...added[language] } },
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      initAsync: false,
      returnNull: false,
    })
    instances.set(language, instance)
  }
  return instance
}
