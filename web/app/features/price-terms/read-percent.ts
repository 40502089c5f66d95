/** A change in percent as a person types it: `5`, `+5`, `−3,5`; null where it is none that the wire takes, -100 and below included. */
export function readPercent(text: string): string | null {
  const plain = text
    .replace(/[\s\u00a0%]/g, '')
    .replace(/^[−–]/, '-')
    .replace(/^\+/, '')
    .replace(',', '.')
  return /^-?\d{1,3}(\.\d{1,3})?$/.test(plain) && Number(plain) > -100 ? plain : null
}
