export type FileKind = 'zip' | 'cfb' | 'markup' | 'text'

/** What a file is by its first bytes, whatever its name says; null when it is no kind of list. */
export function kindOfFile(head: Uint8Array): FileKind | null {
  const starts = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte)
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'zip'
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'cfb'
  // BIFF of Excel 2 to 4, without a container
  if (head[0] === 0x09 && [0x00, 0x02, 0x04].includes(head[1] ?? -1) && head[2] === 0x06 && head[3] === 0x00)
    return 'cfb'
  const wide = starts(0xff, 0xfe) || starts(0xfe, 0xff)
  if (!wide && head.includes(0)) return null
  if (starts(0x25, 0x50, 0x44, 0x46) || starts(0x7b, 0x5c, 0x72, 0x74, 0x66)) return null
  const text = new TextDecoder('latin1')
    .decode(head.subarray(0, 1024))
    .replace(/^[^\t\n\r -~]+/, '')
    .trimStart()
  return /^<(!doctype|html|table|\?xml|meta|head|body|style|div)\b/i.test(text) ? 'markup' : 'text'
}
