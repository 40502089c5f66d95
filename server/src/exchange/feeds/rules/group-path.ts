/**
 * The groups over a row. They are nested by the spaces before their names, or by their codes (`01`, `0101`); without
 * either, a heading right below another one is inside it, and one after goods takes the place of the last.
 */
export class GroupPath {
  #open: { name: string; indent: number; code: string | null }[] = []
  #goodsSince = false

  heading(name: string, indent: number, code: string | null): void {
    while (this.#open.length > 0 && !this.#isInside(this.#open.at(-1)!, indent, code)) this.#open.pop()
    this.#open.push({ name, indent, code })
    this.#goodsSince = false
  }

  product(): void {
    this.#goodsSince = true
  }

  /** At most eight: a deeper one stands in the eighth. */
  path(): string[] {
    return this.#open.slice(0, 8).map(({ name }) => name)
  }

  #isInside(last: { indent: number; code: string | null }, indent: number, code: string | null): boolean {
    if (indent !== last.indent) return indent > last.indent
    if (code !== null && last.code !== null)
      return code.length > last.code.length && code.startsWith(last.code)
    if (indent > 0) return false
    return !this.#goodsSince && this.#open.length < 3
  }
}
