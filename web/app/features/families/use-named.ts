import { useTranslation } from 'react-i18next'

/** What an axis or a value is called in the reader's language; without an English name it keeps its own. */
export function useNamed() {
  const { i18n } = useTranslation()
  const english = i18n.language === 'en'
  return {
    axis: ({ name, nameEn }: { name: string; nameEn: string | null }) => (english && nameEn) || name,
    value: ({ value, valueEn }: { value: string; valueEn: string | null }) => (english && valueEn) || value,
  }
}
