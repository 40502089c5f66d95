/** Text of a file in UTF-8, UTF-16 or, when it is not valid UTF-8, Windows-1251. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // not UTF-8: Excel in Russia writes CSV and HTML in 1251
    return new TextDecoder('windows-1251').decode(bytes)
  }
}
