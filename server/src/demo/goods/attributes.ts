import type { DemoAttribute, DemoChoice } from '../demo-data.ts'

/** A choice with the short words that stand in a product's name. */
export interface NamedChoice extends DemoChoice {
  short: { ru: string; en: string }
}

interface NumberAttribute extends DemoAttribute {
  kind: 'number'
}

interface ChoiceAttribute extends DemoAttribute {
  kind: 'choice'
  choices: NamedChoice[]
}

const number = (key: string, ru: string, en: string, unit?: [ru: string, en: string]): NumberAttribute => ({
  key,
  name: { ru, en },
  kind: 'number',
  unit: unit ? { ru: unit[0], en: unit[1] } : null,
  choices: [],
})

type ChoiceRow = [key: string, ru: string, en: string, shortRu?: string, shortEn?: string]

const choice = (key: string, ru: string, en: string, rows: ChoiceRow[]): ChoiceAttribute => ({
  key,
  name: { ru, en },
  kind: 'choice',
  unit: null,
  choices: rows.map(([id, nameRu, nameEn, shortRu, shortEn]) => ({
    key: id,
    name: { ru: nameRu, en: nameEn },
    short: { ru: shortRu ?? nameRu, en: shortEn ?? nameEn },
  })),
})

/** Choices that read the same in both languages. */
const same = (...keys: string[]): ChoiceRow[] => keys.map((key) => [key, key, key])

const millimetre: [string, string] = ['мм', 'mm']

export const attributes: (NumberAttribute | ChoiceAttribute)[] = [
  number('diameter', 'Диаметр', 'Diameter', millimetre),
  number('length', 'Длина', 'Length', millimetre),
  number('width', 'Ширина', 'Width', millimetre),
  number('height', 'Высота', 'Height', millimetre),
  number('thickness', 'Толщина', 'Thickness', millimetre),
  number('disc', 'Диаметр диска', 'Disc diameter', millimetre),
  number('key', 'Размер под ключ', 'Width across flats', millimetre),
  number('section', 'Сечение жилы', 'Conductor cross-section', ['мм²', 'mm²']),
  number('cores', 'Число жил', 'Number of cores'),
  number('current', 'Номинальный ток', 'Rated current', ['А', 'A']),
  number('poles', 'Число полюсов', 'Number of poles'),
  number('leakage', 'Ток утечки', 'Residual current', ['мА', 'mA']),
  number('breaking', 'Отключающая способность', 'Breaking capacity', ['кА', 'kA']),
  number('voltage', 'Напряжение', 'Voltage', ['В', 'V']),
  number('power', 'Мощность', 'Power', ['Вт', 'W']),
  number('torque', 'Крутящий момент', 'Torque', ['Н·м', 'N·m']),
  number('capacity', 'Ёмкость аккумулятора', 'Battery capacity', ['А·ч', 'Ah']),
  number('energy', 'Энергия удара', 'Impact energy', ['Дж', 'J']),
  number('receiver', 'Объём ресивера', 'Receiver volume', ['л', 'l']),
  number('pieces', 'Предметов в наборе', 'Pieces in the set', ['шт', 'pcs']),
  number('ways', 'Число модулей', 'Number of modules'),
  number('outlets', 'Число постов', 'Number of gangs'),
  number('reach', 'Длина шнура', 'Cable length', ['м', 'm']),
  number('tape', 'Длина ленты', 'Tape length', ['м', 'm']),
  number('mass', 'Масса бойка', 'Head mass', ['г', 'g']),
  number('load', 'Рабочая нагрузка', 'Working load', ['кг', 'kg']),
  number('teeth', 'Число зубьев', 'Number of teeth'),
  number('grit', 'Зернистость', 'Grit'),
  number('flux', 'Световой поток', 'Luminous flux', ['лм', 'lm']),
  number('kelvin', 'Цветовая температура', 'Colour temperature', ['К', 'K']),
  number('volume', 'Объём', 'Volume', ['мл', 'ml']),
  number('hours', 'Время автономной работы', 'Battery life', ['ч', 'h']),
  choice('strength', 'Класс прочности', 'Strength class', [
    ...same('4.8', '5.8', '8.8', '10.9', '12.9'),
    ['6', '6', '6', 'кл. 6', 'cl. 6'],
    ['8', '8', '8', 'кл. 8', 'cl. 8'],
    ['10', '10', '10', 'кл. 10', 'cl. 10'],
    ['a2-70', 'А2-70', 'A2-70'],
    ['a4-80', 'А4-80', 'A4-80'],
    ['a2', 'А2', 'A2'],
  ]),
  choice('coating', 'Покрытие', 'Coating', [
    ['zn', 'цинк белый', 'white zinc', 'оцинк.', 'zinc'],
    ['yz', 'цинк жёлтый', 'yellow zinc', 'жёлт. цинк', 'yellow zinc'],
    ['hdg', 'горячий цинк', 'hot-dip galvanised', 'гор. цинк', 'HDG'],
    ['black', 'фосфатированное', 'phosphated', 'фосфат.', 'black'],
    ['none', 'без покрытия', 'plain', 'б/п', 'plain'],
    ['a2', 'нержавеющая сталь А2', 'stainless steel A2', 'нерж.', 'stainless'],
    ['a4', 'нержавеющая сталь А4', 'stainless steel A4', 'нерж. А4', 'stainless A4'],
    ['brass', 'латунь', 'brass', 'латунь', 'brass'],
  ]),
  choice('colour', 'Цвет', 'Colour', [
    ['ral8017', 'RAL 8017 шоколад', 'RAL 8017 chocolate', 'RAL 8017', 'RAL 8017'],
    ['ral9003', 'RAL 9003 белый', 'RAL 9003 white', 'RAL 9003', 'RAL 9003'],
    ['ral6005', 'RAL 6005 зелёный мох', 'RAL 6005 moss green', 'RAL 6005', 'RAL 6005'],
    ['ral3005', 'RAL 3005 вишня', 'RAL 3005 wine red', 'RAL 3005', 'RAL 3005'],
    ['ral5005', 'RAL 5005 синий', 'RAL 5005 blue', 'RAL 5005', 'RAL 5005'],
    ['ral7024', 'RAL 7024 графит', 'RAL 7024 graphite', 'RAL 7024', 'RAL 7024'],
    ['white', 'белый', 'white'],
    ['cream', 'слоновая кость', 'ivory'],
    ['black', 'чёрный', 'black'],
    ['graphite', 'графит', 'graphite'],
    ['grey', 'серый', 'grey'],
    ['blue', 'синий', 'blue'],
    ['red', 'красный', 'red'],
    ['yellow', 'жёлтый', 'yellow'],
    ['green', 'зелёный', 'green'],
    ['yellow-green', 'жёлто-зелёный', 'yellow-green'],
    ['orange', 'оранжевый', 'orange'],
    ['clear', 'прозрачный', 'clear'],
    ['wood', 'дуб', 'oak'],
  ]),
  choice(
    'drive',
    'Шлиц',
    'Drive',
    same('PH1', 'PH2', 'PH3', 'PZ1', 'PZ2', 'PZ3', 'T10', 'T15', 'T20', 'T25', 'T30', 'T40', 'SL5', 'SL6'),
  ),
  choice('curve', 'Характеристика', 'Tripping curve', same('B', 'C', 'D')),
  choice('kind', 'Тип УЗО', 'RCD type', same('AC', 'A')),
  choice(
    'ip',
    'Степень защиты',
    'Ingress protection',
    same('IP20', 'IP31', 'IP40', 'IP44', 'IP54', 'IP55', 'IP65', 'IP67'),
  ),
  choice('cap', 'Цоколь', 'Lamp cap', same('E27', 'E14', 'E40', 'GU10', 'GU5.3', 'GX53')),
  choice('size', 'Размер', 'Size', same('S', 'M', 'L', 'XL', 'XXL')),
  choice('grade', 'Класс защиты', 'Protection class', same('FFP1', 'FFP2', 'FFP3')),
  choice('material', 'Материал', 'Material', [
    ['steel', 'сталь', 'steel'],
    ['plastic', 'пластик', 'plastic'],
    ['copper', 'медь', 'copper', 'медь', 'copper'],
    ['tinned', 'медь лужёная', 'tinned copper', 'луж.', 'tinned'],
    ['aluminium', 'алюминий', 'aluminium', 'алюм.', 'aluminium'],
    ['al-st', 'алюминий/сталь', 'aluminium/steel', 'алюм./сталь', 'alu/steel'],
    ['st-st', 'сталь/сталь', 'steel/steel'],
    ['a2-a2', 'нерж./нерж.', 'stainless/stainless'],
    ['pvc', 'ПВХ', 'PVC'],
    ['hdpe', 'ПНД', 'HDPE'],
    ['nylon', 'нейлон', 'nylon'],
    ['polypropylene', 'полипропилен', 'polypropylene', 'ПП', 'PP'],
    ['polyethylene', 'полиэтилен', 'polyethylene', 'ПЭ', 'PE'],
    ['hss', 'HSS', 'HSS'],
    ['hss-tin', 'HSS с нитридом титана', 'HSS, titanium nitride', 'HSS-TiN', 'HSS-TiN'],
    ['hss-co', 'HSS с кобальтом', 'HSS, cobalt', 'HSS-Co', 'HSS-Co'],
    ['metal', 'по металлу', 'for metal'],
    ['stone', 'по камню', 'for stone'],
    ['wood', 'по дереву', 'for wood'],
    ['concrete', 'по бетону', 'for concrete'],
    ['natural', 'натуральная щетина', 'natural bristle'],
    ['synthetic', 'искусственная щетина', 'synthetic bristle'],
    ['latex', 'латекс', 'latex', 'латексные'],
    ['nitrile', 'нитрил', 'nitrile', 'нитриловые'],
    ['split', 'спилок', 'split leather', 'спилковые'],
    ['cotton', 'хлопок с ПВХ', 'cotton with PVC', 'х/б с ПВХ', 'cotton/PVC'],
  ]),
  choice('blade', 'Полотно', 'Blade', [
    ['flat', 'гладкий', 'flat'],
    ['notched', 'зубчатый', 'notched'],
  ]),
  choice('wall', 'Основание', 'Wall', [
    ['brick', 'кирпич и бетон', 'brick and concrete', 'для кирпича и бетона', 'for brick and concrete'],
    ['board', 'гипсокартон', 'plasterboard', 'для гипсокартона', 'for plasterboard'],
  ]),
  choice('rim', 'Кромка', 'Rim', [
    ['segment', 'сегментная', 'segmented', 'сегмент', 'segmented'],
    ['turbo', 'турбо', 'turbo'],
    ['solid', 'сплошная', 'continuous'],
  ]),
  choice('season', 'Сезон применения', 'Season of use', [
    ['summer', 'летний', 'summer'],
    ['winter', 'зимний', 'winter'],
    ['all', 'всесезонный', 'all-season'],
  ]),
]

const byKey = new Map(attributes.map((attribute) => [attribute.key, attribute]))

/** The attribute with this key; a line that names an unknown one is a slip of ours. */
export function attributeOf(key: string): NumberAttribute | ChoiceAttribute {
  const attribute = byKey.get(key)
  if (!attribute) throw new Error(`unknown attribute ${key}`)
  return attribute
}

/** How a value stands in a product's name. */
export function wordOf(key: string, value: number | string, language: 'ru' | 'en'): string {
  const attribute = attributeOf(key)
  if (attribute.kind === 'number') return language === 'ru' ? String(value).replace('.', ',') : String(value)
  const found = attribute.choices.find((option) => option.key === value)
  if (!found) throw new Error(`attribute ${key} has no choice ${value}`)
  return found.short[language]
}
