import { attributeOf } from './attributes.ts'
import type { BrandChoice } from './brands.ts'

/** Values of one attribute over which a line is multiplied; the small company trades only the common ones. */
export interface Axis<T extends number | string> {
  kind: T extends number ? 'number' : 'choice'
  common: readonly T[]
  rare: readonly T[]
}

export const sizes = (common: number[], rare: number[] = []): Axis<number> => ({
  kind: 'number',
  common,
  rare,
})

export const kinds = (common: string[], rare: string[] = []): Axis<string> => ({
  kind: 'choice',
  common,
  rare,
})

type AnyAxis = Axis<number> | Axis<string>
type Axes = Record<string, AnyAxis>
type ValuesOf<A extends Axes> = { readonly [K in keyof A]: A[K] extends Axis<number> ? number : string }

export type Values = Readonly<Record<string, number | string>>
export type Packs = [unit: string, factor: number][]

/** What is told about a line of goods; names are templates with {attribute}, {brand} and, for articles, {code}. */
interface LineSpec<A extends Axes> {
  key: string
  category: string
  name: [ru: string, en: string]
  about: [ru: string, en: string]
  brands: BrandChoice
  axes: A
  /** Combinations that are made; without it, all. */
  fits?: (v: ValuesOf<A>) => boolean
  /** Without it the article is a number with leading zeros. */
  article?: string
  /** Roubles with VAT for one base unit in the base list. */
  price: (v: ValuesOf<A>) => number
  /** Kilograms of one base unit. */
  weight: (v: ValuesOf<A>) => number
  /** Packagings above the base unit, ascending; without it by weight, as loose metalware is packed. */
  packs?: (v: ValuesOf<A>) => Packs
  picture: (v: ValuesOf<A>) => string | string[]
  /** Axes inside a variant family; the rest tell families apart. */
  family?: (keyof A & string)[]
  unit?: string
  /** Whole packs only, pieces, or an own minimum and step. */
  sale?: 'pack' | 'piece' | { minimum: number; step: number }
  /** Kilograms of goods in a cubic metre, as packed. */
  density?: number
  reducedVat?: boolean
  /** Attributes that all members share. */
  fixed?: Record<string, number | string>
  /** Which certificate covers the line. */
  papers?: 'metal' | 'tools' | 'cable' | 'electric' | 'light' | 'chemistry' | 'protection'
}

export interface ProductLine extends Omit<
  LineSpec<Axes>,
  'fits' | 'price' | 'weight' | 'packs' | 'picture' | 'family'
> {
  attributeKeys: string[]
  fits: (v: Values) => boolean
  price: (v: Values) => number
  weight: (v: Values) => number
  packs: (v: Values) => Packs
  picture: (v: Values) => string[]
  family: string[]
}

/** A line of goods. The functions see their axes with the right types; outside they are plain values. */
export function line<const A extends Axes>(spec: LineSpec<A>): ProductLine {
  const attributeKeys = Object.keys(spec.axes)
  for (const key of attributeKeys) {
    if (attributeOf(key).kind !== spec.axes[key]!.kind)
      throw new Error(`${spec.key}: axis ${key} is of the wrong kind`)
  }
  const typed = (v: Values): ValuesOf<A> => v as ValuesOf<A>
  return {
    ...spec,
    attributeKeys,
    fits: (v) => spec.fits?.(typed(v)) ?? true,
    price: (v) => spec.price(typed(v)),
    weight: (v) => spec.weight(typed(v)),
    packs: (v) => spec.packs?.(typed(v)) ?? packsByWeight(spec.weight(typed(v))),
    picture: (v) => [spec.picture(typed(v))].flat(),
    family: spec.family ?? [],
  }
}

const round = [1, 2, 4, 5, 10, 20, 25, 40, 50, 100, 200, 250, 500, 1000, 2000, 5000]
const roundDown = (n: number): number => round.findLast((step) => step <= n) ?? 1

/** Loose metalware: a pack of about a kilogram and a half, a box of about 15 kg, a pallet of 48 boxes. */
export function packsByWeight(kg: number): Packs {
  const pack = roundDown(1.5 / kg)
  const box = pack * Math.max(2, roundDown(15 / (kg * pack)))
  const packs: Packs = [
    ['box', box],
    ['pallet', box * 48],
  ]
  return pack > 1 ? [['pack', pack], ...packs] : packs
}

/** Short, medium or long, for choosing a silhouette by the ratio of length to diameter. */
export function lengthClass(ratio: number): 's' | 'm' | 'l' {
  return ratio < 4 ? 's' : ratio < 8 ? 'm' : 'l'
}
