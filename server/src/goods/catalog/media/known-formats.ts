/** What a product's file may be, by what its bytes say: how it is served and what its name ends with. */
export const formats = {
  pdf: { mime: 'application/pdf', extension: 'pdf' },
  jpeg: { mime: 'image/jpeg', extension: 'jpg' },
  png: { mime: 'image/png', extension: 'png' },
  webp: { mime: 'image/webp', extension: 'webp' },
  gif: { mime: 'image/gif', extension: 'gif' },
  docx: {
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
  },
  xlsx: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
  odt: { mime: 'application/vnd.oasis.opendocument.text', extension: 'odt' },
  ods: { mime: 'application/vnd.oasis.opendocument.spreadsheet', extension: 'ods' },
  doc: { mime: 'application/msword', extension: 'doc' },
  xls: { mime: 'application/vnd.ms-excel', extension: 'xls' },
  zip: { mime: 'application/zip', extension: 'zip' },
  dwg: { mime: 'image/vnd.dwg', extension: 'dwg' },
  step: { mime: 'model/step', extension: 'step' },
} as const

export type Format = keyof typeof formats

export const pictureFormats: readonly Format[] = ['jpeg', 'png', 'webp', 'gif']

type Container = 'zip' | 'cfb'

/** What the first bytes say; a container has to be looked into. Null: nothing that is known, whatever its name says. */
export function formatByHead(head: Buffer): Exclude<Format, 'doc' | 'xls'> | Container | null {
  const starts = (text: string, at = 0) =>
    head.subarray(at, at + text.length).equals(Buffer.from(text, 'latin1'))
  // some programs write a few bytes before it, and readers take that
  if (head.subarray(0, 1024).includes('%PDF-')) return 'pdf'
  if (starts('\xff\xd8\xff')) return 'jpeg'
  if (starts('\x89PNG\r\n\x1a\n')) return 'png'
  if (starts('RIFF') && starts('WEBP', 8)) return 'webp'
  if (starts('GIF87a') || starts('GIF89a')) return 'gif'
  if (starts('PK\x03\x04')) return 'zip'
  if (starts('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'cfb'
  if (/^AC10\d\d/.test(head.toString('latin1', 0, 6))) return 'dwg'
  if (starts('ISO-10303-21;')) return 'step'
  return null
}

/** The sender's name without folders and control characters, ending with what the content is. */
export function nameFor(said: string, format: Format): string {
  const { extension } = formats[format]
  const base = said
    .normalize('NFC')
    .split(/[\\/]/)
    .at(-1)!
    // oxlint-disable-next-line no-control-regex -- control characters and marks that turn a name round are what is taken out
    .replaceAll(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069"*:<>?|]/g, '')
    .trim()
  const own = extension === 'jpg' ? /\.jpe?g$/i : extension === 'step' ? /\.(step|stp)$/i : null
  if (own?.test(base) || base.toLowerCase().endsWith(`.${extension}`)) return base.slice(-200)
  return `${base.replace(/\.[a-z0-9]{1,5}$/i, '').slice(0, 190) || 'file'}.${extension}`
}

/** What a person calls the format: by the end of the name, which the content has given it. */
export function formatOfName(name: string): string {
  return (/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? '').toUpperCase()
}
