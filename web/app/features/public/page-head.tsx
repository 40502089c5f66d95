import { useRouteLoaderData } from 'react-router'
import type { loader } from '../../root.tsx'

/** What search engines and previews read of a page: title, description, canonical address, and facts as JSON-LD. */
export function PageHead({
  title,
  description,
  path,
  picture,
  facts,
}: {
  title: string
  description: string
  /** the one address of this page, from the root */
  path: string
  picture?: string | null
  facts?: readonly object[]
}) {
  const { publicUrl, nonce } = useRouteLoaderData<typeof loader>('root')!
  const address = `${publicUrl}${path}`
  return (
    <>
      <title>{title}</title>
      <meta name="description" content={description} />
      <link rel="canonical" href={address} />
      <meta property="og:type" content="website" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={address} />
      {picture && <meta property="og:image" content={`${publicUrl}${picture}`} />}
      {facts?.map((fact, index) => (
        <script
          key={index}
          type="application/ld+json"
          nonce={nonce}
          suppressHydrationWarning
          dangerouslySetInnerHTML={{ __html: safeJson({ '@context': 'https://schema.org', ...fact }) }}
        />
      ))}
    </>
  )
}

/** A name such as `</script>` must not end the script it stands in. */
function safeJson(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}

export interface Crumb {
  name: string
  path: string
}

/** The way to a page as schema.org tells it. */
export function breadcrumbFacts(publicUrl: string, crumbs: readonly Crumb[]): object {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: `${publicUrl}${path}`,
    })),
  }
}
