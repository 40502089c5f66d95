/** A number for each text, given in the order of first sight and never changed. */
export class Numbers {
  private readonly known = new Map<string, number>()
  readonly texts: string[] = []

  get size(): number {
    return this.texts.length
  }

  of(text: string): number {
    const before = this.known.get(text)
    if (before !== undefined) return before
    this.known.set(text, this.texts.length)
    return this.texts.push(text) - 1
  }

  /** undefined: never seen */
  find(text: string): number | undefined {
    return this.known.get(text)
  }
}

/**
 * A short list of numbers for each document, all in one array: that of `doc` is `items[starts[doc]]` up to, not with,
 * `items[starts[doc + 1]]`. Read in loops over all documents, so there is no object per list.
 */
export class Lists {
  readonly starts: Uint32Array
  items = new Uint32Array(1024)
  private count = 0

  constructor(capacity: number) {
    this.starts = new Uint32Array(capacity + 1)
  }

  /** The list of the next document. */
  push(list: readonly number[]): void {
    const from = this.starts[this.count]!
    const to = from + list.length
    if (to > this.items.length) {
      const more = new Uint32Array(Math.max(this.items.length * 2, to))
      more.set(this.items)
      this.items = more
    }
    this.items.set(list, from)
    this.starts[++this.count] = to
  }

  /** Does the document's list hold a number that `flags` marks? */
  meets(doc: number, flags: Uint8Array): boolean {
    const to = this.starts[doc + 1]!
    for (let at = this.starts[doc]!; at < to; at++) if (flags[this.items[at]!]) return true
    return false
  }
}

/** Numbers that only grow, in a typed array. */
export class Growing {
  private items = new Uint32Array(2)
  length = 0

  push(value: number): void {
    if (this.length === this.items.length) {
      const more = new Uint32Array(this.items.length * 2)
      more.set(this.items)
      this.items = more
    }
    this.items[this.length++] = value
  }

  at(index: number): number {
    return this.items[index]!
  }

  set(index: number, value: number): void {
    this.items[index] = value
  }
}
