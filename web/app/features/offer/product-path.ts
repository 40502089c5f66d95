/** Where a product stands in the cabinet. */
export function productPath(slug: string): string {
  return `/catalogue/products/${encodeURIComponent(slug)}`
}
