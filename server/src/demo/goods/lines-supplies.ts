import { chemistry, protection } from './brands.ts'
import { kinds, line, sizes } from './product-line.ts'
import type { ProductLine } from './product-line.ts'

const tube = { brands: chemistry, sale: 'piece', density: 750, papers: 'chemistry' } as const
const worn = { brands: protection, sale: 'piece', density: 160, papers: 'protection' } as const
const cartridges = (): [string, number][] => [
  ['box', 12],
  ['pallet', 1152],
]

export const supplies: ProductLine[] = [
  line({
    ...tube,
    key: 'foam',
    category: 'foams',
    name: ['Пена монтажная {brand} {season:f} {volume} мл', 'Mounting foam {brand}, {season}, {volume} ml'],
    about: [
      'Профессиональная, выход до 65 л, низкое вторичное расширение.',
      'Professional, yields up to 65 l, low post-expansion.',
    ],
    axes: { volume: sizes([750, 850], [500, 650, 1000]), season: kinds(['summer', 'winter', 'all']) },
    article: 'ПМ-{volume}/{season:code}',
    price: (v) => 90 + v.volume * 0.34 + (v.season === 'winter' ? 35 : 0),
    weight: (v) => v.volume * 0.0012,
    packs: cartridges,
    picture: (v) => `can/foam/${v.season === 'winter' ? 'blue' : v.season === 'summer' ? 'orange' : 'green'}`,
    family: ['volume', 'season'],
  }),
  ...(
    [
      [
        'sealant-sanitary',
        'Герметик силиконовый санитарный',
        'Sanitary silicone sealant',
        'С противогрибковой добавкой, для ванных и кухонь.',
        'Fungicide added, for bathrooms and kitchens.',
        1.1,
      ],
      [
        'sealant-universal',
        'Герметик силиконовый универсальный',
        'Universal silicone sealant',
        'Для стекла, керамики, алюминия.',
        'For glass, ceramics, aluminium.',
        1,
      ],
      [
        'sealant-acrylic',
        'Герметик акриловый',
        'Acrylic sealant',
        'Окрашивается, для внутренних швов.',
        'Paintable, for indoor joints.',
        0.75,
      ],
      [
        'sealant-polyurethane',
        'Герметик полиуретановый',
        'Polyurethane sealant',
        'Для межпанельных швов и кровли.',
        'For panel joints and roofs.',
        1.9,
      ],
    ] as const
  ).map(([key, ru, en, aboutRu, aboutEn, dear]) =>
    line({
      ...tube,
      key,
      category: 'sealants',
      name: [`${ru} {volume} мл {colour} {brand}`, `${en} {volume} ml {colour} {brand}`],
      about: [aboutRu, aboutEn],
      axes: {
        volume: sizes([280], [80, 310, 600]),
        colour: kinds(['white', 'clear', 'grey'], ['black', 'wood']),
      },
      fits: (v) => v.colour !== 'clear' || dear >= 1,
      price: (v) => dear * (60 + v.volume * 0.52),
      weight: (v) => v.volume * 0.0012,
      packs: cartridges,
      picture: (v) => `cartridge/sealant/${v.colour}`,
      family: ['volume', 'colour'],
    }),
  ),
  line({
    ...tube,
    key: 'mounting-adhesive',
    category: 'adhesives',
    name: [
      'Клей монтажный «жидкие гвозди» {brand} {volume} мл {colour}',
      'Mounting adhesive {brand} {volume} ml {colour}',
    ],
    about: [
      'Держит сразу, для панелей, плинтусов и зеркал.',
      'Grabs at once, for panels, skirting and mirrors.',
    ],
    axes: { volume: sizes([300, 400], [125, 280]), colour: kinds(['white', 'clear'], ['wood']) },
    article: 'ЖГ{volume}/{colour:code}',
    price: (v) => 70 + v.volume * 0.55 + (v.colour === 'clear' ? 60 : 0),
    weight: (v) => v.volume * 0.0013,
    packs: cartridges,
    picture: (v) => `cartridge/glue/${v.colour}`,
    family: ['volume', 'colour'],
  }),
  ...(
    [
      ['penetrant', 'Смазка проникающая', 'Penetrating lubricant', 'red', 0.9],
      ['silicone-spray', 'Смазка силиконовая', 'Silicone lubricant', 'blue', 1],
      ['zinc-spray', 'Грунт-цинк холодный', 'Cold zinc spray', 'grey', 1.3],
      ['marking-paint', 'Краска маркировочная', 'Marking paint', 'orange', 0.95],
      ['contact-cleaner', 'Очиститель контактов', 'Contact cleaner', 'green', 1.15],
    ] as const
  ).map(([key, ru, en, look, dear]) =>
    line({
      ...tube,
      key,
      category: 'sprays',
      name: [`${ru} {brand} {volume} мл`, `${en} {brand} {volume} ml`],
      about: [
        'Аэрозоль с трубочкой, работает в любом положении.',
        'Spray can with a straw, works in any position.',
      ],
      axes: { volume: sizes([210, 400], [150, 520]) },
      price: (v) => dear * (58 + v.volume * 0.46),
      weight: (v) => v.volume * 0.0011,
      packs: cartridges,
      picture: () => `can/spray/${look}`,
      family: ['volume'],
    }),
  ),
  line({
    ...worn,
    key: 'gloves',
    category: 'gloves',
    name: ['Перчатки {material} {brand} р. {size}', 'Gloves {material} {brand}, size {size}'],
    about: ['Дышащая тыльная сторона, стойкое покрытие ладони.', 'Breathable back, durable palm coating.'],
    axes: {
      material: kinds(['cotton', 'latex', 'nitrile', 'split']),
      size: kinds(['M', 'L', 'XL'], ['S', 'XXL']),
    },
    article: 'ПЧ-{material:code}-{size}',
    price: (v) => ({ cotton: 19, latex: 46, nitrile: 62, split: 148 })[v.material] ?? 60,
    weight: (v) => (v.material === 'split' ? 0.14 : 0.05),
    unit: 'pair',
    packs: (v) =>
      v.material === 'split'
        ? [
            ['pack', 6],
            ['box', 120],
          ]
        : [
            ['pack', 12],
            ['box', 300],
          ],
    picture: (v) => `gloves/${v.material}`,
    family: ['material', 'size'],
    sale: 'pack',
  }),
  line({
    ...worn,
    key: 'glasses',
    category: 'safety-glasses',
    name: ['Очки защитные открытые {colour:pl} {brand}', 'Safety glasses, open, {colour} {brand}'],
    about: [
      'Поликарбонат 2,2 мм, покрытие от царапин и запотевания.',
      '2.2 mm polycarbonate, anti-scratch and anti-fog.',
    ],
    axes: { colour: kinds(['clear', 'yellow', 'grey'], ['green', 'blue']) },
    price: () => 128,
    weight: () => 0.03,
    packs: () => [
      ['pack', 10],
      ['box', 200],
    ],
    picture: (v) => `glasses/open/${v.colour}`,
    family: ['colour'],
  }),
  line({
    ...worn,
    key: 'goggles',
    category: 'safety-glasses',
    name: [
      'Очки защитные закрытые {ip} {colour:pl} {brand}',
      'Safety goggles, closed, {ip}, {colour} {brand}',
    ],
    about: ['Мягкий обтюратор, непрямая вентиляция.', 'Soft seal, indirect ventilation.'],
    axes: { ip: kinds(['IP54'], ['IP65']), colour: kinds(['clear'], ['yellow', 'green']) },
    price: (v) => 210 + (v.ip === 'IP65' ? 70 : 0),
    weight: () => 0.08,
    packs: () => [['box', 100]],
    picture: () => 'glasses/closed/clear',
    family: ['colour'],
  }),
  line({
    ...worn,
    key: 'helmet',
    category: 'helmets',
    name: ['Каска защитная {colour:f} {brand}', 'Safety helmet {colour} {brand}'],
    about: ['Храповый механизм, вентиляция, до 440 В.', 'Ratchet, ventilation, up to 440 V.'],
    axes: { colour: kinds(['white', 'orange', 'blue', 'yellow'], ['red', 'green', 'black', 'grey']) },
    article: 'КЗ/{colour:code}',
    price: () => 265,
    weight: () => 0.36,
    packs: () => [['box', 20]],
    picture: (v) => `helmet/${v.colour}`,
    family: ['colour'],
    density: 60,
  }),
  line({
    ...worn,
    key: 'respirator',
    category: 'respirators',
    name: ['Респиратор {grade} с клапаном {brand} {size}', 'Respirator {grade} with a valve {brand} {size}'],
    about: ['Складной, в индивидуальной упаковке.', 'Folding, individually packed.'],
    axes: { grade: kinds(['FFP1', 'FFP2', 'FFP3']), size: kinds(['M'], ['L', 'S']) },
    article: 'Р-{grade}-{size}',
    price: (v) => ({ FFP1: 34, FFP2: 52, FFP3: 96 })[v.grade] ?? 50,
    weight: () => 0.02,
    packs: () => [
      ['pack', 10],
      ['box', 300],
    ],
    picture: (v) => `respirator/${v.grade === 'FFP3' ? 'grey' : 'white'}`,
    family: ['grade'],
    sale: 'pack',
    density: 50,
  }),
  line({
    ...worn,
    key: 'first-aid',
    category: 'first-aid',
    name: [
      'Аптечка для работников на {pieces} человек {brand}',
      'Workplace first-aid kit for {pieces} people {brand}',
    ],
    about: [
      'Состав по приказу № 262н, пластиковый футляр с креплением на стену.',
      'Statutory contents, plastic case with a wall mount.',
    ],
    axes: { pieces: sizes([10, 30], [5, 50, 100]) },
    article: 'АП-{pieces}',
    price: (v) => 780 + v.pieces * 31,
    weight: (v) => 0.6 + v.pieces * 0.03,
    packs: () => [['box', 10]],
    picture: () => 'first-aid/kit',
    family: ['pieces'],
    unit: 'set',
    reducedVat: true,
  }),
  line({
    ...worn,
    key: 'bandage',
    category: 'first-aid',
    name: [
      'Бинт стерильный {length} м х {width} см {brand}',
      'Sterile bandage {length} m x {width} cm {brand}',
    ],
    about: ['Для пополнения аптечек.', 'To refill first-aid kits.'],
    axes: { length: sizes([5, 7]), width: sizes([10, 14]) },
    price: (v) => 14 + v.length * v.width * 0.22,
    weight: () => 0.03,
    packs: () => [
      ['pack', 20],
      ['box', 500],
    ],
    picture: () => 'first-aid/bandage',
    sale: 'pack',
    reducedVat: true,
  }),
  ...(
    [
      [
        'log-briefing',
        'Журнал регистрации инструктажа по охране труда',
        'Log book of safety briefings',
        'blue',
        96,
      ],
      ['log-tools', 'Журнал учёта электроинструмента', 'Log book of power tools', 'green', 92],
      ['handbook-electrician', 'Справочник электромонтажника', "Electrician's handbook", 'orange', 480],
      ['handbook-fasteners', 'Справочник по крепёжным изделиям', 'Handbook of fasteners', 'red', 540],
    ] as const
  ).map(([key, ru, en, look, price]) =>
    line({
      ...worn,
      key,
      category: 'safety-books',
      name: [`${ru}, {pieces} листов`, `${en}, {pieces} sheets`],
      about: ['Печатное издание.', 'Printed matter.'],
      axes: { pieces: sizes([48], [96, 24]) },
      price: (v) => price * (0.6 + v.pieces / 120),
      weight: (v) => v.pieces * 0.006,
      packs: () => [['pack', 10]],
      picture: () => `book/${look}`,
      reducedVat: true,
      density: 800,
    }),
  ),
]
