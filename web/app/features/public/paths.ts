/** Addresses of the public catalogue; the sitemap names the same ones. */
export const categoryPath = (slug: string, page = 1): string =>
  `/categories/${encodeURIComponent(slug)}${page > 1 ? `?page=${page}` : ''}`

export const productPath = (slug: string): string => `/products/${encodeURIComponent(slug)}`
