import { metalware } from './brands.ts'
import { hexHead, metalPrice, sensible, shank } from './metal.ts'
import { kinds, lengthClass, line, sizes } from './product-line.ts'
import type { ProductLine } from './product-line.ts'

const lengths = sizes(
  [16, 20, 25, 30, 40, 50, 60, 80, 100],
  [12, 35, 45, 55, 65, 70, 75, 90, 110, 120, 130, 140, 150, 160, 180, 200],
)

export const bolts: ProductLine[] = [
  line({
    key: 'din-933',
    category: 'hex-bolts',
    name: [
      'Болт DIN 933 М{diameter}х{length} {strength} {coating}',
      'Hex bolt DIN 933 M{diameter}x{length} {strength} {coating}',
    ],
    about: [
      'Болт с шестигранной головкой и полной резьбой для металлоконструкций и машиностроения.',
      'Fully threaded hex head bolt for steel structures and machinery.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([6, 8, 10, 12, 16], [5, 14, 18, 20, 22, 24, 27, 30]),
      length: lengths,
      strength: kinds(['8.8', 'a2-70'], ['5.8', '10.9', 'a4-80']),
      coating: kinds(['zn', 'a2'], ['none', 'hdg', 'a4']),
    },
    fits: (v) =>
      v.length >= 1.5 * v.diameter && v.length <= 12 * v.diameter && sensible(v.coating, v.strength),
    article: '933-{diameter}-{length}-{strength}-{coating:code}',
    price: (v) => metalPrice(shank(v.diameter, v.length) + hexHead(v.diameter), v.coating, v.strength),
    weight: (v) => shank(v.diameter, v.length) + hexHead(v.diameter),
    picture: (v) => [
      `bolt/hex/full/${v.coating}/${lengthClass(v.length / v.diameter)}`,
      `head/hex/${v.coating}`,
    ],
    family: ['diameter', 'length'],
    sale: 'pack',
    papers: 'metal',
  }),
  line({
    key: 'din-931',
    category: 'hex-bolts',
    name: [
      'Болт DIN 931 М{diameter}х{length} {strength} {coating}',
      'Hex bolt DIN 931 M{diameter}x{length} {strength} {coating}',
    ],
    about: [
      'Болт с шестигранной головкой и неполной резьбой: гладкая часть стержня работает на срез.',
      'Partially threaded hex head bolt: the plain shank takes the shear.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([8, 10, 12, 16, 20], [6, 14, 18, 22, 24, 27, 30, 36]),
      length: sizes(
        [60, 80, 100, 120, 150],
        [50, 70, 90, 110, 130, 140, 160, 180, 200, 220, 240, 260, 280, 300],
      ),
      strength: kinds(['8.8'], ['5.8', '10.9', 'a2-70', 'a4-80']),
      coating: kinds(['zn'], ['none', 'hdg', 'a2', 'a4']),
    },
    fits: (v) => v.length >= 4 * v.diameter && v.length <= 16 * v.diameter && sensible(v.coating, v.strength),
    article: '931-{diameter}-{length}-{strength}-{coating:code}',
    price: (v) => 1.06 * metalPrice(shank(v.diameter, v.length) + hexHead(v.diameter), v.coating, v.strength),
    weight: (v) => shank(v.diameter, v.length) + hexHead(v.diameter),
    picture: (v) => [
      `bolt/hex/part/${v.coating}/${lengthClass(v.length / v.diameter)}`,
      `head/hex/${v.coating}`,
    ],
    family: ['diameter', 'length'],
    sale: 'pack',
    papers: 'metal',
  }),
  line({
    key: 'din-6921',
    category: 'flange-bolts',
    name: [
      'Болт с фланцем DIN 6921 М{diameter}х{length} {strength} {coating}',
      'Flange bolt DIN 6921 M{diameter}x{length} {strength} {coating}',
    ],
    about: [
      'Болт с прессованным фланцем: шайба не нужна, соединение не откручивается от вибрации.',
      'Bolt with a pressed flange: needs no washer and stays tight under vibration.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([6, 8, 10], [5, 12, 14, 16]),
      length: sizes([16, 20, 25, 30, 40, 50], [12, 35, 45, 60, 70, 80, 90, 100]),
      strength: kinds(['8.8'], ['10.9']),
      coating: kinds(['zn'], ['yz']),
    },
    fits: (v) => v.length >= 1.5 * v.diameter && v.length <= 9 * v.diameter,
    article: '6921/{diameter}x{length}',
    price: (v) =>
      1.22 * metalPrice(shank(v.diameter, v.length) + 1.5 * hexHead(v.diameter), v.coating, v.strength),
    weight: (v) => shank(v.diameter, v.length) + 1.5 * hexHead(v.diameter),
    picture: (v) => [
      `bolt/flange/full/${v.coating}/${lengthClass(v.length / v.diameter)}`,
      `head/flange/${v.coating}`,
    ],
    family: ['diameter', 'length'],
    sale: 'pack',
    papers: 'metal',
  }),
  line({
    key: 'din-603',
    category: 'carriage-bolts',
    name: [
      'Болт мебельный DIN 603 М{diameter}х{length} {coating}',
      'Carriage bolt DIN 603 M{diameter}x{length} {coating}',
    ],
    about: [
      'Гладкая полукруглая головка и квадратный подголовок: не проворачивается в дереве.',
      'Smooth domed head with a square neck that does not turn in wood.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([6, 8, 10], [5, 12, 16]),
      length: sizes([40, 60, 80, 100, 120], [20, 25, 30, 50, 70, 90, 140, 160, 180, 200, 240]),
      coating: kinds(['zn'], ['a2', 'hdg']),
    },
    fits: (v) => v.length >= 3 * v.diameter && v.length <= 22 * v.diameter,
    article: 'БМ-{diameter}х{length}-{coating:code}',
    price: (v) => metalPrice(shank(v.diameter, v.length) + 0.8 * hexHead(v.diameter), v.coating, '4.8'),
    weight: (v) => shank(v.diameter, v.length) + 0.8 * hexHead(v.diameter),
    picture: (v) => [
      `bolt/carriage/part/${v.coating}/${lengthClass(v.length / v.diameter)}`,
      `head/dome/${v.coating}`,
    ],
    family: ['diameter', 'length'],
    sale: 'pack',
    fixed: { strength: '4.8' },
    papers: 'metal',
  }),
  line({
    key: 'din-912',
    category: 'socket-screws',
    name: [
      'Винт DIN 912 М{diameter}х{length} {strength} {coating}',
      'Socket head cap screw DIN 912 M{diameter}x{length} {strength} {coating}',
    ],
    about: [
      'Винт с цилиндрической головкой под шестигранный ключ, для тесных мест и больших нагрузок.',
      'Cylinder head screw for hex keys, for tight places and high loads.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([5, 6, 8, 10], [3, 4, 12, 14, 16, 20, 24]),
      length: lengths,
      strength: kinds(['8.8'], ['12.9', 'a2-70']),
      coating: kinds(['zn'], ['black', 'a2']),
    },
    fits: (v) =>
      v.length >= 2 * v.diameter &&
      v.length <= 9 * v.diameter &&
      sensible(v.coating, v.strength) &&
      (v.strength === '12.9') === (v.coating === 'black'),
    price: (v) =>
      1.3 * metalPrice(shank(v.diameter, v.length) + 1.2 * hexHead(v.diameter), v.coating, v.strength),
    weight: (v) => shank(v.diameter, v.length) + 1.2 * hexHead(v.diameter),
    picture: (v) => [
      `bolt/socket/full/${v.coating}/${lengthClass(v.length / v.diameter)}`,
      `head/socket/${v.coating}`,
    ],
    family: ['diameter', 'length'],
    sale: 'pack',
    papers: 'metal',
  }),
  line({
    key: 'din-7985',
    category: 'pan-screws',
    name: [
      'Винт DIN 7985 М{diameter}х{length} {coating}',
      'Pan head screw DIN 7985 M{diameter}x{length} {coating}',
    ],
    about: [
      'Винт с полукруглой головкой под крестовую отвёртку.',
      'Pan head machine screw with a cross drive.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([3, 4, 5, 6], [2, 2.5, 8]),
      length: sizes([10, 16, 20, 30, 40], [6, 8, 12, 14, 25, 35, 45, 50, 60]),
      coating: kinds(['zn'], ['a2', 'yz', 'brass']),
    },
    fits: (v) => v.length >= 2 * v.diameter && v.length <= 12 * v.diameter,
    article: '7985-{diameter}x{length}-{coating:code}',
    price: (v) => metalPrice(shank(v.diameter, v.length) + 0.7 * hexHead(v.diameter), v.coating, '4.8'),
    weight: (v) => shank(v.diameter, v.length) + 0.7 * hexHead(v.diameter),
    picture: (v) => [
      `bolt/pan/full/${v.coating}/${lengthClass(v.length / v.diameter)}`,
      `head/cross/${v.coating}`,
    ],
    family: ['diameter', 'length'],
    sale: 'pack',
    fixed: { strength: '4.8', drive: 'PH2' },
    papers: 'metal',
  }),
  line({
    key: 'din-965',
    category: 'countersunk-screws',
    name: [
      'Винт потайной DIN 965 М{diameter}х{length} {coating}',
      'Countersunk screw DIN 965 M{diameter}x{length} {coating}',
    ],
    about: [
      'Винт с потайной головкой: заподлицо с поверхностью.',
      'Countersunk machine screw that sits flush with the surface.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([3, 4, 5, 6], [2.5, 8, 10]),
      length: sizes([10, 16, 20, 30, 40], [8, 12, 25, 35, 45, 50, 60, 70]),
      coating: kinds(['zn'], ['a2', 'yz', 'brass']),
    },
    fits: (v) => v.length >= 2 * v.diameter && v.length <= 12 * v.diameter,
    article: '965-{diameter}x{length}-{coating:code}',
    price: (v) => metalPrice(shank(v.diameter, v.length) + 0.5 * hexHead(v.diameter), v.coating, '4.8'),
    weight: (v) => shank(v.diameter, v.length) + 0.5 * hexHead(v.diameter),
    picture: (v) => [
      `bolt/csk/full/${v.coating}/${lengthClass(v.length / v.diameter)}`,
      `head/cross/${v.coating}`,
    ],
    family: ['diameter', 'length'],
    sale: 'pack',
    fixed: { strength: '4.8', drive: 'PH2' },
    papers: 'metal',
  }),
  line({
    key: 'din-914',
    category: 'set-screws',
    name: [
      'Винт установочный DIN 914 М{diameter}х{length} {coating}',
      'Set screw DIN 914 M{diameter}x{length} {coating}',
    ],
    about: [
      'Установочный винт с коническим концом и внутренним шестигранником.',
      'Socket set screw with a cone point.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([5, 6, 8], [3, 4, 10, 12]),
      length: sizes([8, 10, 16], [5, 6, 12, 20, 25, 30, 40]),
      coating: kinds(['black'], ['a2', 'zn']),
    },
    fits: (v) => v.length >= v.diameter && v.length <= 5 * v.diameter,
    price: (v) => 1.6 * metalPrice(shank(v.diameter, v.length), v.coating),
    weight: (v) => shank(v.diameter, v.length),
    picture: (v) => [`bolt/none/full/${v.coating}/s`, `head/set/${v.coating}`],
    family: ['diameter', 'length'],
    sale: 'pack',
    papers: 'metal',
  }),
  line({
    key: 'din-975',
    category: 'threaded-rods',
    name: [
      'Шпилька резьбовая DIN 975 М{diameter}х{length} {strength} {coating}',
      'Threaded rod DIN 975 M{diameter}x{length} {strength} {coating}',
    ],
    about: [
      'Шпилька с полной резьбой для подвеса коммуникаций и анкерных узлов.',
      'Fully threaded rod for hanging services and anchor points.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([6, 8, 10, 12, 16, 20], [5, 14, 18, 22, 24, 27, 30]),
      length: sizes([1000, 2000], [3000]),
      strength: kinds(['4.8', '8.8'], ['10.9', 'a2-70']),
      coating: kinds(['zn'], ['none', 'hdg', 'a2']),
    },
    fits: (v) => sensible(v.coating, v.strength),
    article: '975-{diameter}-{length}-{strength}-{coating:code}',
    price: (v) => 0.72 * metalPrice(0.8 * shank(v.diameter, v.length), v.coating, v.strength),
    weight: (v) => 0.8 * shank(v.diameter, v.length),
    packs: (v) => {
      const bundle = Math.max(2, Math.round(150 / v.diameter / 10) * 5)
      return [
        ['pack', bundle],
        ['pallet', bundle * 60],
      ]
    },
    picture: (v) => `rod/${v.coating}/${v.diameter < 11 ? 'thin' : 'thick'}`,
    family: ['diameter', 'length'],
    sale: 'piece',
    papers: 'metal',
  }),
]
