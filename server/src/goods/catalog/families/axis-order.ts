/** A value of an axis as it is sorted: where a person put it, else by its text, numbers by their size. */
export interface SortedValue {
  place: number | null
  value: string
}

const bySize = new Intl.Collator('ru', { numeric: true })

/** Decimals too: a collator reads 2.5 and 2.25 as two and five, two and twenty-five. */
const numberOf = (text: string) => (/^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null)

/** Values with a place come first, in that order; the others go by number, words by the alphabet. */
export function inAxisOrder(a: SortedValue, b: SortedValue): number {
  if (a.place !== null || b.place !== null)
    return (a.place ?? Number.MAX_SAFE_INTEGER) - (b.place ?? Number.MAX_SAFE_INTEGER)
  const [left, right] = [numberOf(a.value), numberOf(b.value)]
  if (left !== null && right !== null && left !== right) return left - right
  return bySize.compare(a.value, b.value)
}
