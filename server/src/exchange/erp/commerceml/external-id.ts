/** A CommerceML id of goods: `good` or `good#characteristic`. */
export interface GoodsId {
  id: string
  goodId: string
  characteristicId: string | null
}

const none = '00000000-0000-0000-0000-000000000000'

/** Splits `good#characteristic`; an empty or all-zero characteristic counts as none. */
export function goodsId(text: string): GoodsId {
  const hash = text.indexOf('#')
  if (hash < 0) return { id: text, goodId: text, characteristicId: null }
  const goodId = text.slice(0, hash).trim()
  const characteristicId = text.slice(hash + 1).trim()
  if (characteristicId === '' || characteristicId === none)
    return { id: goodId, goodId, characteristicId: null }
  return { id: `${goodId}#${characteristicId}`, goodId, characteristicId }
}

/** What ids are compared and stored by: 1C writes GUIDs in either case. */
export function idKey(id: string): string {
  return id.trim().toLowerCase()
}
