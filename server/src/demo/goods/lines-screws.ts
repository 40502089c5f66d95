import { metalware } from './brands.ts'
import { kinds, lengthClass, line, sizes } from './product-line.ts'
import type { ProductLine } from './product-line.ts'

const screwMass = (d: number, l: number): number => 3.9e-6 * d * d * l + 2.2e-6 * d ** 3
const screwPrice = (kg: number): number => kg * 290 + 0.12

/** Self-tapping screws are made in fixed pairs of diameter and length. */
const drywall = [
  '3.5x16',
  '3.5x19',
  '3.5x25',
  '3.5x32',
  '3.5x35',
  '3.5x41',
  '3.5x45',
  '3.5x51',
  '3.5x55',
  '3.8x64',
  '3.8x70',
  '4.2x70',
  '4.2x76',
  '4.2x90',
  '4.8x95',
  '4.8x102',
  '4.8x110',
  '4.8x127',
  '4.8x152',
]
const roofing = [
  '4.8x19',
  '4.8x29',
  '4.8x35',
  '4.8x51',
  '4.8x70',
  '5.5x19',
  '5.5x25',
  '5.5x32',
  '5.5x51',
  '5.5x76',
  '6.3x25',
  '6.3x38',
  '6.3x100',
]
const made = (pairs: string[]) => (v: { diameter: number; length: number }) =>
  pairs.includes(`${v.diameter}x${v.length}`)

const drywallAxes = {
  diameter: sizes([3.5, 3.8, 4.2, 4.8]),
  length: sizes([16, 19, 25, 32, 35, 41, 45, 51, 55, 64, 70, 76, 90, 102, 127], [95, 110, 152]),
}

export const screws: ProductLine[] = [
  line({
    key: 'sgd',
    category: 'wood-drywall-screws',
    name: [
      'Саморез по гипсокартону и дереву {diameter}х{length} {coating}',
      'Drywall screw, coarse thread, {diameter}x{length} {coating}',
    ],
    about: [
      'Крупная резьба для крепления листов к деревянному каркасу, потайная головка, шлиц PH2.',
      'Coarse thread for fixing boards to timber, bugle head, PH2.',
    ],
    brands: metalware,
    axes: { ...drywallAxes, coating: kinds(['black'], ['yz', 'zn']) },
    fits: made(drywall),
    article: 'СГД-{diameter}х{length}-{coating:code}',
    price: (v) => screwPrice(screwMass(v.diameter, v.length)),
    weight: (v) => screwMass(v.diameter, v.length),
    picture: (v) => [
      `screw/bugle/coarse/${v.coating}/${lengthClass(v.length / v.diameter / 1.7)}`,
      `head/cross/${v.coating}`,
    ],
    family: ['diameter', 'length'],
    sale: 'pack',
    fixed: { drive: 'PH2' },
    papers: 'metal',
  }),
  line({
    key: 'sgm',
    category: 'metal-drywall-screws',
    name: [
      'Саморез по гипсокартону и металлу {diameter}х{length} {coating}',
      'Drywall screw, fine thread, {diameter}x{length} {coating}',
    ],
    about: [
      'Мелкая резьба для крепления листов к металлическому профилю до 0,9 мм.',
      'Fine thread for fixing boards to metal studs up to 0.9 mm.',
    ],
    brands: metalware,
    axes: { ...drywallAxes, coating: kinds(['black'], ['zn']) },
    fits: made(drywall),
    article: 'СГМ-{diameter}х{length}-{coating:code}',
    price: (v) => screwPrice(screwMass(v.diameter, v.length)) * 1.02,
    weight: (v) => screwMass(v.diameter, v.length),
    picture: (v) => [
      `screw/bugle/fine/${v.coating}/${lengthClass(v.length / v.diameter / 1.7)}`,
      `head/cross/${v.coating}`,
    ],
    family: ['diameter', 'length'],
    sale: 'pack',
    fixed: { drive: 'PH2' },
    papers: 'metal',
  }),
  line({
    key: 'press-drill',
    category: 'washer-head-screws',
    name: [
      'Саморез с пресс-шайбой {diameter}х{length} сверло {coating}',
      'Washer head screw {diameter}x{length}, drill point, {coating}',
    ],
    about: [
      'Со сверлом: проходит сталь до 2 мм без засверливания.',
      'Drill point: goes through 2 mm steel without pre-drilling.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([4.2]),
      length: sizes([13, 14, 16, 19, 25, 32, 41, 51, 76]),
      coating: kinds(['zn'], ['a2']),
    },
    article: 'ПШ-С-{length}-{coating:code}',
    price: (v) => screwPrice(screwMass(v.diameter, v.length)) * (v.coating === 'a2' ? 3.2 : 1.1),
    weight: (v) => screwMass(v.diameter, v.length),
    picture: (v) => [
      `screw/washer/drill/${v.coating}/${v.length < 30 ? 's' : 'm'}`,
      `head/cross/${v.coating}`,
    ],
    family: ['length'],
    sale: 'pack',
    fixed: { drive: 'PH2' },
    papers: 'metal',
  }),
  line({
    key: 'press-sharp',
    category: 'washer-head-screws',
    name: [
      'Саморез с пресс-шайбой {diameter}х{length} острый {colour}',
      'Washer head screw {diameter}x{length}, sharp point, {colour}',
    ],
    about: [
      'Острый наконечник для листа до 0,9 мм, головка окрашена в цвет кровли.',
      'Sharp point for sheets up to 0.9 mm, head painted to match the roof.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([4.2]),
      length: sizes([13, 16, 19, 25], [32, 41, 51]),
      colour: kinds(['ral9003', 'ral8017', 'ral7024'], ['ral6005', 'ral3005', 'ral5005']),
    },
    article: 'ПШ-О-{length}/{colour:code}',
    price: (v) => screwPrice(screwMass(v.diameter, v.length)) * 1.3,
    weight: (v) => screwMass(v.diameter, v.length),
    picture: (v) => `screw/washer/sharp/${v.colour}/s`,
    family: ['length', 'colour'],
    sale: 'pack',
    fixed: { drive: 'PH2' },
    papers: 'metal',
  }),
  line({
    key: 'roofing',
    category: 'roofing-screws',
    name: ['Саморез кровельный {diameter}х{length} {colour}', 'Roofing screw {diameter}x{length} {colour}'],
    about: [
      'С шестигранной головкой и шайбой с EPDM: не течёт и не ржавеет.',
      'Hex head with an EPDM washer: neither leaks nor rusts.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([4.8, 5.5], [6.3]),
      length: sizes([19, 29, 35, 51, 70], [25, 32, 38, 76, 100]),
      colour: kinds(['ral8017', 'ral9003', 'ral6005', 'ral3005', 'ral7024'], ['ral5005']),
    },
    fits: made(roofing),
    article: 'КР-{diameter}х{length}/{colour:code}',
    price: (v) => screwPrice(screwMass(v.diameter, v.length) + 0.0018) * 1.25,
    weight: (v) => screwMass(v.diameter, v.length) + 0.0018,
    packs: (v) => [
      ['pack', v.length > 60 ? 100 : 250],
      ['box', v.length > 60 ? 1000 : 2500],
      ['pallet', v.length > 60 ? 45_000 : 90_000],
    ],
    picture: (v) => [`screw/roof/drill/${v.colour}/${v.length < 40 ? 's' : 'm'}`, `head/hex/${v.colour}`],
    family: ['length', 'colour'],
    sale: 'pack',
    papers: 'metal',
  }),
  line({
    key: 'chipboard',
    category: 'chipboard-screws',
    name: [
      'Шуруп универсальный {diameter}х{length} {drive} {coating}',
      'Chipboard screw {diameter}x{length} {drive} {coating}',
    ],
    about: [
      'Для дерева, ДСП и пластиковых дюбелей: острый конец, потайная головка.',
      'For wood, chipboard and wall plugs: sharp point, countersunk head.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([3, 3.5, 4, 5, 6], [2.5, 4.5, 8]),
      length: sizes([16, 20, 25, 30, 40, 50, 60, 80, 100, 120], [12, 35, 45, 70, 90, 140, 160, 180, 200]),
      drive: kinds(['PZ2'], ['T20']),
      coating: kinds(['yz', 'zn'], ['a2', 'black']),
    },
    fits: (v) => v.length >= 4.5 * v.diameter && v.length <= 20 * v.diameter,
    price: (v) =>
      screwPrice(screwMass(v.diameter, v.length)) *
      (v.coating === 'a2' ? 3.4 : 1.05) *
      (v.drive === 'T20' ? 1.15 : 1),
    weight: (v) => screwMass(v.diameter, v.length),
    picture: (v) => [
      `screw/csk/coarse/${v.coating}/${lengthClass(v.length / v.diameter / 1.7)}`,
      `head/${v.drive === 'T20' ? 'star' : 'cross'}/${v.coating}`,
    ],
    family: ['diameter', 'length'],
    sale: 'pack',
    papers: 'metal',
  }),
  line({
    key: 'din-571',
    category: 'coach-screws',
    name: [
      'Шуруп-глухарь DIN 571 {diameter}х{length} {coating}',
      'Coach screw DIN 571 {diameter}x{length} {coating}',
    ],
    about: [
      'Сантехнический болт для бруса и дюбеля, головка под ключ.',
      'Heavy wood screw for beams and plugs, turned by a spanner.',
    ],
    brands: metalware,
    axes: {
      diameter: sizes([6, 8, 10], [12, 16]),
      length: sizes([40, 50, 60, 80, 100, 120], [30, 70, 90, 140, 160, 180, 200, 240, 280]),
      coating: kinds(['zn'], ['yz', 'a2', 'hdg']),
    },
    fits: (v) => v.length >= 4.5 * v.diameter && v.length <= 22 * v.diameter,
    article: '571/{diameter}/{length}-{coating:code}',
    price: (v) =>
      screwPrice(screwMass(v.diameter, v.length) * 1.5) *
      (v.coating === 'a2' ? 3.3 : v.coating === 'hdg' ? 1.4 : 0.95),
    weight: (v) => screwMass(v.diameter, v.length) * 1.5,
    picture: (v) => [
      `screw/coach/coarse/${v.coating}/${lengthClass(v.length / v.diameter)}`,
      `head/hex/${v.coating}`,
    ],
    family: ['diameter', 'length'],
    sale: 'pack',
    papers: 'metal',
  }),
]
