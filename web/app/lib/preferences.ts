import type { Language } from '@portal/api/primitives.ts'

export type Theme = 'light' | 'dark' | 'auto'

/** Told when the theme changes, so that whatever draws by itself follows. */
export const themeChanged = 'artikul-theme'

/** A choice of this browser that the server reads when it renders the next page. */
export function remember(name: string, value: string): void {
  document.cookie = `artikul_${name}=${value}; path=/; max-age=31536000; samesite=lax`
}

/** What this browser has chosen; null when nothing. */
export function remembered(name: string, cookies: string): string | null {
  return new RegExp(`(?:^|;\\s*)artikul_${name}=([^;]*)`).exec(cookies)?.[1] ?? null
}

/** Light or dark, at once and for the next page, which the server renders in it. */
export function chooseTheme(theme: Theme): void {
  remember('theme', theme)
  document.documentElement.dataset['theme'] = theme
  window.dispatchEvent(new Event(themeChanged))
}

/** The page is loaded again: every text is the server's. */
export function chooseLanguage(language: Language): void {
  remember('language', language)
  window.location.reload()
}

const darkSystem = '(prefers-color-scheme: dark)'

/** What is shown now: the choice, or the system's where the choice is "auto". */
export function shownScheme(): 'light' | 'dark' {
  const theme = document.documentElement.dataset['theme']
  if (theme === 'light' || theme === 'dark') return theme
  return window.matchMedia(darkSystem).matches ? 'dark' : 'light'
}

/** Calls back when the shown scheme may have changed; returns the way to stop. */
export function onSchemeChange(changed: () => void): () => void {
  const system = window.matchMedia(darkSystem)
  system.addEventListener('change', changed)
  window.addEventListener(themeChanged, changed)
  return () => {
    system.removeEventListener('change', changed)
    window.removeEventListener(themeChanged, changed)
  }
}
