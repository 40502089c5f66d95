import { inflateSync } from 'node:zlib'

/**
 * The text of a PDF with embedded subsets of fonts. Every run of glyphs is read with the ToUnicode map of every font in
 * turn, so each text stands in the answer once as it is seen (and otherwise as nonsense): whatever is not in the answer
 * is not in the document.
 */
export function textOfPdf(bytes: Buffer): string {
  const streams = streamsOf(bytes)
  const glyphs = streams
    .filter((stream) => /\bTJ\b/.test(stream))
    .flatMap((stream) => [...stream.matchAll(/\[([^\]]*)\]\s*TJ/g)])
    .flatMap(([, run]) =>
      [...run!.matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? []),
    )
  return streams
    .filter((stream) => stream.includes('begincmap'))
    .map((map) => lettersOf(map))
    .map((letters) => glyphs.map((glyph) => letters.get(glyph.toLowerCase()) ?? '\ufffd').join(''))
    .join('\n')
}

function streamsOf(bytes: Buffer): string[] {
  const streams: string[] = []
  for (let from = bytes.indexOf('stream\n'); from >= 0; from = bytes.indexOf('stream\n', from + 1)) {
    const end = bytes.indexOf('endstream', from)
    if (bytes.subarray(from - 3, from).toString() === 'end') continue
    const body = bytes.subarray(from + 7, end)
    // 0x78 begins what zlib packs
    if (body[0] === 0x78) streams.push(inflateSync(body).toString('latin1'))
  }
  return streams
}

/** `<0000> <00ff> [<0020> <0041> …]` */
function lettersOf(map: string): Map<string, string> {
  const letters = new Map<string, string>()
  for (const [, first, list] of map.matchAll(/<([0-9a-f]{4})>\s*<[0-9a-f]{4}>\s*\[([^\]]*)\]/gi)) {
    const codes = [...list!.matchAll(/<([0-9a-f]*)>/gi)].map(([, hex]) => hex!)
    for (const [place, hex] of codes.entries()) {
      const glyph = (Number.parseInt(first!, 16) + place).toString(16).padStart(4, '0')
      letters.set(glyph, Buffer.from(hex, 'hex').swap16().toString('utf16le'))
    }
  }
  return letters
}
