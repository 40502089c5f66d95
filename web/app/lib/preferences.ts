import type { Language } from '@portal/api/primitives.ts'

export type Theme = 'light' | 'dark' | 'auto'

function remember(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`
}

/** Light or dark, at once and for the next page, which the server renders in it. */
export function chooseTheme(theme: Theme): void {
  remember('artikul_theme', theme)
  document.documentElement.dataset['theme'] = theme
  window.dispatchEvent(new Event('artikul-theme'))
}

export function currentTheme(): Theme {
  const theme = document.documentElement.dataset['theme']
  return theme === 'light' || theme === 'dark' ? theme : 'auto'
}

/** The page is loaded again: every text is the server's. */
export function chooseLanguage(language: Language): void {
  remember('artikul_language', language)
  window.location.reload()
}
