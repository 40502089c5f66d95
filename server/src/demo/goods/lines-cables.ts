import { cables } from './brands.ts'
import { kinds, line, sizes } from './product-line.ts'
import type { Packs, ProductLine } from './product-line.ts'

const COPPER = 9.1
const coil = (kg: number): Packs =>
  kg > 0.45
    ? [['drum', 500]]
    : [
        ['coil', 100],
        ['drum', 1000],
      ]
const copper = (cores: number, section: number): number => 1.15 * (2.6 + cores * section * COPPER)
const mass = (cores: number, section: number): number => 0.012 + cores * section * 0.0148

const metre = {
  brands: cables,
  unit: 'm',
  sale: { minimum: 10, step: 1 },
  density: 1600,
  papers: 'cable',
} as const

export const cableLines: ProductLine[] = [
  ...(
    [
      [
        'vvg-ls',
        'Кабель ВВГнг(А)-LS {cores}х{section}',
        'Power cable VVGng(A)-LS {cores}x{section}',
        'ВВГнг-LS-{cores}х{section}',
        1,
        'grey',
        'Не распространяет горение, пониженное дымовыделение; ГОСТ 31996.',
        'Flame retardant, low smoke.',
      ],
      [
        'vvg-p',
        'Кабель ВВГ-Пнг(А)-LS {cores}х{section} плоский',
        'Flat power cable VVG-Png(A)-LS {cores}x{section}',
        'ВВГ-П/{cores}х{section}',
        0.98,
        'flat',
        'Плоский, удобен под штукатурку.',
        'Flat, convenient under plaster.',
      ],
      [
        'vvg-frls',
        'Кабель ВВГнг(А)-FRLS {cores}х{section}',
        'Fire resistant cable VVGng(A)-FRLS {cores}x{section}',
        'FRLS-{cores}х{section}',
        1.55,
        'orange',
        'Огнестойкий, для систем противопожарной защиты.',
        'Fire resistant, for fire protection systems.',
      ],
    ] as const
  ).map(([key, ru, en, article, dear, look, aboutRu, aboutEn]) =>
    line({
      ...metre,
      key,
      category: 'power-cable',
      name: [ru, en],
      about: [aboutRu, aboutEn],
      axes: {
        cores: sizes([2, 3, 4, 5], [1]),
        section: sizes([1.5, 2.5, 4, 6, 10], [16, 25, 35, 50, 70, 95, 120]),
      },
      fits: (v) => (look !== 'flat' || (v.cores < 4 && v.section <= 10)) && (v.cores > 1 || v.section >= 6),
      article,
      price: (v) => dear * copper(v.cores, v.section),
      weight: (v) => mass(v.cores, v.section),
      packs: (v) => coil(mass(v.cores, v.section)),
      picture: (v) => `cable/${look}/${look === 'flat' ? Math.min(3, v.cores) : v.cores}`,
      family: ['cores', 'section'],
      fixed: { material: 'copper' },
    }),
  ),
  line({
    ...metre,
    key: 'nym',
    category: 'nym-cable',
    name: ['Кабель NYM {cores}х{section}', 'NYM cable {cores}x{section}'],
    about: [
      'Промежуточная оболочка из мелованной резины, легко разделывается.',
      'Chalked rubber filler, easy to strip.',
    ],
    axes: { cores: sizes([2, 3, 4, 5]), section: sizes([1.5, 2.5, 4, 6], [10, 16]) },
    article: 'NYM-{cores}x{section}',
    price: (v) => 1.12 * copper(v.cores, v.section),
    weight: (v) => 1.2 * mass(v.cores, v.section),
    packs: (v) => coil(mass(v.cores, v.section)),
    picture: (v) => `cable/nym/${v.cores}`,
    family: ['cores', 'section'],
    fixed: { material: 'copper' },
  }),
  line({
    ...metre,
    key: 'pvs',
    category: 'flexible-wire',
    name: ['Провод ПВС {cores}х{section} {colour}', 'Flexible cord PVS {cores}x{section} {colour}'],
    about: [
      'Гибкий соединительный провод для удлинителей и приборов.',
      'Flexible cord for leads and appliances.',
    ],
    axes: {
      cores: sizes([2, 3, 4], [5]),
      section: sizes([0.75, 1.5, 2.5, 4], [1, 6, 10]),
      colour: kinds(['white'], ['black']),
    },
    article: 'ПВС-{cores}х{section}-{colour:code}',
    price: (v) => 0.95 * copper(v.cores, v.section),
    weight: (v) => mass(v.cores, v.section),
    packs: (v) => coil(mass(v.cores, v.section)),
    picture: (v) => `cable/${v.colour}/${v.cores}`,
    family: ['cores', 'section'],
    fixed: { material: 'copper' },
  }),
  line({
    ...metre,
    key: 'pugv',
    category: 'mounting-wire',
    name: ['Провод ПуГВ 1х{section} {colour}', 'Mounting wire PuGV 1x{section} {colour}'],
    about: ['Гибкий установочный провод для сборки щитов.', 'Flexible single-core wire for boards.'],
    axes: {
      section: sizes([1.5, 2.5, 4, 6, 10], [0.75, 1, 16, 25, 35]),
      colour: kinds(['white', 'blue', 'yellow-green', 'red', 'black'], ['grey', 'green']),
    },
    article: 'ПуГВ-{section}/{colour:code}',
    price: (v) => 1.02 * copper(1, v.section) - 1.4,
    weight: (v) => 0.006 + v.section * 0.0108,
    packs: (v) => coil(mass(1, v.section)),
    picture: (v) => `wire/${v.colour}`,
    family: ['section', 'colour'],
    fixed: { cores: 1, material: 'copper' },
  }),
  line({
    ...metre,
    key: 'sip',
    category: 'overhead-wire',
    name: ['Провод СИП-4 {cores}х{section}', 'Overhead wire SIP-4 {cores}x{section}'],
    about: [
      'Самонесущий изолированный провод для воздушных линий.',
      'Self-supporting insulated wire for overhead lines.',
    ],
    axes: { cores: sizes([2, 4]), section: sizes([16, 25], [35, 50, 70, 95, 120]) },
    article: 'СИП4-{cores}х{section}',
    price: (v) => 3 + v.cores * v.section * 0.78,
    weight: (v) => 0.02 + v.cores * v.section * 0.0042,
    packs: () => [
      ['coil', 100],
      ['drum', 1000],
    ],
    picture: (v) => `cable/sip/${v.cores}`,
    family: ['cores', 'section'],
    fixed: { material: 'aluminium' },
  }),
  ...(
    [
      ['utp-5e', 'U/UTP кат. 5e', 'U/UTP cat. 5e', 'UTP5E', 1, 'grey'],
      ['ftp-5e', 'F/UTP кат. 5e', 'F/UTP cat. 5e', 'FTP5E', 1.4, 'grey'],
      ['utp-6', 'U/UTP кат. 6', 'U/UTP cat. 6', 'UTP6', 1.75, 'blue'],
    ] as const
  ).map(([key, ru, en, article, dear, look]) =>
    line({
      ...metre,
      key,
      category: 'data-cable',
      name: [
        `Кабель «витая пара» ${ru} {cores}-жильный {colour}`,
        `Twisted pair cable ${en}, {cores} cores, {colour}`,
      ],
      about: ['Медь, одножильный, бухта 305 м в коробке.', 'Solid copper, 305 m box.'],
      axes: { cores: sizes([4, 8]), colour: kinds(['grey', 'black'], ['white', 'orange']) },
      article: `${article}-{cores}/{colour:code}`,
      price: (v) => dear * (5 + v.cores * 2.6),
      weight: (v) => 0.008 + v.cores * 0.0031,
      packs: () => [['coil', 305]],
      picture: () => `cable/utp/${look}`,
      family: ['cores', 'colour'],
      sale: { minimum: 305, step: 305 },
      fixed: { material: 'copper' },
    }),
  ),
]
