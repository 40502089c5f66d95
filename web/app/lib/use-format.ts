import type { Language } from '@portal/api/primitives.ts'
import { useTranslation } from 'react-i18next'
import { formatIn, type Format } from './format.ts'

/** Formatting in the page's language, and in the browser's time zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  return formatIn(i18n.language as Language)
}
