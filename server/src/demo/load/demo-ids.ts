import { hash32 } from '../random.ts'

/**
 * Ids of the demo company: valid UUIDv7, the same for the same day and key order, growing as they are given, so
 * that bulk loads fill their indexes from left to right.
 */
export class DemoIds {
  private readonly start: number
  private readonly given = new Map<string, string>()
  private readonly counts = new Map<string, number>()

  constructor(today: string) {
    // two years back: ids made later by the portal sort after all of these
    this.start = Date.parse(`${today}T00:00:00Z`) - 730 * 86_400_000
  }

  /** A new id of a kind, which `of` will find again by its key. */
  give(kind: string, key: string): string {
    const id = this.next(kind)
    this.given.set(`${kind}/${key}`, id)
    return id
  }

  /** The id that was given to the key. */
  of(kind: string, key: string): string {
    const id = this.given.get(`${kind}/${key}`)
    if (id === undefined) throw new Error(`no ${kind} ${key} has been loaded`)
    return id
  }

  has(kind: string, key: string): boolean {
    return this.given.has(`${kind}/${key}`)
  }

  /** A new id that nobody will ask for. */
  next(kind: string): string {
    const count = this.counts.get(kind) ?? 0
    this.counts.set(kind, count + 1)
    const time = (this.start + Math.floor(count / 4096)).toString(16).padStart(12, '0')
    const order = (count % 4096).toString(16).padStart(3, '0')
    const tail = hash32(kind).toString(16).padStart(8, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-8000-0000${tail}`
  }
}
