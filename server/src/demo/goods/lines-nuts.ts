import { metalware } from './brands.ts'
import { finish, metalPrice, PER_KG, sensible } from './metal.ts'
import { kinds, line, sizes } from './product-line.ts'
import type { ProductLine } from './product-line.ts'

export const nuts: ProductLine[] = [
  ...(
    [
      [
        'din-934',
        'hex-nuts',
        'Гайка DIN 934',
        'Hex nut DIN 934',
        'hex',
        1,
        'ГШ-{diameter}-{strength}-{coating:code}',
        'Шестигранная гайка нормальной высоты.',
        'Hex nut of normal height.',
      ],
      [
        'din-985',
        'lock-nuts',
        'Гайка самоконтрящаяся DIN 985',
        'Prevailing torque nut DIN 985',
        'lock',
        1.35,
        '985-{diameter}-{strength}-{coating:code}',
        'Гайка с нейлоновым кольцом: не откручивается от вибрации.',
        'Nut with a nylon insert that holds under vibration.',
      ],
      [
        'din-6923',
        'flange-nuts',
        'Гайка с фланцем DIN 6923',
        'Flange nut DIN 6923',
        'flange',
        1.5,
        '6923/{diameter}',
        'Гайка с зубчатым фланцем вместо шайбы.',
        'Nut with a serrated flange instead of a washer.',
      ],
      [
        'din-1587',
        'cap-nuts',
        'Гайка колпачковая DIN 1587',
        'Domed cap nut DIN 1587',
        'cap',
        2.4,
        undefined,
        'Закрывает конец болта: безопасно и красиво.',
        'Covers the end of the bolt: safe and neat.',
      ],
      [
        'din-315',
        'wing-nuts',
        'Гайка барашковая DIN 315',
        'Wing nut DIN 315',
        'wing',
        2.8,
        undefined,
        'Затягивается рукой, без ключа.',
        'Tightened by hand, no spanner needed.',
      ],
    ] as const
  ).map(([key, category, ru, en, shape, dear, article, aboutRu, aboutEn]) =>
    line({
      key,
      category,
      name: [`${ru} М{diameter} {strength} {coating}`, `${en} M{diameter} {strength} {coating}`],
      about: [aboutRu, aboutEn],
      brands: metalware,
      axes: {
        diameter: sizes([5, 6, 8, 10, 12, 16], [3, 4, 14, 18, 20, 22, 24, 27, 30, 36]),
        strength: kinds(['8', 'a2-70'], ['6', '10', 'a4-80']),
        coating: kinds(['zn', 'a2'], ['none', 'hdg', 'yz', 'a4']),
      },
      fits: (v) => sensible(v.coating, v.strength) && (shape === 'hex' || v.diameter <= 20),
      ...(article ? { article } : {}),
      price: (v) =>
        dear * metalPrice(1.02e-5 * v.diameter ** 3 * (shape === 'hex' ? 1 : 1.3), v.coating, '8.8'),
      weight: (v) => 1.02e-5 * v.diameter ** 3 * (shape === 'hex' ? 1 : 1.3),
      picture: (v) => `nut/${shape}/${v.coating}`,
      family: ['diameter'],
      sale: 'pack',
      papers: 'metal',
    }),
  ),
  ...(
    [
      [
        'din-125',
        'flat-washers',
        'Шайба плоская DIN 125',
        'Flat washer DIN 125',
        'flat',
        2.2e-5,
        'ШП-{diameter}-{coating:code}',
        'Плоская шайба под гайку или головку болта.',
        'Flat washer under a nut or a bolt head.',
      ],
      [
        'din-9021',
        'wide-washers',
        'Шайба увеличенная DIN 9021',
        'Fender washer DIN 9021',
        'wide',
        5.2e-5,
        '9021-{diameter}-{coating:code}',
        'Увеличенное поле распределяет усилие на мягком основании.',
        'The wide rim spreads the load on soft material.',
      ],
      [
        'din-127',
        'spring-washers',
        'Шайба пружинная (гровер) DIN 127',
        'Spring washer DIN 127',
        'spring',
        1.8e-5,
        '127-{diameter}-{coating:code}',
        'Гровер против самоотвинчивания.',
        'Spring lock washer against loosening.',
      ],
    ] as const
  ).map(([key, category, ru, en, shape, mass, article, aboutRu, aboutEn]) =>
    line({
      key,
      category,
      name: [`${ru} М{diameter} {coating}`, `${en} M{diameter} {coating}`],
      about: [aboutRu, aboutEn],
      brands: metalware,
      axes: {
        diameter: sizes([5, 6, 8, 10, 12, 16, 20], [3, 4, 14, 18, 22, 24, 27, 30, 36]),
        coating: kinds(['zn', 'a2'], ['none', 'hdg', 'yz', 'a4', 'brass']),
      },
      article,
      price: (v) => 0.9 * (mass * v.diameter ** 2 * PER_KG + 0.09) * finish[v.coating]!,
      weight: (v) => mass * v.diameter ** 2,
      picture: (v) => `washer/${shape}/${v.coating}`,
      family: ['diameter'],
      sale: 'pack',
      papers: 'metal',
    }),
  ),
]
