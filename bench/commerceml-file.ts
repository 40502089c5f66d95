// node bench/commerceml-file.ts --out <folder> [--products 35000] [--changed 0.02]
// An export of 1C:UT of any size: import0_1.xml and offers0_1.xml, always the same for the same arguments.
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    products: { type: 'string', default: '35000' },
    /** so many of the products have another price and stock than in the export without it */
    changed: { type: 'string', default: '0' },
  },
})
if (!values.out) throw new Error('Say where: --out <folder>')

const products = Number(values.products)
const changed = Number(values.changed)
const groups = 220
const properties = 12
const priceTypes = ['Розничная', 'Оптовая', 'Крупный опт']
const warehouses = ['Центральный', 'Северный']
/** every so many products are sold by characteristics, three of each */
const withVariants = 20

await mkdir(values.out, { recursive: true })
await write('import0_1.xml', catalogue())
await write('offers0_1.xml', offers())

function write(name: string, text: Iterable<string>): Promise<void> {
  return pipeline(Readable.from(text), createWriteStream(path.join(values.out!, name)))
}

/** A GUID that belongs to a kind and a number. */
function guid(kind: number, number: number): string {
  const hex = number.toString(16).padStart(12, '0')
  return `${kind.toString(16).padStart(8, '0')}-55bc-11d9-848a-${hex}`
}

/** A number below `below` that looks like chance and is always the same for the same seeds. */
function chance(below: number, ...seeds: number[]): number {
  let state = 2166136261
  for (const seed of seeds) state = Math.imul(state ^ seed, 16777619) ^ (state >>> 13)
  return (state >>> 0) % below
}

function* document(inner: Iterable<string>): Generator<string> {
  yield '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07" ДатаФормирования="2026-11-24T10:00:00">\n'
  yield* inner
  yield '</КоммерческаяИнформация>\n'
}

function* catalogue(): Generator<string> {
  yield* document(
    (function* () {
      yield '<Классификатор><Ид>k</Ид><Наименование>Классификатор</Наименование><Группы>\n'
      for (let group = 0; group < groups; group++)
        yield `<Группа><Ид>${guid(1, group)}</Ид><Наименование>Группа ${group}</Наименование></Группа>\n`
      yield '</Группы><Свойства>\n'
      for (let property = 0; property < properties; property++)
        yield `<Свойство><Ид>${guid(2, property)}</Ид><Наименование>Свойство ${property}</Наименование><ТипЗначений>Строка</ТипЗначений></Свойство>\n`
      yield '</Свойства></Классификатор>\n<Каталог СодержитТолькоИзменения="false"><Ид>k</Ид><ИдКлассификатора>k</ИдКлассификатора><Наименование>Каталог</Наименование><Товары>\n'
      for (let product = 0; product < products; product++) yield good(product)
      yield '</Товары></Каталог>\n'
    })(),
  )
}

function good(product: number): string {
  const values = Array.from(
    { length: 4 + chance(5, product, 3) },
    (_, index) =>
      `<ЗначенияСвойства><Ид>${guid(2, (product + index) % properties)}</Ид><Значение>Значение ${chance(40, product, index)}</Значение></ЗначенияСвойства>`,
  ).join('')
  return `<Товар><Ид>${guid(3, product)}</Ид><Штрихкод>${4_600_000_000_000 + product}</Штрихкод><Артикул>АРТ-${String(product).padStart(6, '0')}</Артикул><Наименование>Клапан обратный ДУ${15 + chance(100, product)} исполнение ${product}</Наименование><БазоваяЕдиница Код="796" НаименованиеПолное="Штука" МеждународноеСокращение="PCE">796<Пересчет><Единица>778</Единица><Коэффициент>${6 + chance(20, product, 7)}</Коэффициент></Пересчет></БазоваяЕдиница><Группы><Ид>${guid(1, chance(groups, product, 1))}</Ид></Группы><Описание>Обычное описание товара № ${product}: давление ${chance(40, product, 2)} бар, среда вода.</Описание><Изготовитель><Ид>${guid(4, product % 300)}</Ид><Наименование>Завод ${product % 300}</Наименование></Изготовитель><ЗначенияСвойств>${values}</ЗначенияСвойств><СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>22</Ставка></СтавкаНалога></СтавкиНалогов><ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>ТипНоменклатуры</Наименование><Значение>Товар</Значение></ЗначениеРеквизита><ЗначениеРеквизита><Наименование>Полное наименование</Наименование><Значение>Клапан обратный, исполнение ${product}, полное</Значение></ЗначениеРеквизита></ЗначенияРеквизитов></Товар>\n`
}

function* offers(): Generator<string> {
  yield* document(
    (function* () {
      yield '<ПакетПредложений СодержитТолькоИзменения="false"><Ид>k#</Ид><Наименование>Предложения</Наименование><ИдКаталога>k</ИдКаталога><ИдКлассификатора>k</ИдКлассификатора><ТипыЦен>\n'
      for (const [index, name] of priceTypes.entries())
        yield `<ТипЦены><Ид>${guid(5, index)}</Ид><Наименование>${name}</Наименование><Валюта>RUB</Валюта><Налог><Наименование>НДС</Наименование><УчтеноВСумме>true</УчтеноВСумме></Налог></ТипЦены>\n`
      yield '</ТипыЦен><Склады>\n'
      for (const [index, name] of warehouses.entries())
        yield `<Склад><Ид>${guid(6, index)}</Ид><Наименование>${name}</Наименование></Склад>\n`
      yield '</Склады><Предложения>\n'
      for (let product = 0; product < products; product++) {
        if (product % withVariants > 0) yield offer(product, guid(3, product), '')
        else
          for (let variant = 0; variant < 3; variant++)
            yield offer(
              product,
              `${guid(3, product)}#${guid(7, product * 3 + variant)}`,
              `вариант ${variant + 1}`,
            )
      }
      yield '</Предложения></ПакетПредложений>\n'
    })(),
  )
}

function offer(product: number, id: string, variant: string): string {
  const moved = changed > 0 && chance(10_000, product, 9) < changed * 10_000 ? 1 : 0
  const base = 100 + chance(90_000, product, 4) + moved
  const prices = priceTypes
    .map((_, index) => {
      const amount = (base * (1 - index * 0.1)).toFixed(2)
      return `<Цена><Представление>${amount} RUB за шт</Представление><ИдТипаЦены>${guid(5, index)}</ИдТипаЦены><ЦенаЗаЕдиницу>${amount}</ЦенаЗаЕдиницу><Валюта>RUB</Валюта><Единица>шт</Единица><Коэффициент>1</Коэффициент></Цена>`
    })
    .join('')
  const stocks = warehouses
    .map(
      (_, index) =>
        `<Склад ИдСклада="${guid(6, index)}" КоличествоНаСкладе="${chance(500, product, 5, index) + moved}"/>`,
    )
    .join('')
  const name = `Клапан обратный исполнение ${product}${variant && ` (${variant})`}`
  return `<Предложение><Ид>${id}</Ид><Артикул>АРТ-${String(product).padStart(6, '0')}</Артикул><Наименование>${name}</Наименование><БазоваяЕдиница Код="796">шт</БазоваяЕдиница><Цены>${prices}</Цены>${stocks}</Предложение>\n`
}
