import iconv from 'iconv-lite'

/** What a text turned out to be written in, and whether its own declaration agrees. */
export interface Encoding {
  name: string
  declared: string | null
}

export class UnknownEncoding extends Error {
  readonly declared: string
  constructor(declared: string) {
    super(`unknown encoding: ${declared}`)
    this.declared = declared
  }
}

const headSize = 65_536
const pieceSize = 65_536

const known: Record<string, string> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'windows-1251': 'windows-1251',
  'cp-1251': 'windows-1251',
  cp1251: 'windows-1251',
  'windows-1252': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'iso-8859-5': 'iso-8859-5',
  'koi8-r': 'koi8-r',
  'koi8-u': 'koi8-u',
  cp866: 'cp866',
  ibm866: 'cp866',
  'utf-16': 'utf-16',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
}

/** Whether a declaration means the encoding that was used. */
export function sameEncoding(declared: string, used: string): boolean {
  const meant = known[declared.toLowerCase()]
  return meant === used || (meant?.startsWith('utf-16') === true && used.startsWith('utf-16'))
}

/**
 * The encoding of a text by its first bytes. Bytes that are UTF-8 beyond doubt are believed over the declaration
 * (a program between 1C and us may have recoded the file and kept its first line); else the declaration is believed,
 * and Russian text without one is windows-1251. Throws UnknownEncoding.
 */
export function encodingOf(head: Uint8Array): Encoding {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const declared =
    /^[^<]*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(bytes.toString('latin1', 0, 400))?.[1] ?? null
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { name: 'utf-16', declared }
  }
  // UTF-16 without a byte order mark: '<' and a zero byte
  if (bytes[0] === 0x3c && bytes[1] === 0) return { name: 'utf-16le', declared }
  if (bytes[0] === 0 && bytes[1] === 0x3c) return { name: 'utf-16be', declared }

  const evidence = utf8Evidence(bytes)
  if (evidence === 'is') return { name: 'utf-8', declared }
  const believed = declared === null ? undefined : known[declared.toLowerCase()]
  if (declared !== null && believed === undefined) throw new UnknownEncoding(declared)
  if (evidence === 'is not' && (believed === undefined || believed.startsWith('utf-'))) {
    return { name: 'windows-1251', declared }
  }
  if (believed !== undefined && believed.startsWith('utf-16')) return { name: 'utf-8', declared }
  return { name: believed ?? 'utf-8', declared }
}

/** Russian text in a one-byte encoding makes hardly any valid UTF-8 sequence; a damaged byte in UTF-8 is rare. */
function utf8Evidence(bytes: Buffer): 'is' | 'is not' | 'silent' {
  let good = 0
  let bad = 0
  for (const char of bytes.toString('utf8')) {
    if (char === '\uFFFD') bad++
    else if (char > '\x7f' && char !== '\uFEFF') good++
  }
  if (good === 0 && bad === 0) return 'silent'
  return good > bad ? 'is' : 'is not'
}

/**
 * Decodes bytes piece by piece: the pieces are small however large the chunks are, and no more is read than the
 * consumer asks for. `onEncoding` is called once, before the first piece.
 */
export async function* decodeText(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  onEncoding: (encoding: Encoding) => void,
): AsyncGenerator<string> {
  let decoder: iconv.DecoderStream | null = null
  let head: Uint8Array[] = []
  let headLength = 0

  function* decoded(bytes: Uint8Array): Generator<string> {
    for (let start = 0; start < bytes.length; start += pieceSize) {
      const piece = bytes.subarray(start, start + pieceSize)
      const text = decoder!.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength))
      if (text !== undefined && text !== '') yield text
    }
  }
  function open(): Uint8Array {
    const bytes = Buffer.concat(head)
    head = []
    const encoding = encodingOf(bytes.subarray(0, headSize))
    onEncoding(encoding)
    decoder = iconv.getDecoder(encoding.name)
    return bytes
  }

  for await (const chunk of source) {
    if (decoder !== null) {
      yield* decoded(chunk)
      continue
    }
    head.push(chunk)
    headLength += chunk.length
    if (headLength >= headSize) yield* decoded(open())
  }
  if (decoder === null) yield* decoded(open())
  const rest = decoder!.end()
  if (rest !== undefined && rest !== '') yield rest
}
