const scripts = /\.(php\d?|phtml|phar|cgi|pl|py|sh|exe|dll|asp|aspx|jsp|js|mjs|htaccess)$/i

/**
 * A received file name as a relative path with `/`, or null when it must be refused: it is absolute, leaves its folder,
 * is a script, or is too long. `upload/1c/webdata/` before it, as Bitrix has it, is dropped.
 */
export function safeName(name: string): string | null {
  const path = name
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^\/?upload\/1c\/webdata\//i, '')
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (path === '' || path.length > 255 || /[\u0000-\u001f\u007f:*?"<>|]/.test(path) || path.startsWith('/'))
    return null
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  const bad = (part: string) =>
    part === '..' || part.startsWith('.') || part.endsWith('.') || part.endsWith(' ')
  if (parts.length === 0 || parts.length > 8 || parts.some(bad) || scripts.test(path)) return null
  return parts.join('/')
}

/** A name that was refused, fit to be shown: short, and without control characters. */
export function shownName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  return name.replace(/[\u0000-\u001f\u007f]/g, '�').slice(0, 200) || '—'
}
