import { articleKey, lookalikeKey } from '#src/goods/catalog/public.ts'

/** Codes with their documents, sorted by code: few bytes for each, found by halving. */
class SortedCodes {
  private keys: string[] = []
  private docs: number[] = []
  /** the rest was added since, and is put in order when somebody looks */
  private sorted = 0

  add(key: string, doc: number): void {
    this.keys.push(key)
    this.docs.push(doc)
  }

  private tidy(): void {
    if (this.sorted === this.keys.length) return
    const { keys, docs } = this
    const order = Array.from(keys, (_, place) => place)
    order.sort((a, b) => (keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : docs[a]! - docs[b]!))
    this.keys = order.map((place) => keys[place]!)
    this.docs = order.map((place) => docs[place]!)
    this.sorted = this.keys.length
  }

  /** Documents whose code is the prefix (`whole`) or begins with it, in the order of the codes; at most `most`. */
  from(prefix: string, whole: boolean, most: number): number[] {
    this.tidy()
    let low = 0
    let high = this.keys.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.keys[middle]! < prefix) low = middle + 1
      else high = middle
    }
    const found: number[] = []
    for (let at = low; at < this.keys.length && found.length < most; at++) {
      const key = this.keys[at]!
      if (whole ? key !== prefix : !key.startsWith(prefix)) break
      found.push(this.docs[at]!)
    }
    return found
  }
}

const most = 5000

/** Articles, manufacturers' codes and barcodes: found whole, by their beginning, or by a key of look-alike letters. */
export class CodeIndex {
  /** articles and manufacturers' codes */
  private readonly articles = new SortedCodes()
  /** what is found only whole: codes of an ERP, barcodes */
  private readonly others = new SortedCodes()
  /** articles that another reading of their letters leads to, under that reading */
  private readonly alike = new SortedCodes()

  add(
    doc: number,
    codes: { article: string | null; manufacturer: string | null; code: string | null; barcodes: string[] },
  ): void {
    for (const key of new Set([codes.article, codes.manufacturer])) {
      if (key === null) continue
      this.articles.add(key, doc)
      const folded = lookalikeKey(key)
      if (folded !== key) this.alike.add(folded, doc)
    }
    if (codes.code !== null) this.others.add(articleKey(codes.code), doc)
    for (const barcode of codes.barcodes) this.others.add(barcode, doc)
  }

  /** Documents whose code is this very key. */
  exactly(key: string): number[] {
    return [...new Set([...this.articles.from(key, true, most), ...this.others.from(key, true, most)])]
  }

  /** Documents whose article cannot be told from this key by eye. */
  lookingLike(key: string): number[] {
    const folded = lookalikeKey(key)
    return [...this.articles.from(folded, true, most), ...this.alike.from(folded, true, most)]
  }

  /** Documents whose article or manufacturer's code begins so. */
  beginning(prefix: string): number[] {
    return this.articles.from(prefix, false, most)
  }
}
