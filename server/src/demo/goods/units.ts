import type { DemoUnit } from '../demo-data.ts'

const unit = (
  key: string,
  okei: string | null,
  ru: [name: string, short: string],
  en: [name: string, short: string],
): DemoUnit => ({ key, okei, name: { ru: ru[0], en: en[0] }, short: { ru: ru[1], en: en[1] } })

export const units: DemoUnit[] = [
  unit('pcs', '796', ['штука', 'шт'], ['piece', 'pc']),
  unit('m', '006', ['метр', 'м'], ['metre', 'm']),
  unit('kg', '166', ['килограмм', 'кг'], ['kilogram', 'kg']),
  unit('pair', '715', ['пара', 'пара'], ['pair', 'pair']),
  unit('set', '839', ['комплект', 'компл'], ['set', 'set']),
  unit('pack', '778', ['упаковка', 'упак'], ['pack', 'pack']),
  unit('box', '8751', ['коробка', 'кор'], ['box', 'box']),
  unit('coil', '616', ['бухта', 'бухта'], ['coil', 'coil']),
  unit('drum', null, ['барабан', 'бар'], ['drum', 'drum']),
  unit('pallet', null, ['паллета', 'пал'], ['pallet', 'pallet']),
]
