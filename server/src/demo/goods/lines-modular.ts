import { modular } from './brands.ts'
import { kinds, line, sizes } from './product-line.ts'
import type { ProductLine } from './product-line.ts'

const device = { brands: modular, sale: 'piece', density: 550, papers: 'electric' } as const
const poleWeight = 0.11

export const modularDevices: ProductLine[] = [
  line({
    ...device,
    key: 'breaker',
    category: 'circuit-breakers',
    name: [
      'Автоматический выключатель {poles}P {current}А {curve} {breaking}кА {brand}',
      'Circuit breaker {poles}P {current}A {curve} {breaking}kA {brand}',
    ],
    about: [
      'На DIN-рейку, двойной контактный зажим, место для маркировки.',
      'DIN rail mounting, double terminals, label window.',
    ],
    axes: {
      poles: sizes([1, 2, 3], [4]),
      current: sizes([6, 10, 16, 20, 25, 32, 40, 63], [1, 2, 3, 4, 5, 8, 13, 50]),
      curve: kinds(['C'], ['B', 'D']),
      breaking: sizes([4.5], [6, 10]),
    },
    article: 'ВА47-{breaking}-{poles}P/{curve}{current}',
    price: (v) =>
      v.poles ** 1.08 * (118 + v.current * 0.9) * (v.curve === 'C' ? 1 : 1.12) * (v.breaking > 5 ? 1.35 : 1),
    weight: (v) => v.poles * poleWeight,
    packs: (v) => [
      ['pack', Math.floor(12 / v.poles)],
      ['box', Math.floor(12 / v.poles) * 10],
    ],
    picture: (v) => `breaker/mcb/${v.poles}`,
    family: ['current', 'poles', 'curve'],
  }),
  line({
    ...device,
    key: 'rcd',
    category: 'rcds',
    name: [
      'УЗО {poles}P {current}А {leakage}мА тип {kind} {brand}',
      'RCD {poles}P {current}A {leakage}mA type {kind} {brand}',
    ],
    about: [
      'Электромеханическое: срабатывает и при обрыве нуля.',
      'Electromechanical: trips even when the neutral is lost.',
    ],
    axes: {
      poles: sizes([2, 4]),
      current: sizes([25, 40, 63], [16, 32, 80, 100]),
      leakage: sizes([30, 100], [10, 300]),
      kind: kinds(['A'], ['AC']),
    },
    fits: (v) => v.leakage > 10 || (v.current <= 25 && v.poles === 2),
    article: 'ВД1-{poles}P-{current}/{leakage}{kind}',
    price: (v) => 420 + v.poles * 160 + v.current * 4 + (v.kind === 'A' ? 190 : 0),
    weight: (v) => v.poles * poleWeight,
    packs: (v) => [['box', v.poles === 2 ? 60 : 30]],
    picture: (v) => `breaker/rcd/${v.poles}`,
    family: ['poles', 'current'],
  }),
  line({
    ...device,
    key: 'rcbo',
    category: 'rcbos',
    name: [
      'Дифавтомат {poles}P {current}А {leakage}мА {curve} тип {kind} {brand}',
      'RCBO {poles}P {current}A {leakage}mA {curve} type {kind} {brand}',
    ],
    about: [
      'УЗО и автомат в одном корпусе, экономит место в щите.',
      'RCD and breaker in one body, saves room in the board.',
    ],
    axes: {
      poles: sizes([2], [4]),
      current: sizes([10, 16, 20, 25, 32, 40], [6, 50, 63]),
      leakage: sizes([30], [10, 100]),
      curve: kinds(['C'], ['B']),
      kind: kinds(['A'], ['AC']),
    },
    article: 'АВДТ-{poles}P-{curve}{current}/{leakage}{kind}',
    price: (v) => 560 + v.poles * 130 + v.current * 5 + (v.kind === 'A' ? 140 : 0),
    weight: (v) => v.poles * poleWeight,
    packs: (v) => [['box', v.poles === 2 ? 60 : 30]],
    picture: (v) => `breaker/rcbo/${v.poles}`,
    family: ['current'],
  }),
  line({
    ...device,
    key: 'load-switch',
    category: 'load-switches',
    name: ['Выключатель нагрузки {poles}P {current}А {brand}', 'Load switch {poles}P {current}A {brand}'],
    about: ['Видимое положение контактов, на DIN-рейку.', 'Visible contact position, DIN rail.'],
    axes: { poles: sizes([1, 2, 3, 4]), current: sizes([25, 40, 63, 100], [32, 80, 125]) },
    article: 'ВН32/{poles}P-{current}',
    price: (v) => v.poles * (84 + v.current * 0.8),
    weight: (v) => v.poles * poleWeight,
    packs: (v) => [['box', Math.floor(120 / v.poles)]],
    picture: (v) => `breaker/switch/${v.poles}`,
    family: ['poles', 'current'],
  }),
  line({
    ...device,
    key: 'contactor',
    category: 'contactors',
    name: [
      'Контактор модульный {poles}P {current}А {voltage}В {brand}',
      'Modular contactor {poles}P {current}A {voltage}V {brand}',
    ],
    about: ['Бесшумный, для освещения и обогрева.', 'Silent, for lighting and heating.'],
    axes: { poles: sizes([2, 4]), current: sizes([20, 25, 40, 63], [32]), voltage: sizes([230], [24]) },
    price: (v) => 640 + v.poles * 120 + v.current * 14,
    weight: (v) => 0.14 + v.poles * 0.05,
    packs: () => [['box', 40]],
    picture: (v) => `breaker/contactor/${v.poles}`,
    family: ['poles', 'current'],
  }),
]
