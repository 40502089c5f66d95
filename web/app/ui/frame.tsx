import { createTheme, MantineProvider, type MantineColorsTuple } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { ApiProblem } from '../lib/api.ts'
import { currentTheme } from '../lib/preferences.ts'
import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import './mantine.css'

const accent: MantineColorsTuple = [
  '#e3f1ec',
  '#c5e2d8',
  '#9dcdbd',
  '#72b69f',
  '#45a083',
  '#228a6b',
  '#0f6e56',
  '#0c5f4a',
  '#0a5643',
  '#063c2e',
]

const theme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  defaultRadius: 6,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  headings: { fontWeight: '650' },
})

function makeQueries(): QueryClient {
  return new QueryClient({
    mutationCache: new MutationCache(),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // what the server refuses it refuses again; a lost connection is worth another try
        retry: (count, error) => error instanceof ApiProblem && error.code === 'offline' && count < 3,
        refetchOnWindowFocus: true,
      },
    },
  })
}

/** Mantine and TanStack Query, for the cabinet and the back office only: public pages stay light. */
export function Frame({ children }: { children: ReactNode }) {
  const [queries] = useState(makeQueries)
  const scheme = useColourScheme()
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme}>
      <QueryClientProvider client={queries}>
        <ModalsProvider>
          <Notifications position="bottom-right" autoClose={5000} />
          {children}
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** Mantine follows the page's own theme, which the server has written on the html element. */
function useColourScheme(): 'light' | 'dark' {
  const [scheme, setScheme] = useState<'light' | 'dark'>('light')
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)')
    const update = () => {
      const chosen = currentTheme()
      setScheme(chosen === 'auto' ? (dark.matches ? 'dark' : 'light') : chosen)
    }
    update()
    dark.addEventListener('change', update)
    window.addEventListener('artikul-theme', update)
    return () => {
      dark.removeEventListener('change', update)
      window.removeEventListener('artikul-theme', update)
    }
  }, [])
  return scheme
}
