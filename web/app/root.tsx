import cyrillicFont from '@fontsource-variable/onest/files/onest-cyrillic-wght-normal.woff2?url'
import latinFont from '@fontsource-variable/onest/files/onest-latin-wght-normal.woff2?url'
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
import { stillPreferences, stillPrefetch, useStillPage } from './lib/still-page.ts'
import { NavigationBar } from './ui/navigation-bar.tsx'
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

/** Only the browser knows what "as the system" is; said before the first picture, for the component library. */
const followSystem = `{const r=document.documentElement;if(r.dataset.theme==='auto'&&matchMedia('(prefers-color-scheme:dark)').matches)r.dataset.mantineColorScheme='dark'}`

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root')
  const language: Language = data?.language ?? 'ru'
  const theme = data?.theme ?? 'auto'
  const still = useStillPage()
  return (
    <html
      lang={language}
      data-theme={theme}
      data-mantine-color-scheme={theme === 'dark' ? 'dark' : 'light'}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {language === 'ru' && <Preload font={cyrillicFont} />}
        <Preload font={latinFont} />
        <Meta />
        <Links nonce={data?.nonce} />
        <script
          nonce={data?.nonce}
          suppressHydrationWarning
          dangerouslySetInnerHTML={{ __html: followSystem }}
        />
      </head>
      <body>
        <I18nextProvider i18n={translatorOf(language)}>
          <NavigationBar />
          {children}
        </I18nextProvider>
        {still ? (
          <StillScripts nonce={data?.nonce} />
        ) : (
          <>
            <ScrollRestoration nonce={data?.nonce} />
            <Scripts nonce={data?.nonce} />
          </>
        )}
      </body>
    </html>
  )
}

function StillScripts({ nonce }: { nonce: string | undefined }) {
  return (
    <>
      <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: stillPreferences }} />
      <script
        type="speculationrules"
        nonce={nonce}
        suppressHydrationWarning
        dangerouslySetInnerHTML={{ __html: stillPrefetch }}
      />
    </>
  )
}

function Preload({ font }: { font: string }) {
  return <link rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
}

export default function Root() {
  return <Outlet />
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <main>
      <ProblemPage status={isRouteErrorResponse(error) ? error.status : 500} />
    </main>
  )
}
