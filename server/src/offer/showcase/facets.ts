import type { Facet } from '@portal/api/offer.ts'
import type { Language } from '@portal/api/primitives.ts'
import type { CatalogueIndex } from './catalogue-index/catalogue-index.ts'
import { labelOf, named, type Value } from './catalogue-index/dictionary.ts'
import type { Counts } from './catalogue-index/select.ts'
import { type Filters, isRange, type NumberRange } from './filters.ts'

const mostFacets = 40

interface Counted {
  id: string
  label: string
  number: number | null
  count: number
}

/** Groups counted values into facets; one with a single value narrows nothing and is left out, unless it is chosen. */
export function facetsOf(
  index: CatalogueIndex,
  counts: Counts,
  filters: Filters,
  language: Language,
): Facet[] {
  const collator = new Intl.Collator(language, { numeric: true })
  const facet = (
    { id: key, name, unit, isNumber }: { id: string; name: string; unit: string | null; isNumber: boolean },
    values: Counted[],
  ): Facet => {
    const choice = filters.get(key) ?? []
    const chosen = new Set(isRange(choice) ? [] : choice)
    return {
      key,
      name,
      unit,
      range: isNumber ? rangeOf(values, isRange(choice) ? choice : { from: null, to: null }) : null,
      values: values
        .sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || collator.compare(a.label, b.label))
        .map(({ id, label, count }) => ({ id, label, count, chosen: chosen.has(id) })),
    }
  }
  const brands = facet(
    { id: 'brand', name: language === 'en' ? 'Brand' : 'Бренд', unit: null, isNumber: false },
    countedBrands(index, counts),
  )
  const attributes = [...countedValues(index, counts, language)]
    .flatMap(([id, values]) => {
      const attribute = index.dictionary.attributes.get(id)
      if (!attribute?.filterable || !worthShowing(id, values.length, filters)) return []
      return [{ attribute, name: named(attribute, language), values }]
    })
    .sort((a, b) => a.attribute.position - b.attribute.position || collator.compare(a.name, b.name))
    .slice(0, mostFacets)
    .map(({ attribute, name, values }) => facet({ ...attribute, name }, values))
  return worthShowing('brand', brands.values.length, filters) ? [brands, ...attributes] : attributes
}

/** Between which numbers there is something to choose, and what is chosen; null where no number is known. */
function rangeOf(values: readonly Counted[], chosen: NumberRange): Facet['range'] {
  let [least, most] = [Infinity, -Infinity]
  for (const { number } of values)
    if (number !== null) [least, most] = [Math.min(least, number), Math.max(most, number)]
  const known = least <= most
  if (!known && chosen.from === null && chosen.to === null) return null
  return { least: known ? plain(least) : null, most: known ? plain(most) : null, ...chosen }
}

/** Without an exponent, and no longer than a decimal on the wire. */
const plain = (number: number): string => number.toFixed(9).replace(/\.?0+$/, '')

const worthShowing = (key: string, values: number, filters: Filters) => values > 1 || filters.has(key)

function countedBrands({ brandNumbers, dictionary }: CatalogueIndex, { brands }: Counts): Counted[] {
  return [...brands].flatMap((count, number) => {
    const id = brandNumbers.texts[number]!
    const label = dictionary.brands.get(id)
    return count > 0 && label !== undefined ? [{ id, label, number: null, count }] : []
  })
}

/** By attribute's id. */
function countedValues(
  { valueNumbers, dictionary }: CatalogueIndex,
  { values }: Counts,
  language: Language,
): Map<string, Counted[]> {
  const byAttribute = new Map<string, Counted[]>()
  for (let number = 0; number < values.length; number++) {
    if (values[number] === 0) continue
    const value: Value | undefined = dictionary.values.get(valueNumbers.texts[number]!)
    if (!value) continue
    const counted = {
      id: value.id,
      label: labelOf(value, language),
      number: value.number,
      count: values[number]!,
    }
    const others = byAttribute.get(value.attributeId)
    if (others) others.push(counted)
    else byAttribute.set(value.attributeId, [counted])
  }
  return byAttribute
}
