import type { Bilingual, DemoProduct, DemoProductLink } from '../demo-data.ts'
import type { LineAssortment, Share } from './assortment.ts'
import { productKey } from './products.ts'
import type { Values } from './product-line.ts'

/** What is sold together: the attributes named must be equal. */
const accessories: { from: string[]; to: string; match: string[]; note: Bilingual }[] = [
  ...['din-934', 'din-125', 'din-127'].map((to) => ({
    from: ['din-933', 'din-931', 'din-975'],
    to,
    match: ['diameter', 'coating'],
    note: { ru: 'Подходит по резьбе и покрытию', en: 'Same thread and coating' },
  })),
  {
    from: ['drop-in'],
    to: 'din-975',
    match: ['diameter'],
    note: { ru: 'Шпилька под анкер', en: 'Rod for the anchor' },
  },
  {
    from: ['drill-driver', 'impact-wrench'],
    to: 'battery',
    match: ['voltage', 'brand'],
    note: { ru: 'Аккумулятор той же линейки', en: 'Battery of the same range' },
  },
  {
    from: ['battery'],
    to: 'charger',
    match: ['voltage', 'brand'],
    note: { ru: 'Зарядное устройство', en: 'Charger' },
  },
  {
    from: ['angle-grinder'],
    to: 'cutting-disc',
    match: ['disc'],
    note: { ru: 'Круг по размеру', en: 'Disc of this size' },
  },
  {
    from: ['angle-grinder'],
    to: 'flap-disc',
    match: ['disc'],
    note: { ru: 'Круг по размеру', en: 'Disc of this size' },
  },
  {
    from: ['circular-saw'],
    to: 'saw-blade',
    match: ['disc'],
    note: { ru: 'Диск по размеру', en: 'Blade of this size' },
  },
  {
    from: ['socket', 'switch'],
    to: 'frame',
    match: ['outlets', 'colour', 'brand'],
    note: { ru: 'Рамка в цвет', en: 'Matching frame' },
  },
]

/** Attributes that may differ between analogs; everything else must be equal. */
const interchangeable = new Set(['coating', 'strength', 'material', 'kelvin', 'drive'])

const MOST = 4

/** Analogs in another finish or brand, replacements for what is no longer made, and accessories. */
export function* linksOf(
  plan: LineAssortment[],
  discontinued: (key: string) => boolean,
): Generator<DemoProductLink> {
  const byLine = new Map(plan.map((entry) => [entry.line.key, entry]))
  for (const entry of plan) {
    const sameBut = groupsBy(entry)
    const partners = accessories
      .filter((rule) => rule.from.includes(entry.line.key))
      .map((rule) => ({ rule, goods: indexed(byLine.get(rule.to)!, rule.match) }))
    for (const share of entry.shares) {
      for (const combination of entry.combinations.slice(0, share.count)) {
        const from = productKey(entry.line, combination, share)
        const gone = discontinued(from)
        const analogs = sameBut(combination.values)
          .filter((key) => key !== from && !discontinued(key))
          .slice(0, gone ? 1 : MOST)
        for (const to of analogs) {
          yield {
            from,
            to,
            kind: gone ? 'replacement' : 'analog',
            ratio: '1',
            note: gone ? { ru: 'Взамен снятого с поставки', en: 'Replaces the discontinued one' } : null,
          }
        }
        for (const { rule, goods } of partners) {
          for (const to of (goods.get(matchKey(rule.match, combination.values, share)) ?? []).slice(0, 2)) {
            yield { from, to, kind: 'accessory', ratio: '1', note: rule.note }
          }
        }
      }
    }
  }
}

/** Products of a line by everything but the interchangeable attributes and the brand. */
function groupsBy(entry: LineAssortment): (values: Values) => string[] {
  const strict = entry.line.attributeKeys.filter((key) => !interchangeable.has(key))
  const keyOf = (values: Values): string => strict.map((key) => values[key]).join('/')
  const groups = new Map<string, string[]>()
  for (const share of entry.shares) {
    for (const combination of entry.combinations.slice(0, share.count)) {
      const key = keyOf(combination.values)
      const group = groups.get(key)
      if (group) group.push(productKey(entry.line, combination, share))
      else groups.set(key, [productKey(entry.line, combination, share)])
    }
  }
  return (values) => groups.get(keyOf(values)) ?? []
}

function indexed(entry: LineAssortment, match: string[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const share of entry.shares) {
    for (const combination of entry.combinations.slice(0, share.count)) {
      const key = matchKey(match, combination.values, share)
      const group = found.get(key)
      if (group) group.push(productKey(entry.line, combination, share))
      else found.set(key, [productKey(entry.line, combination, share)])
    }
  }
  return found
}

const matchKey = (match: string[], values: Values, share: Share): string =>
  match.map((key) => (key === 'brand' ? share.brand.key : values[key])).join('/')

/** The keys of discontinued products, for whoever needs to ask often. */
export function discontinuedKeys(products: Iterable<DemoProduct>): Set<string> {
  const keys = new Set<string>()
  for (const product of products) if (product.discontinued) keys.add(product.key)
  return keys
}
