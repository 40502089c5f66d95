import type { Offered } from '#src/offer/showcase/public.ts'

/** Words that people write for one unit. */
const synonyms: readonly (readonly string[])[] = [
  ['шт', 'штука', 'штуки', 'штук', 'pc', 'pcs', 'piece', 'pieces', 'ea', '796'],
  ['упак', 'уп', 'упаковка', 'упаковки', 'упаковок', 'пачка', 'пач', 'pack', 'package', '778'],
  ['кор', 'коробка', 'коробки', 'коробок', 'короб', 'box', 'boxes', 'ящик', 'ящ', '812'],
  ['пал', 'паллета', 'паллет', 'палета', 'поддон', 'pallet', 'pallets'],
  ['компл', 'комплект', 'к-т', 'кт', 'set', '839'],
  ['пар', 'пара', 'пары', 'pair', 'pairs', '715'],
  ['м', 'метр', 'метры', 'метров', 'пм', 'm', 'meter', 'metre', '006', '6'],
  ['кг', 'килограмм', 'kg', '166'],
  ['л', 'литр', 'l', 'litre', 'liter', '112'],
  ['рул', 'рулон', 'roll', '736'],
  ['бухта', 'бух', 'coil', '616'],
]

const plain = (text: string) => text.toLowerCase().replaceAll(/[\s.]/g, '')
const wordsFor = (text: string) => synonyms.find((words) => words.includes(plain(text))) ?? [plain(text)]

/** The unit of a product that somebody's word means; null when none does, or more than one. */
export function unitNamed(offered: Offered, text: string): string | null {
  const meant = new Set(wordsFor(text))
  const fits = offered.units.filter(
    (unit) =>
      meant.has(plain(unit.name)) ||
      meant.has(plain(unit.code)) ||
      wordsFor(unit.name).some((word) => meant.has(word)),
  )
  return fits.length === 1 ? fits[0]!.packagingId : null
}
