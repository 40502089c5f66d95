/** The list with one of its items taken out and put in at a place. */
export function moved<Item>(items: readonly Item[], item: Item, to: number): Item[] {
  const others = items.filter((one) => one !== item)
  const place = Math.max(0, Math.min(to, others.length))
  return [...others.slice(0, place), item, ...others.slice(place)]
}
