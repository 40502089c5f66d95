import { articleKey, lookalikeKey } from '#src/goods/catalog/public.ts'

/** A code that leads to a product: how sure it is, and whether its beginning will do. */
interface Code {
  key: string
  doc: number
}

/** Articles, manufacturers' codes and barcodes: found whole, by their beginning, or by a key of look-alike letters. */
export class CodeIndex {
  /** sorted by key: articles and manufacturers' codes */
  private codes: Code[] = []
  private readonly whole = new Map<string, number[]>()
  private readonly alike = new Map<string, number[]>()

  add(
    doc: number,
    codes: { article: string | null; manufacturer: string | null; code: string | null; barcodes: string[] },
  ): void {
    const keys = new Set([codes.article, codes.manufacturer].filter((key) => key !== null))
    for (const key of keys) {
      this.codes.push({ key, doc })
      push(this.alike, lookalikeKey(key), doc)
    }
    const code = codes.code === null ? [] : [articleKey(codes.code)]
    for (const key of new Set([...keys, ...code, ...codes.barcodes])) push(this.whole, key, doc)
    this.tidy = false
  }

  private tidy = true

  /** Documents whose code is this very key. */
  exactly(key: string): readonly number[] {
    return this.whole.get(key) ?? []
  }

  /** Documents whose code cannot be told from this key by eye. */
  lookingLike(key: string): readonly number[] {
    return this.alike.get(lookalikeKey(key)) ?? []
  }

  /** Documents whose article or manufacturer's code begins so, in the order of the codes; at most `most`. */
  beginning(prefix: string, most: number): number[] {
    if (!this.tidy) {
      // almost sorted already: what was added since stands at the end
      this.codes.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.doc - b.doc))
      this.tidy = true
    }
    let low = 0
    let high = this.codes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.codes[middle]!.key < prefix) low = middle + 1
      else high = middle
    }
    const found: number[] = []
    for (let at = low; at < this.codes.length && found.length < most; at++) {
      if (!this.codes[at]!.key.startsWith(prefix)) break
      found.push(this.codes[at]!.doc)
    }
    return found
  }
}

function push(map: Map<string, number[]>, key: string, doc: number): void {
  const list = map.get(key)
  if (list) list.push(doc)
  else map.set(key, [doc])
}
