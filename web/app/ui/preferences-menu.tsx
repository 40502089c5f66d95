import type { Language } from '@portal/api/primitives.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRouteLoaderData } from 'react-router'
import type { loader } from '../root.tsx'
import { chooseLanguage, chooseTheme, type Theme } from '../lib/preferences.ts'
import styles from './preferences-menu.module.css'

/** Language and theme, as two native selects: they work everywhere and cost nothing. */
export function PreferencesMenu({
  onLanguage = chooseLanguage,
}: {
  /** for a signed-in person the server remembers it too */
  onLanguage?: (language: Language) => void
}) {
  const { t, i18n } = useTranslation()
  const [theme, setTheme] = useState<Theme>(useRouteLoaderData<typeof loader>('root')?.theme ?? 'auto')
  return (
    <span className={styles.menu}>
      <select
        aria-label={t('theme.label')}
        data-preference="theme"
        value={theme}
        onChange={(event) => {
          const chosen = event.target.value as Theme
          setTheme(chosen)
          chooseTheme(chosen)
        }}
      >
        {(['auto', 'light', 'dark'] as const).map((value) => (
          <option key={value} value={value}>
            {t(`theme.${value}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('language.label')}
        data-preference="language"
        value={i18n.language}
        onChange={(event) => onLanguage(event.target.value as Language)}
      >
        <option value="ru">{t('language.ru')}</option>
        <option value="en">{t('language.en')}</option>
      </select>
    </span>
  )
}
