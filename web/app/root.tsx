import type { Language } from '@portal/api/primitives.ts'
import type { ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
} from 'react-router'
import type { Route } from './+types/root'
import { translatorOf } from './lib/i18n.ts'
import { requestContext } from './lib/request-context.ts'
import { ProblemPage } from './ui/problem-page.tsx'
import '@fontsource-variable/onest/wght.css'
import './ui/theme.css'
import './ui/base.css'

export function loader({ context }: Route.LoaderArgs) {
  const { language, theme, nonce, publicUrl } = context.get(requestContext)
  return { language, theme, nonce, publicUrl }
}

/** Language and theme do not change without a reload, so a navigation does not ask again. */
export function shouldRevalidate() {
  return false
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root')
  const language: Language = data?.language ?? 'ru'
  return (
    <html lang={language} data-theme={data?.theme ?? 'auto'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links nonce={data?.nonce} />
      </head>
      <body>
        <I18nextProvider i18n={translatorOf(language)}>{children}</I18nextProvider>
        <ScrollRestoration nonce={data?.nonce} />
        <Scripts nonce={data?.nonce} />
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ProblemPage status={isRouteErrorResponse(error) ? error.status : 500} />
}
