/**
 * Numbers that look random and are the same for everybody: each one comes from a text key,
 * so what one part of the demo company draws never moves what another part gets.
 */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number, both ends included. */
  int(from: number, to: number): number
  pick<T>(items: readonly T[]): T
  /** True with this probability. */
  chance(probability: number): boolean
  /** Bell-shaped around 0 with deviation 1, never beyond ±3. */
  bell(): number
  /** `count` different items in their original order (all of them when there are fewer). */
  sample<T>(items: readonly T[], count: number): T[]
}

/** 32-bit FNV-1a with a final mix, of a text. */
export function hash32(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A stateless draw in [0, 1) that belongs to the key. */
export function drawFor(key: string): number {
  return hash32(key) / 0x100000000
}

/** A stream of draws that belongs to the key (generator sfc32). */
export function randomFor(key: string): Random {
  let a = hash32(`${key}#a`)
  let b = hash32(`${key}#b`)
  let c = hash32(`${key}#c`)
  let counter = 1
  const next = (): number => {
    const t = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    return (t >>> 0) / 0x100000000
  }
  for (let i = 0; i < 8; i++) next()

  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    pick: (items) => items[int(0, items.length - 1)]!,
    chance: (probability) => next() < probability,
    bell: () => (next() + next() + next() + next() + next() + next() - 3) * 1.4142,
    sample: (items, count) => {
      const chosen: (typeof items)[number][] = []
      let left = Math.min(count, items.length)
      for (let i = 0; i < items.length && left > 0; i++) {
        if (next() < left / (items.length - i)) {
          chosen.push(items[i]!)
          left--
        }
      }
      return chosen
    },
  }
}
