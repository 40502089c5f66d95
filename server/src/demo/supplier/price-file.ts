import { utils, write, type CellObject, type WorkSheet } from '@e965/xlsx'
import type { DateText, DecimalText } from '../demo-data.ts'

/** What the supplier makes of what the demo company sells. */
export interface SupplierGood {
  article: string
  name: string
  /** the supplier's group that it stands in */
  group: string
  pack: number
  /** of one base unit, for the demo company and for everybody */
  dealer: DecimalText
  retail: DecimalText
}

type Cell = string | number | CellObject | null
type Line = Cell[]

const broken: CellObject = { t: 'e', v: 0x17, w: '#REF!' }
const columns = ['Артикул', 'Наименование', 'Ед. изм.', 'В упак.', 'Цена, руб. с НДС', '', '', 'Наличие']
const prices = ['', '', '', '', 'Дилер', 'От 100 000 ₽', 'РРЦ', '']

/** How a price list differs from the supplier's former one. */
export interface Edition {
  from: DateText
  /** by how many percent groups have become dearer */
  dearer: Readonly<Record<string, number>>
  /** places of goods that are made no more */
  gone: readonly number[]
}

/**
 * A price list as factories send them: remarks above a header of two rows, groups between the goods, prices that are
 * text, a broken formula, an article twice, goods that nobody here sells, and a sheet that has no goods. The same goods
 * make the same file.
 */
export function supplierPriceFile(goods: readonly SupplierGood[], edition: Edition): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, sheetOf(modularLines(goods, edition), edition.from), 'Модульное оборудование')
  utils.book_append_sheet(book, sheetOf(signalLines(), edition.from), 'Сигнальная арматура')
  utils.book_append_sheet(book, utils.aoa_to_sheet(conditions), 'Условия поставки')
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer
}

const headerRow = 5

function sheetOf(lines: readonly Line[], from: DateText): WorkSheet {
  const [year, month, day] = from.split('-')
  const sheet = utils.aoa_to_sheet([
    ['Завод «Сигнал», торговая марка «Искрон»'],
    [`Прайс-лист с ${day}.${month}.${year}. Цены в рублях, с НДС 22 %`],
    ['Отдел продаж: zakaz@signal.example, +7 495 000-21-12'],
    [],
    columns,
    prices,
    ...lines,
    [],
    ['* Цены «от 100 000 ₽» действуют при разовом заказе на эту сумму.'],
  ])
  const last = columns.length - 1
  const header = headerRow - 1
  sheet['!merges'] = [
    ...[0, 1, 2].map((r) => ({ s: { r, c: 0 }, e: { r, c: last } })),
    ...[0, 1, 2, 3, last].map((c) => ({ s: { r: header, c }, e: { r: header + 1, c } })),
    { s: { r: header, c: 4 }, e: { r: header, c: 6 } },
  ]
  sheet['!cols'] = [24, 52, 9, 9, 12, 14, 12, 14].map((wch) => ({ wch }))
  return sheet
}

function modularLines(goods: readonly SupplierGood[], { dearer, gone }: Edition): Line[] {
  const lines: Line[] = []
  let group = ''
  for (const [place, good] of goods.entries()) {
    if (good.group !== group) {
      group = good.group
      lines.push([null, group])
    }
    if (!gone.includes(place)) lines.push(lineOf(good, 1 + (dearer[group] ?? 0) / 100, place))
  }
  const [first, , third] = goods
  return [
    ...lines,
    // the same article once more, as lists that are put together by hand have it
    ...(third ? [lineOf(third, 1.02, -1)] : []),
    ...(first ? [['4,60701E+12', `${first.name}, старый код`, 'шт', 12, 98.5, 94.1, 131, 'есть']] : []),
    [
      'ВА47-6-3P/C40-ИС',
      'Автоматический выключатель 3P 40А C 6кА Искрон',
      'шт',
      4,
      broken,
      broken,
      broken,
      'есть',
    ],
    ['ВА47-6-3P/C50-ИС', 'Автоматический выключатель 3P 50А C 6кА Искрон', 'шт', 4, -15, -15, -15, 'нет'],
  ]
}

function lineOf({ article, name, pack, dealer, retail }: SupplierGood, times: number, place: number): Line {
  const price = (value: DecimalText, share = 1) => Math.round(Number(value) * times * share * 100) / 100
  const asText = (value: number) => `${value.toFixed(2).replace('.', ',')} руб.`
  const ofDealer = price(dealer)
  return [
    article,
    name,
    'шт',
    pack,
    // here and there somebody has typed what a formula should have reckoned
    place === 11 ? broken : place % 9 === 4 ? asText(ofDealer) : ofDealer,
    price(dealer, 0.97),
    place === 7 ? 'звоните' : price(retail),
    place % 6 === 5 ? 'под заказ' : 'есть',
  ]
}

/** Goods of the factory that the demo company does not sell. */
function signalLines(): Line[] {
  const relay = (volts: number, contacts: number, price: number): Line => [
    `РПС-${contacts}-${volts}`,
    `Реле промежуточное РПС, ${contacts} перекидных контакта, ${volts} В`,
    'шт',
    10,
    price,
    Math.round(price * 97) / 100,
    Math.round(price * 150) / 100,
    'есть',
  ]
  const lamp = (code: string, colour: string): Line => [
    `ЛС-22-${code}`,
    `Лампа сигнальная ЛС-22, светодиодная, ${colour}, 230 В`,
    'шт',
    20,
    84,
    81.48,
    code === 'Б' ? 'по запросу' : 126,
    code === 'С' ? 'под заказ' : 'есть',
  ]
  return [
    [null, 'Реле промежуточные'],
    ...[24, 110, 230].flatMap((volts) => [relay(volts, 2, 310), relay(volts, 4, 402.5)]),
    [null, 'Лампы сигнальные'],
    lamp('К', 'красная'),
    lamp('З', 'зелёная'),
    lamp('Ж', 'жёлтая'),
    lamp('С', 'синяя'),
    lamp('Б', 'белая'),
  ]
}

const conditions: string[][] = [
  ['Условия поставки'],
  ['Отгрузка со склада завода в течение трёх рабочих дней.'],
  ['Товар «под заказ» поставляется за 30–45 дней.'],
]
