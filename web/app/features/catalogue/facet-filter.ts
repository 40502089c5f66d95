import type { Facet } from '@portal/api/offer.ts'

/**
 * Chosen values by facet: attribute id (or "brand") -> value ids, or one range of a number, in the address as
 * `key:value,value;key:12..40`.
 */
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

const isRange = (id: string) => id.includes('..')

/** Ticks a value or takes its tick back; a range of the same number gives way. */
export function toggleFacet(chosen: ChosenFacets, key: string, valueId: string): ChosenFacets {
  const ids = (chosen.get(key) ?? []).filter((one) => !isRange(one))
  const next = new Map(chosen)
  next.set(key, ids.includes(valueId) ? ids.filter((one) => one !== valueId) : [...ids, valueId])
  return next
}

/** Chooses a range of a number in the place of its ticks; two empty bounds take it back, turned over they are set right. */
export function setRange(
  chosen: ChosenFacets,
  key: string,
  bounds: { from: string; to: string },
): ChosenFacets {
  const [from, to] = [readBound(bounds.from), readBound(bounds.to)]
  const [low, high] = from && to && Number(from) > Number(to) ? [to, from] : [from, to]
  const next = new Map(chosen)
  if (low || high) next.set(key, [`${low}..${high}`])
  else next.delete(key)
  return next
}

/** A number as people type it: `1 200,5`. What is no number is no bound. */
function readBound(text: string): string {
  const plain = text.replaceAll(/\s/g, '').replace(',', '.').replace('−', '-')
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(plain) ? plain : ''
}

/** The bounds in the address; null: no range is chosen. */
export function rangeOf(
  chosen: ChosenFacets,
  key: string,
): { from: string | null; to: string | null } | null {
  const [from, to] = chosen.get(key)?.find(isRange)?.split('..') ?? []
  return from || to ? { from: from || null, to: to || null } : null
}

/** A facet with its ticks as the address has them now; the counts are those of the last answer. */
export function withTicks(facet: Facet, chosen: ChosenFacets): Facet {
  const ids = new Set(chosen.get(facet.key))
  const range = facet.range && { ...facet.range, ...(rangeOf(chosen, facet.key) ?? { from: null, to: null }) }
  return { ...facet, range, values: facet.values.map((value) => ({ ...value, chosen: ids.has(value.id) })) }
}
