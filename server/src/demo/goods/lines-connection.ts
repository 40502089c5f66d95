import { wiring } from './brands.ts'
import { kinds, line, sizes } from './product-line.ts'
import type { ProductLine } from './product-line.ts'

const fitting = { brands: wiring, sale: 'piece', density: 250, papers: 'electric' } as const

/** By the colour code that the trade uses for each cross-section. */
const ferruleColours: Record<number, string[]> = {
  0.5: ['white'],
  0.75: ['grey', 'blue'],
  1: ['red'],
  1.5: ['black', 'red'],
  2.5: ['blue', 'grey'],
  4: ['grey', 'orange'],
  6: ['black', 'yellow'],
  10: ['red'],
  16: ['blue'],
}

export const connection: ProductLine[] = [
  line({
    ...fitting,
    key: 'terminal',
    category: 'terminals',
    name: ['Клемма с рычажком {cores}х{section} мм² {brand}', 'Lever terminal {cores}x{section} mm² {brand}'],
    about: [
      'Многоразовая, для жёстких и гибких жил, до 32 А.',
      'Reusable, for solid and stranded wires, up to 32 A.',
    ],
    axes: { cores: sizes([2, 3, 5], [4]), section: sizes([2.5, 4], [6]) },
    article: '00{cores}2{section}К',
    price: (v) => 5 + v.cores * 3.4 + v.section,
    weight: (v) => 0.001 + v.cores * 0.0008,
    packs: () => [
      ['pack', 50],
      ['box', 2000],
    ],
    picture: (v) => `terminal/${v.cores}`,
    family: ['cores', 'section'],
    sale: 'pack',
  }),
  line({
    ...fitting,
    key: 'lug',
    category: 'cable-lugs',
    name: [
      'Наконечник кабельный {material} {section}-{diameter}',
      'Cable lug, {material}, {section}-{diameter}',
    ],
    about: ['Под опрессовку, контрольное окно.', 'Crimped, with an inspection window.'],
    axes: {
      section: sizes([10, 16, 25, 35, 50, 70, 95], [4, 6, 120, 150, 185, 240]),
      diameter: sizes([6, 8, 10], [5, 12]),
      material: kinds(['tinned'], ['aluminium', 'copper']),
    },
    fits: (v) => v.diameter >= 4 + v.section / 24 && v.diameter <= 7 + v.section / 12,
    article: 'ТМЛ-{section}-{diameter}-{material:code}',
    price: (v) => (4 + v.section * 0.92) * (v.material === 'aluminium' ? 0.5 : 1),
    weight: (v) => v.section * 0.0006,
    packs: (v) => [
      ['pack', v.section > 40 ? 20 : 100],
      ['box', v.section > 40 ? 400 : 2000],
    ],
    picture: (v) => `lug/${v.material}`,
    family: ['section', 'diameter'],
    sale: 'pack',
  }),
  line({
    ...fitting,
    key: 'ferrule',
    category: 'cable-lugs',
    name: [
      'Наконечник-гильза НШВИ {section}-{length} {colour}',
      'Insulated ferrule {section}-{length} {colour}',
    ],
    about: [
      'Лужёная медь с изолирующим фланцем, 100 шт в пакете.',
      'Tinned copper with an insulating collar.',
    ],
    axes: {
      section: sizes([0.75, 1.5, 2.5, 4, 6], [0.5, 1, 10, 16]),
      length: sizes([8, 12], [18]),
      colour: kinds(['blue', 'red', 'black', 'grey'], ['yellow', 'white', 'orange']),
    },
    fits: (v) => ferruleColours[v.section]!.includes(v.colour),
    article: 'НШВИ-{section}-{length}/{colour:code}',
    price: (v) => 0.42 + v.section * 0.21,
    weight: (v) => 0.0001 + v.section * 0.00008,
    packs: () => [
      ['pack', 100],
      ['box', 10_000],
    ],
    picture: (v) => `ferrule/${v.colour}`,
    family: ['section', 'length'],
    sale: 'pack',
  }),
  line({
    ...fitting,
    key: 'cable-tie',
    category: 'cable-ties',
    name: ['Стяжка кабельная {width}х{length} {colour:f}', 'Cable tie {width}x{length} {colour}'],
    about: ['Полиамид 6.6, чёрные стойки к ультрафиолету.', 'Polyamide 6.6, the black ones resist UV.'],
    axes: {
      width: sizes([2.5, 3.6, 4.8], [7.6, 9]),
      length: sizes([100, 150, 200, 250, 300, 370], [80, 450, 550, 760]),
      colour: kinds(['white', 'black'], ['grey', 'red', 'green', 'blue']),
    },
    fits: (v) => v.length >= v.width * 34 && v.length <= v.width * 84,
    article: 'СТ-{width}/{length}-{colour:code}',
    price: (v) => 0.06 + v.width * v.length * 0.00165,
    weight: (v) => v.width * v.length * 0.0000016,
    packs: () => [
      ['pack', 100],
      ['box', 5000],
    ],
    picture: (v) => `cable-tie/${v.colour}`,
    family: ['width', 'length'],
    sale: 'pack',
  }),
  line({
    ...fitting,
    key: 'insulating-tape',
    category: 'insulating-tape',
    name: [
      'Изолента ПВХ {thickness}х{width} мм, {tape} м {colour:f} {brand}',
      'PVC insulating tape {thickness}x{width} mm, {tape} m, {colour} {brand}',
    ],
    about: ['Морозостойкая, тянется и не течёт.', 'Frost-proof, stretches and does not ooze.'],
    axes: {
      thickness: sizes([0.13], [0.15, 0.18]),
      width: sizes([15, 19]),
      tape: sizes([20], [10]),
      colour: kinds(['black', 'blue', 'white', 'yellow-green', 'red'], ['yellow', 'green', 'grey']),
    },
    article: 'ИЗ-{width}-{thickness}/{tape}-{colour:code}',
    price: (v) => 9 + v.width * v.tape * 0.085,
    weight: (v) => v.width * v.tape * 0.0002,
    packs: () => [
      ['pack', 10],
      ['box', 500],
    ],
    picture: (v) => `tape-roll/${v.colour}`,
    family: ['width', 'colour'],
    sale: 'pack',
  }),
  line({
    ...fitting,
    key: 'heat-shrink',
    category: 'heat-shrink',
    name: [
      'Трубка термоусадочная {diameter} мм 2:1 {colour:f}',
      'Heat shrink tubing {diameter} mm 2:1 {colour}',
    ],
    about: [
      'Полиолефин, усадка при 90 °C, отпускаем на метры.',
      'Polyolefin, shrinks at 90 °C, sold by the metre.',
    ],
    axes: {
      diameter: sizes([4, 6, 10, 20], [2, 3, 8, 12, 16, 30, 40]),
      colour: kinds(['black', 'red', 'blue', 'yellow-green'], ['clear', 'white']),
    },
    article: 'ТУТ-{diameter}/{colour:code}',
    price: (v) => 2.4 + v.diameter * 1.25,
    weight: (v) => v.diameter * 0.0008,
    unit: 'm',
    packs: (v) => [['coil', v.diameter > 15 ? 50 : 100]],
    picture: (v) => `heat-shrink/${v.colour}`,
    family: ['diameter', 'colour'],
    sale: { minimum: 1, step: 1 },
  }),
]
