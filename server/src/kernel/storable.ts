/** Can PostgreSQL keep all the text in a value? It has no NUL character, and no half of a surrogate pair in JSON. */
export function storable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Array.isArray(value) ? value.every(storable) : Object.values(value).every(storable)
}
