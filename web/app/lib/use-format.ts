import type { Language } from '@portal/api/primitives.ts'
import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { formatIn, type Format } from './format.ts'

/** The signed-in person's time zone; without one the browser's own is meant. */
export const TimeZone = createContext<string | undefined>(undefined)

/** Formatting in the page's language and the person's time zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  return formatIn(i18n.language as Language, useContext(TimeZone))
}
