import {
  createTheme,
  defaultVariantColorsResolver,
  MantineProvider,
  type MantineColorsTuple,
} from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import type { Me } from '@portal/api/identity.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { ApiProblem } from '../lib/api.ts'
import { rememberMe, useMe } from '../lib/me.ts'
import { onSchemeChange, shownScheme } from '../lib/preferences.ts'
import { TimeZone } from '../lib/use-format.ts'
import '@mantine/core/styles.layer.css'
import '@mantine/dates/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './mantine.css'

/** Mantine wants ten shades of a colour; ours is one variable, which mantine.css puts in their place. */
const accent: MantineColorsTuple = [
  'var(--accent-soft)',
  'var(--accent-soft)',
  'var(--accent-soft)',
  'var(--accent)',
  'var(--accent)',
  'var(--accent)',
  'var(--accent)',
  'var(--accent-strong)',
  'var(--accent-strong)',
  'var(--accent-strong)',
]

const theme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  headings: { fontWeight: '650' },
  variantColorResolver: (input) =>
    input.variant === 'filled' && (input.color ?? 'accent') === 'accent'
      ? {
          background: 'var(--accent)',
          hover: 'var(--accent-strong)',
          color: 'var(--on-accent)',
          border: '1px solid transparent',
        }
      : defaultVariantColorsResolver(input),
})

function makeQueries(me: Me): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // what the server refuses it refuses again; a lost connection is worth another try
        retry: (count, error) => error instanceof ApiProblem && error.code === 'offline' && count < 3,
      },
    },
  })
  rememberMe(queries, me)
  return queries
}

/** Mantine and TanStack Query, for the cabinet and the back office only: public pages stay light. */
export function Frame({ me, children }: { me: Me; children: ReactNode }) {
  const [queries] = useState(() => makeQueries(me))
  const scheme = useSyncExternalStore<'light' | 'dark'>(onSchemeChange, shownScheme, () => 'light')
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme}>
      <QueryClientProvider client={queries}>
        <ModalsProvider>
          {/* above the bar at the foot of a list, so that what it says to do can be done */}
          <Notifications position="bottom-right" autoClose={5000} style={{ marginBlockEnd: 64 }} />
          <InOwnTime>{children}</InOwnTime>
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}

function InOwnTime({ children }: { children: ReactNode }) {
  return <TimeZone value={useMe()?.user?.timeZone}>{children}</TimeZone>
}
