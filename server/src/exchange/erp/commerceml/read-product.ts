import { goodsId } from './external-id.ts'
import {
  fileOf,
  readBaseUnit,
  readCharacteristics,
  readDeleted,
  readIds,
  readPackagings,
  readPropertyValues,
  readRequisites,
  requisite,
} from './read-goods.ts'
import { decimalOf, isDeleted, readDecimal, readVat } from './read-values.ts'
import { attributeOf, childText, childrenOf, textOf } from './xml-element.ts'
import type { Reading } from './reading.ts'
import type { XmlElement } from './xml-element.ts'
import type { Place, ProductRecord, Requisite } from './records.ts'

/** `Товар` of a catalogue; null (and a problem) when it has no id. */
export function readProduct(reading: Reading, element: XmlElement, place: Place): ProductRecord | null {
  const product = emptyProduct(element, place)
  for (const child of childrenOf(element)) takeChild(reading, product, child)
  if (product.id === '') {
    reading.skip('no_id', '')
    return null
  }
  if (product.requisites !== undefined) takeRequisites(reading, product, product.requisites)
  return product
}

/** All fields in one order, so that every product has one shape. */
function emptyProduct(element: XmlElement, place: Place): ProductRecord {
  return {
    kind: 'product',
    line: place.line,
    ordinal: place.ordinal,
    id: '',
    goodId: '',
    characteristicId: null,
    deleted: isDeleted(element),
    status: attributeOf(element, 'Статус'),
    name: undefined,
    fullName: undefined,
    article: undefined,
    code: undefined,
    barcodes: undefined,
    baseUnit: undefined,
    packagings: undefined,
    groupIds: undefined,
    categoryId: undefined,
    description: undefined,
    descriptionHtml: undefined,
    pictures: undefined,
    files: undefined,
    brand: undefined,
    manufacturer: undefined,
    country: undefined,
    properties: undefined,
    vat: undefined,
    characteristics: undefined,
    requisites: undefined,
    itemType: null,
    itemKind: null,
    weight: undefined,
    analogIds: undefined,
    version: null,
  }
}

function takeChild(reading: Reading, product: ProductRecord, child: XmlElement): void {
  switch (child.name) {
    case 'Ид': {
      const { id, goodId, characteristicId } = goodsId(textOf(child) ?? '')
      product.id = id
      product.goodId = goodId
      product.characteristicId = characteristicId
      break
    }
    case 'Наименование':
      product.name = textOf(child)
      break
    case 'ПолноеНаименование':
      product.fullName = textOf(child)
      break
    case 'Артикул':
      product.article = textOf(child)
      break
    case 'Код':
      product.code = textOf(child)
      break
    case 'Штрихкод':
    case 'ШтрихКод':
      product.barcodes = withText(product.barcodes, child)
      break
    case 'БазоваяЕдиница':
      product.baseUnit = readBaseUnit(child)
      product.packagings = readPackagings(reading, child)
      break
    case 'Группы':
      product.groupIds = readIds(reading, child)
      break
    case 'Категория':
      product.categoryId = textOf(child)
      break
    case 'Описание':
      product.description = textOf(child)
      break
    case 'Картинка':
      product.pictures = withPicture(product.pictures, child)
      break
    case 'ТорговаяМарка':
      product.brand = textOf(child) ?? childText(child, 'Наименование')
      break
    case 'Изготовитель': {
      const id = childText(child, 'Ид')
      const name =
        childText(child, 'Наименование') ?? childText(child, 'ОфициальноеНаименование') ?? textOf(child)
      product.manufacturer = id === null && name === null ? null : { id, name }
      break
    }
    case 'Страна':
      product.country = textOf(child)
      break
    case 'ЗначенияСвойств':
      product.properties = readPropertyValues(reading, child)
      break
    case 'СтавкиНалогов':
      product.vat = readVat(reading, child)
      break
    case 'ХарактеристикиТовара':
      product.characteristics = readCharacteristics(reading, child)
      break
    case 'ЗначенияРеквизитов':
      product.requisites = readRequisites(reading, child)
      break
    case 'Вес':
      product.weight = readDecimal(reading, child)
      break
    case 'Аналоги':
      product.analogIds = childrenOf(child).flatMap((analog) => childText(analog, 'Ид') ?? [])
      break
    case 'ПометкаУдаления':
      product.deleted ||= readDeleted(reading, child)
      break
    case 'НомерВерсии':
      product.version = textOf(child)
      break
    default:
      reading.ignore(child, '')
  }
}

/** What 1C has no element for travels as requisites; an element of the same meaning wins. */
function takeRequisites(reading: Reading, product: ProductRecord, requisites: Requisite[]): void {
  product.itemType = requisite(requisites, 'ТипНоменклатуры')
  product.itemKind = requisite(requisites, 'ВидНоменклатуры')
  for (const { name, values } of requisites) {
    const first = values[0] ?? null
    if (name === 'Полное наименование') product.fullName ??= first
    else if (name === 'Код') product.code ??= first
    // 1C cuts the page into pieces of 1000 characters
    else if (name === 'ОписаниеВФорматеHTML') product.descriptionHtml = values.join('') || null
    else if (name === 'Вес') {
      if (product.weight === undefined)
        product.weight = first === null ? null : decimalOf(reading, first, 'Вес')
    } else if (name === 'ОписаниеФайла' || name === 'Файл') takeFiles(product, values)
  }
}

function takeFiles(product: ProductRecord, values: string[]): void {
  product.files ??= []
  for (const file of values.map(fileOf)) {
    const pictures = product.pictures?.filter(({ path }) => path === file.path) ?? []
    for (const picture of pictures) picture.title ??= file.title
    if (pictures.length === 0 && file.path !== '') product.files.push(file)
  }
}

export function withText(texts: string[] | undefined, element: XmlElement): string[] {
  const text = textOf(element)
  return text === null ? (texts ?? []) : [...(texts ?? []), text]
}

export function withPicture(
  pictures: ProductRecord['pictures'],
  element: XmlElement,
): NonNullable<ProductRecord['pictures']> {
  const path = textOf(element)
  if (path === null) return pictures ?? []
  return [...(pictures ?? []), { path: path.replaceAll('\\', '/'), title: attributeOf(element, 'Описание') }]
}
