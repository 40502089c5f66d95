/** The first that matches counts: Edge and Opera also say Chrome, Chrome also says Safari. */
const browsers = [
  ['YaBrowser', 'Yandex Browser'],
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** `Chrome, Windows` of what a browser says of itself; null when it says nothing that is known. */
export function deviceOf(userAgent: string | null): string | null {
  const named = (known: readonly (readonly [string, string])[]) =>
    known.find(([mark]) => userAgent?.includes(mark))?.[1]
  return [named(browsers), named(systems)].filter(Boolean).join(', ') || null
}
