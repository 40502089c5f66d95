import { hash32 } from '../random.ts'
import { brands } from './brands.ts'
import type { BrandOfLines } from './brands.ts'
import { lines } from './lines.ts'
import type { ProductLine, Values } from './product-line.ts'

/** One combination of a line's axes. */
export interface Combination {
  /** Place among the line's combinations; the same in every profile. */
  index: number
  values: Values
  /** How many of the values are rare. */
  rarity: number
}

/** The first `count` combinations of a line, from the common to the rare, in one brand and series. */
export interface Share {
  brand: BrandOfLines
  /** Place of the brand in the line, then of the series: two digits of articles and barcodes. */
  brandNumber: number
  series: number
  count: number
}

export interface LineAssortment {
  line: ProductLine
  /** From 1. */
  lineNumber: number
  combinations: Combination[]
  shares: Share[]
}

/** A brand's series, the plain one first; companies with a big assortment trade more of them. */
export const seriesOfBrands = [
  { name: '', dearness: 1 },
  { name: 'Pro', dearness: 1.18 },
  { name: 'Eco', dearness: 0.9 },
  { name: 'Max', dearness: 1.32 },
  { name: 'Lite', dearness: 0.81 },
]

const brandByKey = new Map(brands.map((brand) => [brand.key, brand]))

/** Combinations sorted so that any beginning of the list looks like a sensible range: whole rows and columns. */
function combinationsOf(line: ProductLine): Combination[] {
  const found: (Combination & { rank: number })[] = []
  const walk = (depth: number, values: Record<string, number | string>, rare: string[]): void => {
    const key = line.attributeKeys[depth]
    if (key === undefined) {
      if (line.fits(values)) {
        found.push({
          index: found.length,
          values: { ...values },
          rarity: rare.length,
          rank: hash32(`${line.key}/${rare.join('/')}`),
        })
      }
      return
    }
    const axis = line.axes[key]!
    for (const value of axis.common) walk(depth + 1, { ...values, [key]: value }, rare)
    for (const value of axis.rare) walk(depth + 1, { ...values, [key]: value }, [...rare, `${key}=${value}`])
  }
  walk(0, {}, [])
  return found
    .sort((a, b) => a.rarity - b.rarity || a.rank - b.rank || a.index - b.index)
    .map(({ index, values, rarity }) => ({ index, values, rarity }))
}

/**
 * What a company that trades so many products has of each line. It begins with common sizes, goes on to rare
 * ones, then to more brands, then to a second series; the last step is taken in part, evenly over all lines.
 */
export function assortment(products: number): LineAssortment[] {
  const plan = lines.map((line, i) => ({
    line,
    lineNumber: i + 1,
    combinations: combinationsOf(line),
    shares: [] as Share[],
  }))
  const upTo = (entry: LineAssortment, rarity: number): number =>
    entry.combinations.filter((combination) => combination.rarity <= rarity).length

  let missing = products
  for (let series = 0; missing > 0; series++) {
    if (series === seriesOfBrands.length)
      throw new Error(`the lines give no more than ${products - missing} products`)
    for (const wide of [false, true]) {
      const before = plan.map(() => 0)
      for (const rarity of [0, 1, 9]) {
        if (missing === 0) break
        const sizes = plan.map((entry) => upTo(entry, rarity))
        const brandsOf = (entry: LineAssortment): string[] => entry.line.brands[wide ? 'more' : 'small']
        const offered = plan.map((entry, i) => (sizes[i]! - before[i]!) * brandsOf(entry).length)
        const total = offered.reduce((sum, n) => sum + n, 0)
        const portion = Math.min(1, missing / total)
        const rest = portion === 1 ? total : missing
        // the running total keeps the sum exact whatever the rounding of each line
        let running = 0
        let given = 0
        plan.forEach((entry, i) => {
          for (const [b, brandKey] of brandsOf(entry).entries()) {
            running += sizes[i]! - before[i]!
            const upToHere = Math.round((running / total) * rest)
            const add = upToHere - given
            given = upToHere
            if (add === 0) continue
            const brandNumber = (wide ? entry.line.brands.small.length : 0) + b
            const share = entry.shares.find((s) => s.brandNumber === brandNumber && s.series === series)
            if (share) share.count += add
            else entry.shares.push({ brand: brandByKey.get(brandKey)!, brandNumber, series, count: add })
          }
          before[i] = sizes[i]!
        })
        missing -= rest
      }
    }
  }
  return plan
}
