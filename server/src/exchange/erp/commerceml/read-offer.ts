import { sum, decimal } from '#kernel/money.ts'
import { decimalText } from './decimal-text.ts'
import { goodsId } from './external-id.ts'
import {
  readBaseUnit,
  readCharacteristics,
  readDeleted,
  readPackagings,
  readPropertyValues,
} from './read-goods.ts'
import { withPicture, withText } from './read-product.ts'
import { isDeleted, readCurrency, readDecimal, readFactor, shortened, unitOf } from './read-values.ts'
import { attributeOf, childrenOf, textOf } from './xml-element.ts'
import { pathTo } from './reading.ts'
import type { Reading } from './reading.ts'
import type { XmlElement } from './xml-element.ts'
import type { OfferRecord, Place, PriceData } from './records.ts'

/** `Предложение` of a package or of a package of changes; null (and a problem) when it has no id. */
export function readOffer(reading: Reading, element: XmlElement, place: Place): OfferRecord | null {
  const offer = emptyOffer(element, place)
  let id = ''
  let characteristicId = ''
  for (const child of childrenOf(element)) {
    // the package of changes (2.07) writes the two parts of the id apart
    if (child.name === 'Ид') id = textOf(child) ?? ''
    else if (child.name === 'ИдХарактеристики') characteristicId = textOf(child) ?? ''
    else takeChild(reading, offer, child)
  }
  if (id === '') {
    reading.skip('no_id', '')
    return null
  }
  const whole = goodsId(id.includes('#') || characteristicId === '' ? id : `${id}#${characteristicId}`)
  offer.id = whole.id
  offer.productId = whole.goodId
  offer.characteristicId = whole.characteristicId
  return offer
}

/** All fields in one order, so that every offer has one shape. */
function emptyOffer(element: XmlElement, place: Place): OfferRecord {
  return {
    kind: 'offer',
    line: place.line,
    ordinal: place.ordinal,
    id: '',
    productId: '',
    characteristicId: null,
    deleted: isDeleted(element),
    name: undefined,
    article: undefined,
    barcodes: undefined,
    baseUnit: undefined,
    packagings: undefined,
    characteristics: undefined,
    properties: undefined,
    pictures: undefined,
    prices: undefined,
    quantity: undefined,
    stocks: undefined,
    version: null,
  }
}

function takeChild(reading: Reading, offer: OfferRecord, child: XmlElement): void {
  switch (child.name) {
    case 'Наименование':
      offer.name = textOf(child)
      break
    case 'Артикул':
      offer.article = textOf(child)
      break
    case 'Штрихкод':
    case 'ШтрихКод':
      offer.barcodes = withText(offer.barcodes, child)
      break
    case 'БазоваяЕдиница':
      offer.baseUnit = readBaseUnit(child)
      offer.packagings = readPackagings(reading, child)
      break
    case 'КодЕдиницыИзмерения': {
      const unit = unitOf(textOf(child))
      offer.baseUnit =
        unit.code === null && unit.name === null ? null : { ...unit, fullName: null, international: null }
      break
    }
    case 'ХарактеристикиТовара':
      offer.characteristics = readCharacteristics(reading, child)
      break
    case 'ЗначенияСвойств':
      offer.properties = readPropertyValues(reading, child)
      break
    case 'Картинка':
      offer.pictures = withPicture(offer.pictures, child)
      break
    case 'Цены':
      offer.prices = readPrices(reading, child)
      break
    case 'Количество':
      offer.quantity = readDecimal(reading, child)
      break
    case 'Склад':
      readStock(reading, offer, child, '')
      break
    case 'Склады':
      offer.stocks ??= []
      for (const stock of childrenOf(child)) readStock(reading, offer, stock, child.name)
      break
    case 'Остатки':
      readRests(reading, offer, child)
      break
    case 'ПометкаУдаления':
      offer.deleted ||= readDeleted(reading, child)
      break
    case 'НомерВерсии':
      offer.version = textOf(child)
      break
    default:
      reading.ignore(child, '')
  }
}

function readPrices(reading: Reading, list: XmlElement): PriceData[] {
  const prices: PriceData[] = []
  for (const entry of childrenOf(list)) {
    const price = readPrice(reading, entry, pathTo(list.name, entry.name))
    if (price !== null) prices.push(price)
  }
  return prices
}

function readPrice(reading: Reading, entry: XmlElement, within: string): PriceData | null {
  let priceTypeId: string | null = null
  let text: string | null = null
  let currency: string | null = null
  let unit = unitOf(null)
  let factor: string | null = null
  let minQuantity: string | null = null
  for (const part of childrenOf(entry)) {
    switch (part.name) {
      case 'ИдТипаЦены':
        priceTypeId = textOf(part)
        break
      case 'ЦенаЗаЕдиницу':
        text = textOf(part)
        break
      case 'Валюта':
        currency = readCurrency(reading, part, within)
        break
      case 'Единица':
        unit = unitOf(textOf(part))
        break
      case 'Коэффициент':
        factor = readFactor(reading, part, within)
        break
      case 'МинКоличество':
        minQuantity = readDecimal(reading, part, within)
        break
      // a price already written out for people, and the catalogue that the package names itself
      case 'Представление':
      case 'ИдКаталога':
        break
      default:
        reading.ignore(part, within)
    }
  }
  const amount = text === null ? null : decimalText(text)
  if (priceTypeId === null) reading.skip('no_price_type', within, { value: shortened(text ?? '') })
  else if (text !== null && amount === null) {
    reading.skip('bad_number', within, { priceTypeId, value: shortened(text) })
  } else
    return { priceTypeId, amount, currency, unitCode: unit.code, unitName: unit.name, factor, minQuantity }
  return null
}

/** `Склад` with attributes (up to 2.08) or with children (later). */
function readStock(reading: Reading, offer: OfferRecord, element: XmlElement, outer: string): void {
  offer.stocks ??= []
  const within = pathTo(outer, element.name)
  let warehouseId = attributeOf(element, 'ИдСклада')
  let text = attributeOf(element, 'КоличествоНаСкладе')
  for (const part of childrenOf(element)) {
    if (part.name === 'Ид' || part.name === 'ИдСклада') warehouseId = textOf(part)
    else if (part.name === 'Количество' || part.name === 'КоличествоНаСкладе') text = textOf(part)
    else reading.ignore(part, within)
  }
  if (warehouseId === null) return reading.skip('no_warehouse', within, { quantity: text ?? '' })
  if (text === null) return reading.skip('no_value', within, { warehouseId })
  const quantity = decimalText(text)
  if (quantity === null) return reading.skip('bad_number', within, { warehouseId, value: shortened(text) })
  offer.stocks.push({ warehouseId, quantity })
}

/** `Остатки/Остаток{Количество | Склад{Ид, Количество}}`. */
function readRests(reading: Reading, offer: OfferRecord, list: XmlElement): void {
  const quantities: string[] = []
  if (childrenOf(list).length === 0) offer.stocks ??= []
  for (const rest of childrenOf(list)) {
    const within = pathTo(list.name, rest.name)
    for (const part of childrenOf(rest)) {
      if (part.name === 'Склад') readStock(reading, offer, part, within)
      else if (part.name === 'Количество') {
        const quantity = readDecimal(reading, part, within)
        if (quantity !== null) quantities.push(quantity)
      } else reading.ignore(part, within)
    }
  }
  if (quantities.length === 1) offer.quantity = quantities[0]
  else if (quantities.length > 1) offer.quantity = sum(quantities.map(decimal)).toFixed()
}
