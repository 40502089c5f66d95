import type { DemoCategory } from '../demo-data.ts'
import type { Season } from '../calendar.ts'

interface Leaf {
  key: string
  ru: string
  en: string
}
interface Branch {
  key: string
  ru: string
  en: string
  season: Season
  leaves: Leaf[]
}
interface Root {
  key: string
  ru: string
  en: string
  about: [ru: string, en: string]
  branches: Branch[]
}

const leaf = (key: string, ru: string, en: string): Leaf => ({ key, ru, en })
const branch = (key: string, ru: string, en: string, season: Season, ...leaves: Leaf[]): Branch => ({
  key,
  ru,
  en,
  season,
  leaves,
})
const root = (key: string, ru: string, en: string, about: [string, string], ...branches: Branch[]): Root => ({
  key,
  ru,
  en,
  about,
  branches,
})

const tree: Root[] = [
  root(
    'fasteners',
    'Крепёж',
    'Fasteners',
    [
      'Болты, гайки, саморезы, анкеры и такелаж: стандартные размеры держим на складе паллетами, редкие привозим под заказ.',
      'Bolts, nuts, screws, anchors and rigging: common sizes by the pallet from stock, rare ones to order.',
    ],
    branch(
      'bolts',
      'Болты и винты',
      'Bolts and machine screws',
      'even',
      leaf('hex-bolts', 'Болты с шестигранной головкой', 'Hex bolts'),
      leaf('flange-bolts', 'Болты с фланцем', 'Flange bolts'),
      leaf('carriage-bolts', 'Болты мебельные', 'Carriage bolts'),
      leaf('socket-screws', 'Винты с внутренним шестигранником', 'Socket head screws'),
      leaf('pan-screws', 'Винты с полукруглой головкой', 'Pan head screws'),
      leaf('countersunk-screws', 'Винты с потайной головкой', 'Countersunk screws'),
      leaf('set-screws', 'Винты установочные', 'Set screws'),
      leaf('threaded-rods', 'Шпильки резьбовые', 'Threaded rods'),
    ),
    branch(
      'nuts',
      'Гайки и шайбы',
      'Nuts and washers',
      'even',
      leaf('hex-nuts', 'Гайки шестигранные', 'Hex nuts'),
      leaf('lock-nuts', 'Гайки самоконтрящиеся', 'Lock nuts'),
      leaf('flange-nuts', 'Гайки с фланцем', 'Flange nuts'),
      leaf('cap-nuts', 'Гайки колпачковые', 'Cap nuts'),
      leaf('wing-nuts', 'Гайки барашковые', 'Wing nuts'),
      leaf('flat-washers', 'Шайбы плоские', 'Flat washers'),
      leaf('wide-washers', 'Шайбы увеличенные', 'Fender washers'),
      leaf('spring-washers', 'Шайбы пружинные', 'Spring washers'),
    ),
    branch(
      'screws',
      'Саморезы и шурупы',
      'Self-tapping screws',
      'building',
      leaf('wood-drywall-screws', 'Саморезы по гипсокартону и дереву', 'Drywall-to-wood screws'),
      leaf('metal-drywall-screws', 'Саморезы по гипсокартону и металлу', 'Drywall-to-metal screws'),
      leaf('washer-head-screws', 'Саморезы с пресс-шайбой', 'Washer head screws'),
      leaf('roofing-screws', 'Саморезы кровельные', 'Roofing screws'),
      leaf('chipboard-screws', 'Шурупы универсальные', 'Chipboard screws'),
      leaf('coach-screws', 'Шурупы с шестигранной головкой', 'Coach screws'),
    ),
    branch(
      'anchors',
      'Анкеры и дюбели',
      'Anchors and plugs',
      'building',
      leaf('sleeve-anchors', 'Анкерные болты с гайкой', 'Sleeve anchors'),
      leaf('wedge-anchors', 'Анкеры клиновые', 'Wedge anchors'),
      leaf('drop-in-anchors', 'Анкеры забивные', 'Drop-in anchors'),
      leaf('chemical-anchors', 'Анкеры химические', 'Chemical anchors'),
      leaf('nail-plugs', 'Дюбель-гвозди', 'Nail plugs'),
      leaf('wall-plugs', 'Дюбели распорные', 'Wall plugs'),
      leaf('frame-plugs', 'Дюбели фасадные', 'Frame plugs'),
      leaf('insulation-plugs', 'Дюбели для теплоизоляции', 'Insulation fixings'),
    ),
    branch(
      'rivets-and-nails',
      'Заклёпки, гвозди, скобы',
      'Rivets, nails, staples',
      'building',
      leaf('blind-rivets', 'Заклёпки вытяжные', 'Blind rivets'),
      leaf('rivet-nuts', 'Заклёпки резьбовые', 'Rivet nuts'),
      leaf('construction-nails', 'Гвозди строительные', 'Construction nails'),
      leaf('ring-nails', 'Гвозди ершёные', 'Ring shank nails'),
      leaf('staples', 'Скобы для степлера', 'Staples'),
    ),
    branch(
      'rigging',
      'Перфорированный крепёж и такелаж',
      'Connectors and rigging',
      'building',
      leaf('angle-brackets', 'Уголки крепёжные', 'Angle brackets'),
      leaf('joining-plates', 'Пластины соединительные', 'Joining plates'),
      leaf('perforated-tape', 'Лента перфорированная', 'Perforated tape'),
      leaf('steel-ropes', 'Тросы стальные', 'Steel ropes'),
      leaf('chains', 'Цепи', 'Chains'),
      leaf('carabiners', 'Карабины и талрепы', 'Carabiners and turnbuckles'),
    ),
  ),
  root(
    'power-tools',
    'Электроинструмент',
    'Power tools',
    [
      'Аккумуляторный и сетевой инструмент для бригад и мастерских: гарантия, сервис, расходники в одной заявке.',
      'Cordless and corded tools for crews and workshops: warranty, service and consumables in one order.',
    ],
    branch(
      'cordless',
      'Аккумуляторный инструмент',
      'Cordless tools',
      'spring',
      leaf('cordless-drills', 'Дрели-шуруповёрты', 'Cordless drill drivers'),
      leaf('impact-wrenches', 'Гайковёрты', 'Impact wrenches'),
      leaf('batteries', 'Аккумуляторы и зарядные устройства', 'Batteries and chargers'),
    ),
    branch(
      'corded',
      'Сетевой инструмент',
      'Corded tools',
      'spring',
      leaf('hammer-drills', 'Дрели ударные', 'Hammer drills'),
      leaf('rotary-hammers', 'Перфораторы', 'Rotary hammers'),
      leaf('angle-grinders', 'Шлифмашины угловые', 'Angle grinders'),
      leaf('jigsaws', 'Лобзики', 'Jigsaws'),
      leaf('circular-saws', 'Пилы циркулярные', 'Circular saws'),
      leaf('heat-guns', 'Фены технические', 'Heat guns'),
    ),
    branch(
      'stationary',
      'Сварка и сжатый воздух',
      'Welding and compressed air',
      'spring',
      leaf('welders', 'Сварочные инверторы', 'Welding inverters'),
      leaf('compressors', 'Компрессоры', 'Compressors'),
    ),
  ),
  root(
    'hand-tools',
    'Ручной инструмент',
    'Hand tools',
    [
      'Ключи, отвёртки, молотки, измерительный и малярный инструмент поштучно и коробками.',
      'Spanners, screwdrivers, hammers, measuring and painting tools by the piece and by the box.',
    ],
    branch(
      'spanners',
      'Ключи и отвёртки',
      'Spanners and screwdrivers',
      'even',
      leaf('combination-spanners', 'Ключи комбинированные', 'Combination spanners'),
      leaf('adjustable-wrenches', 'Ключи разводные', 'Adjustable wrenches'),
      leaf('hex-keys', 'Ключи шестигранные', 'Hex keys'),
      leaf('socket-sets', 'Наборы головок', 'Socket sets'),
      leaf('screwdrivers', 'Отвёртки', 'Screwdrivers'),
      leaf('bits', 'Биты', 'Screwdriver bits'),
    ),
    branch(
      'striking',
      'Молотки, пилы, губцевый инструмент',
      'Hammers, saws, pliers',
      'even',
      leaf('hammers', 'Молотки и кувалды', 'Hammers and sledges'),
      leaf('handsaws', 'Ножовки', 'Handsaws'),
      leaf('knives', 'Ножи строительные', 'Utility knives'),
      leaf('pliers', 'Плоскогубцы и бокорезы', 'Pliers and cutters'),
    ),
    branch(
      'measuring',
      'Измерительный инструмент',
      'Measuring tools',
      'even',
      leaf('tape-measures', 'Рулетки', 'Tape measures'),
      leaf('spirit-levels', 'Уровни', 'Spirit levels'),
      leaf('laser-levels', 'Нивелиры лазерные', 'Laser levels'),
      leaf('squares', 'Угольники', 'Squares'),
    ),
    branch(
      'painting',
      'Малярный инструмент',
      'Painting tools',
      'building',
      leaf('putty-knives', 'Шпатели', 'Putty knives'),
      leaf('paint-brushes', 'Кисти', 'Paint brushes'),
      leaf('paint-rollers', 'Валики', 'Paint rollers'),
    ),
  ),
  root(
    'consumables',
    'Расходные материалы',
    'Consumables',
    [
      'Свёрла, буры, круги, пилки и электроды: то, что заканчивается первым, отгружаем в день заказа.',
      'Drills, discs, blades and electrodes: what runs out first is shipped the same day.',
    ],
    branch(
      'drilling',
      'Сверление',
      'Drilling',
      'even',
      leaf('metal-drills', 'Свёрла по металлу', 'Metal drill bits'),
      leaf('sds-drills', 'Буры SDS-plus', 'SDS-plus drill bits'),
      leaf('wood-drills', 'Свёрла по дереву', 'Wood drill bits'),
      leaf('hole-saws', 'Коронки', 'Hole saws'),
    ),
    branch(
      'cutting',
      'Резка и шлифование',
      'Cutting and grinding',
      'even',
      leaf('cutting-discs', 'Круги отрезные', 'Cutting discs'),
      leaf('diamond-discs', 'Диски алмазные', 'Diamond discs'),
      leaf('flap-discs', 'Круги лепестковые', 'Flap discs'),
      leaf('saw-blades', 'Диски пильные', 'Circular saw blades'),
      leaf('sanding-discs', 'Круги шлифовальные', 'Sanding discs'),
      leaf('jigsaw-blades', 'Пилки для лобзика', 'Jigsaw blades'),
    ),
    branch(
      'welding-supplies',
      'Сварочные материалы',
      'Welding supplies',
      'even',
      leaf('electrodes', 'Электроды', 'Welding electrodes'),
    ),
  ),
  root(
    'electrics',
    'Электрика',
    'Electrics',
    [
      'Кабель, автоматика, розетки и всё для монтажа: кабель режем по метражу, щиты комплектуем под спецификацию.',
      'Cable, circuit protection, sockets and everything to install them: cable cut to length, boards to specification.',
    ],
    branch(
      'cable',
      'Кабель и провод',
      'Cable and wire',
      'building',
      leaf('power-cable', 'Кабель ВВГнг', 'Power cable VVG'),
      leaf('nym-cable', 'Кабель NYM', 'NYM cable'),
      leaf('flexible-wire', 'Провод ПВС', 'Flexible cord PVS'),
      leaf('mounting-wire', 'Провод ПуГВ', 'Mounting wire PuGV'),
      leaf('overhead-wire', 'Провод СИП', 'Overhead wire SIP'),
      leaf('data-cable', 'Кабель «витая пара»', 'Twisted pair cable'),
    ),
    branch(
      'protection-devices',
      'Модульное оборудование',
      'Modular devices',
      'even',
      leaf('circuit-breakers', 'Автоматические выключатели', 'Circuit breakers'),
      leaf('rcds', 'УЗО', 'Residual current devices'),
      leaf('rcbos', 'Дифференциальные автоматы', 'RCBOs'),
      leaf('load-switches', 'Выключатели нагрузки', 'Load switches'),
      leaf('contactors', 'Контакторы модульные', 'Modular contactors'),
    ),
    branch(
      'wiring-devices',
      'Розетки и выключатели',
      'Sockets and switches',
      'autumn',
      leaf('sockets', 'Розетки', 'Sockets'),
      leaf('switches', 'Выключатели', 'Switches'),
      leaf('frames', 'Рамки', 'Frames'),
      leaf('extension-leads', 'Удлинители', 'Extension leads'),
    ),
    branch(
      'cable-routing',
      'Прокладка кабеля',
      'Cable routing',
      'building',
      leaf('conduits', 'Трубы гофрированные', 'Corrugated conduits'),
      leaf('trunking', 'Кабель-каналы', 'Cable trunking'),
      leaf('cable-trays', 'Лотки', 'Cable trays'),
      leaf('junction-boxes', 'Коробки распаячные', 'Junction boxes'),
      leaf('wall-boxes', 'Подрозетники', 'Wall boxes'),
    ),
    branch(
      'boards',
      'Щиты и принадлежности',
      'Distribution boards',
      'building',
      leaf('metal-boards', 'Щиты металлические', 'Metal boards'),
      leaf('plastic-boards', 'Боксы пластиковые', 'Plastic boards'),
      leaf('din-rails', 'DIN-рейки и шины', 'DIN rails and busbars'),
    ),
    branch(
      'connection',
      'Соединение и изоляция',
      'Connection and insulation',
      'even',
      leaf('terminals', 'Клеммы', 'Terminals'),
      leaf('cable-lugs', 'Наконечники и гильзы', 'Cable lugs and sleeves'),
      leaf('cable-ties', 'Стяжки кабельные', 'Cable ties'),
      leaf('insulating-tape', 'Изолента', 'Insulating tape'),
      leaf('heat-shrink', 'Трубка термоусадочная', 'Heat shrink tubing'),
    ),
  ),
  root(
    'lighting',
    'Освещение',
    'Lighting',
    [
      'Лампы, прожекторы и светильники для стройки, склада и офиса.',
      'Lamps, floodlights and luminaires for sites, warehouses and offices.',
    ],
    branch(
      'lamps',
      'Лампы и переносной свет',
      'Lamps and portable light',
      'autumn',
      leaf('led-bulbs', 'Лампы светодиодные', 'LED bulbs'),
      leaf('torches', 'Фонари', 'Torches'),
    ),
    branch(
      'luminaires',
      'Светильники',
      'Luminaires',
      'autumn',
      leaf('floodlights', 'Прожекторы', 'Floodlights'),
      leaf('linear-lights', 'Светильники линейные', 'Linear luminaires'),
      leaf('led-panels', 'Панели светодиодные', 'LED panels'),
      leaf('emergency-lights', 'Светильники аварийные', 'Emergency luminaires'),
    ),
  ),
  root(
    'chemistry',
    'Строительная химия',
    'Building chemistry',
    [
      'Пены, герметики, клеи и смазки: зимние и летние составы, сроки годности под контролем.',
      'Foams, sealants, adhesives and lubricants: summer and winter grades, shelf life under control.',
    ],
    branch(
      'sealing',
      'Герметизация и склеивание',
      'Sealing and bonding',
      'building',
      leaf('foams', 'Пены монтажные', 'Mounting foams'),
      leaf('sealants', 'Герметики', 'Sealants'),
      leaf('adhesives', 'Клеи монтажные', 'Mounting adhesives'),
      leaf('sprays', 'Смазки и аэрозоли', 'Lubricants and sprays'),
    ),
  ),
  root(
    'safety',
    'Защита и охрана труда',
    'Safety at work',
    [
      'Средства защиты, аптечки и литература по охране труда.',
      'Protective equipment, first-aid kits and books on safety at work.',
    ],
    branch(
      'protective-equipment',
      'Средства защиты',
      'Protective equipment',
      'even',
      leaf('gloves', 'Перчатки', 'Gloves'),
      leaf('safety-glasses', 'Очки защитные', 'Safety glasses'),
      leaf('helmets', 'Каски', 'Helmets'),
      leaf('respirators', 'Респираторы', 'Respirators'),
    ),
    branch(
      'safety-supplies',
      'Медицина и литература',
      'First aid and books',
      'even',
      leaf('first-aid', 'Аптечки', 'First-aid kits'),
      leaf('safety-books', 'Журналы и справочники', 'Log books and handbooks'),
    ),
  ),
]

const named = (node: { ru: string; en: string }) => ({ ru: node.ru, en: node.en })

/** The whole tree, parents before children; `pictureOf` gives a leaf its picture. */
export function categories(pictureOf: (leaf: string) => string): DemoCategory[] {
  const rows: DemoCategory[] = []
  tree.forEach((top, i) => {
    rows.push({
      key: top.key,
      parent: null,
      name: named(top),
      description: { ru: top.about[0], en: top.about[1] },
      position: i + 1,
      picture: pictureOf(top.branches[0]!.leaves[0]!.key),
    })
    top.branches.forEach((middle, j) => {
      rows.push({
        key: middle.key,
        parent: top.key,
        name: named(middle),
        description: {
          ru: `${middle.leaves.map((l) => l.ru).join(', ')} — оптом, со склада и под заказ.`,
          en: `${middle.leaves.map((l) => l.en).join(', ')}: wholesale, from stock and to order.`,
        },
        position: j + 1,
        picture: pictureOf(middle.leaves[0]!.key),
      })
      middle.leaves.forEach((l, k) => {
        rows.push({
          key: l.key,
          parent: middle.key,
          name: named(l),
          description: {
            ru: `${l.ru} оптом: цены по договору, остатки на складах в Москве, Новосибирске и Краснодаре.`,
            en: `${l.en} wholesale: contract prices, stock in Moscow, Novosibirsk and Krasnodar.`,
          },
          position: k + 1,
          picture: pictureOf(l.key),
        })
      })
    })
  })
  return rows
}

const seasons = new Map(
  tree.flatMap((top) => top.branches.flatMap((middle) => middle.leaves.map((l) => [l.key, middle.season]))),
)

/** How the demand for the goods of a leaf category changes over the year. */
export function seasonOf(leafKey: string): Season {
  return seasons.get(leafKey) ?? 'even'
}

/** Keys of the leaves under a category, or the leaf itself. */
export function leavesUnder(key: string): string[] {
  for (const top of tree) {
    if (top.key === key) return top.branches.flatMap((middle) => middle.leaves.map((l) => l.key))
    for (const middle of top.branches) {
      if (middle.key === key) return middle.leaves.map((l) => l.key)
      if (middle.leaves.some((l) => l.key === key)) return [key]
    }
  }
  throw new Error(`unknown category ${key}`)
}
