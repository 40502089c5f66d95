import type { Facet } from '@portal/api/offer.ts'

/** Chosen values by facet: attribute id (or "brand") -> value ids, in the address as `key:value,value;key:value`. */
export type ChosenFacets = ReadonlyMap<string, readonly string[]>

export function readFacets(text: string): ChosenFacets {
  const chosen = new Map<string, readonly string[]>()
  for (const part of text.split(';')) {
    const [key = '', values = ''] = part.split(':')
    const ids = [...new Set(values.split(',').filter(Boolean))]
    if (key && ids.length > 0) chosen.set(key, ids)
  }
  return chosen
}

/** In a fixed order, so that the same choice has the same address. */
export function writeFacets(chosen: ChosenFacets): string {
  return [...chosen]
    .filter(([, ids]) => ids.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, ids]) => `${key}:${[...ids].sort().join(',')}`)
    .join(';')
}

/** Ticks a value or takes its tick back. */
export function toggleFacet(chosen: ChosenFacets, key: string, valueId: string): ChosenFacets {
  const ids = chosen.get(key) ?? []
  const next = new Map(chosen)
  next.set(key, ids.includes(valueId) ? ids.filter((one) => one !== valueId) : [...ids, valueId])
  return next
}

/** A facet with its ticks as the address has them now; the counts are those of the last answer. */
export function withTicks(facet: Facet, chosen: ChosenFacets): Facet {
  const ids = new Set(chosen.get(facet.key))
  return { ...facet, values: facet.values.map((value) => ({ ...value, chosen: ids.has(value.id) })) }
}
