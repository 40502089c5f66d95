import { lighting } from './brands.ts'
import { kinds, line, sizes } from './product-line.ts'
import type { ProductLine } from './product-line.ts'

const lamp = { brands: lighting, sale: 'piece', density: 130, papers: 'light' } as const

export const lightingLines: ProductLine[] = [
  ...(
    [
      ['bulb-pear', 'груша A60', 'pear A60', 'pear', ['E27'], 1],
      ['bulb-candle', 'свеча C37', 'candle C37', 'candle', ['E14', 'E27'], 1.05],
      ['bulb-spot', 'рефлектор', 'reflector', 'spot', ['GU10', 'GU5.3'], 1.1],
    ] as const
  ).map(([key, ru, en, shape, caps, dear]) =>
    line({
      ...lamp,
      key,
      category: 'led-bulbs',
      name: [
        `Лампа светодиодная ${ru} {power} Вт {cap} {kelvin} К {brand}`,
        `LED bulb ${en} {power} W {cap} {kelvin} K {brand}`,
      ],
      about: [
        'Без пульсации, работает при 170–260 В, гарантия 3 года.',
        'Flicker-free, works at 170–260 V, 3-year warranty.',
      ],
      axes: {
        power: sizes([7, 10, 15], [5, 8, 9, 12, 20]),
        cap: kinds([...caps]),
        kelvin: sizes([3000, 4000, 6500]),
      },
      fits: (v) => shape === 'pear' || v.power <= 10,
      article: `${shape === 'pear' ? 'A60' : shape === 'candle' ? 'C37' : 'MR16'}-{power}-{cap}-{kelvin}`,
      price: (v) => dear * (38 + v.power * 5.4),
      weight: (v) => 0.02 + v.power * 0.003,
      packs: () => [
        ['pack', 10],
        ['box', 100],
        ['pallet', 4000],
      ],
      picture: (v) => `bulb/${shape}/${v.kelvin > 5000 ? 'cold' : v.kelvin > 3500 ? 'neutral' : 'warm'}`,
      family: ['power', 'kelvin'],
    }),
  ),
  line({
    ...lamp,
    key: 'torch',
    category: 'torches',
    name: ['Фонарь аккумуляторный {brand} {flux} лм {ip}', 'Rechargeable torch {brand} {flux} lm {ip}'],
    about: [
      'Алюминиевый корпус, четыре режима, зарядка от USB-C.',
      'Aluminium body, four modes, USB-C charging.',
    ],
    axes: { flux: sizes([250, 600, 1000], [150, 400, 1500, 2500]), ip: kinds(['IP54', 'IP67']) },
    price: (v) => (340 + v.flux * 1.15) * (v.ip === 'IP67' ? 1.3 : 1),
    weight: (v) => 0.09 + v.flux * 0.00018,
    packs: () => [['box', 60]],
    picture: (v) => `torch/${v.flux > 500 ? 'big' : 'small'}`,
    family: ['flux', 'ip'],
  }),
  line({
    ...lamp,
    key: 'floodlight',
    category: 'floodlights',
    name: [
      'Прожектор светодиодный {power} Вт {kelvin} К {ip} {colour} {brand}',
      'LED floodlight {power} W {kelvin} K {ip} {colour} {brand}',
    ],
    about: [
      'Литой корпус, закалённое стекло, поворотная скоба.',
      'Die-cast body, tempered glass, swivel bracket.',
    ],
    axes: {
      power: sizes([20, 30, 50, 100], [10, 70, 150, 200, 300]),
      kelvin: sizes([4000, 6500], [3000]),
      ip: kinds(['IP65']),
      colour: kinds(['black'], ['white', 'grey']),
    },
    article: 'СДО-{power}/{kelvin}-{colour:code}',
    price: (v) => 190 + v.power * 13.5,
    weight: (v) => 0.2 + v.power * 0.013,
    packs: (v) => [['box', v.power > 60 ? 10 : 30]],
    picture: (v) => `floodlight/${v.colour}/${v.power > 60 ? 'big' : 'small'}`,
    family: ['power', 'kelvin'],
  }),
  line({
    ...lamp,
    key: 'linear-light',
    category: 'linear-lights',
    name: [
      'Светильник линейный {length} мм {power} Вт {kelvin} К {ip} {brand}',
      'Linear luminaire {length} mm {power} W {kelvin} K {ip} {brand}',
    ],
    about: [
      'Для склада, паркинга, мастерской; соединение в линию.',
      'For warehouses, car parks and workshops; links into lines.',
    ],
    axes: {
      length: sizes([600, 1200], [1500]),
      power: sizes([18, 36], [24, 48, 54]),
      kelvin: sizes([4000, 6500]),
      ip: kinds(['IP20', 'IP65'], ['IP40']),
    },
    fits: (v) => Math.abs(v.power / v.length - 0.033) < 0.008,
    price: (v) => (160 + v.power * 13) * (v.ip === 'IP65' ? 1.5 : 1),
    weight: (v) => v.length * 0.0009,
    packs: () => [['box', 20]],
    picture: (v) => `linear/${v.ip === 'IP65' ? 'sealed' : 'open'}/${v.length > 900 ? 'long' : 'short'}`,
    family: ['length', 'kelvin'],
  }),
  line({
    ...lamp,
    key: 'led-panel',
    category: 'led-panels',
    name: [
      'Панель светодиодная {width}х{length} {power} Вт {kelvin} К {brand}',
      'LED panel {width}x{length} {power} W {kelvin} K {brand}',
    ],
    about: [
      'Для потолка «Армстронг», рассеиватель «призма» или «опал».',
      'For grid ceilings, prismatic or opal diffuser.',
    ],
    axes: {
      width: sizes([595], [295]),
      length: sizes([595], [1195]),
      power: sizes([36, 40], [32, 48, 60]),
      kelvin: sizes([4000, 6500], [3000, 5000]),
    },
    article: 'ПС-{width}/{power}-{kelvin}',
    price: (v) => 420 + v.power * 11 + (v.length > 600 ? 300 : 0),
    weight: (v) => v.width * v.length * 0.0000048,
    packs: () => [['box', 4]],
    picture: (v) => `panel/${v.kelvin > 5500 ? 'cold' : 'neutral'}`,
    family: ['power', 'kelvin'],
  }),
  line({
    ...lamp,
    key: 'emergency-light',
    category: 'emergency-lights',
    name: [
      'Светильник аварийный {hours} ч {power} Вт {ip} {brand}',
      'Emergency luminaire, {hours} h, {power} W, {ip} {brand}',
    ],
    about: [
      'Постоянного и непостоянного действия, кнопка «Тест».',
      'Maintained or non-maintained, with a test button.',
    ],
    axes: { hours: sizes([1, 3]), power: sizes([3, 5], [8, 12]), ip: kinds(['IP20', 'IP65']) },
    article: 'ДБА-{power}/{hours}-{ip}',
    price: (v) => (680 + v.power * 45 + v.hours * 160) * (v.ip === 'IP65' ? 1.35 : 1),
    weight: (v) => 0.5 + v.hours * 0.12,
    packs: () => [['box', 20]],
    picture: (v) => `emergency/${v.hours > 2 ? 'exit' : 'lamp'}`,
    family: ['hours', 'power'],
  }),
]
