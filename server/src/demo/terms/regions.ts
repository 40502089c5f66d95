import type { DemoRegion } from '../demo-data.ts'

/** Far shops are served by the near warehouse only, building sites near Moscow by Moscow's. */
export const regions: DemoRegion[] = [
  {
    key: 'centre',
    name: { ru: 'Центр', en: 'Central Russia' },
    warehouses: ['msk', 'krd'],
    points: ['north-build-base'],
  },
  {
    key: 'moscow',
    name: { ru: 'Москва и область', en: 'Moscow and its region' },
    warehouses: ['msk'],
    points: ['north-build-forest', 'north-build-school'],
  },
  {
    key: 'siberia',
    name: { ru: 'Сибирь', en: 'Siberia' },
    warehouses: ['nsk', 'msk'],
    points: ['master-retail-dc'],
  },
  {
    key: 'novosibirsk-shops',
    name: { ru: 'Новосибирск, магазины', en: 'Novosibirsk, shops' },
    warehouses: ['nsk'],
    points: ['master-retail-left', 'master-retail-berdsk'],
  },
  {
    key: 'south',
    name: { ru: 'Юг', en: 'South' },
    warehouses: ['krd', 'msk'],
    points: ['master-trader-shop'],
  },
]
