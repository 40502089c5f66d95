import { goodsId } from './external-id.ts'
import { readAddress, readBaseUnit, readCharacteristics, readContacts, readRequisites } from './read-goods.ts'
import {
  readBoolean,
  readCurrency,
  readDecimal,
  readFactor,
  readMoment,
  readVat,
  timeOf,
  unitOf,
} from './read-values.ts'
import { childText, childrenOf, textOf } from './xml-element.ts'
import { pathTo } from './reading.ts'
import type { Reading } from './reading.ts'
import type { XmlElement } from './xml-element.ts'
import type { Counterparty, Discount, DocumentData, DocumentLine, Tax } from './document-data.ts'

/** `Документ` or `ПодчиненныйДокумент`: an order, a shipment, a payment. Nothing in it is compulsory. */
export function readDocument(reading: Reading, element: XmlElement, within = ''): DocumentData {
  const document = emptyDocument()
  for (const child of childrenOf(element)) takeChild(reading, document, child, within)
  return document
}

function emptyDocument(): DocumentData {
  return {
    id: null,
    number: null,
    date: null,
    time: null,
    operation: null,
    role: null,
    currency: null,
    rate: null,
    amount: null,
    comment: null,
    paymentDue: null,
    basis: null,
    erpNumber: null,
    erpDate: null,
    deleted: null,
    version: null,
    counterparties: [],
    lines: undefined,
    taxes: [],
    discounts: [],
    requisites: [],
    subordinates: [],
  }
}

function takeChild(reading: Reading, document: DocumentData, child: XmlElement, within: string): void {
  switch (child.name) {
    case 'Ид':
      document.id = textOf(child)
      break
    case 'Номер':
      document.number = textOf(child)
      break
    case 'Дата': {
      const moment = readMoment(reading, child, within)
      document.date = moment?.slice(0, 10) ?? null
      if (moment !== null && moment.length > 10) document.time ??= moment.slice(11)
      break
    }
    case 'Время': {
      const text = textOf(child)
      document.time = text === null ? null : timeOf(text)
      if (text !== null && document.time === null) {
        reading.warn('bad_date', pathTo(within, child.name), { value: text.slice(0, 100) })
      }
      break
    }
    case 'ХозОперация':
      document.operation = textOf(child)
      break
    case 'Роль':
      document.role = textOf(child)
      break
    case 'Валюта':
      document.currency = readCurrency(reading, child, within)
      break
    case 'Курс':
      document.rate = readDecimal(reading, child, within)
      break
    case 'Сумма':
      document.amount = readDecimal(reading, child, within)
      break
    case 'Комментарий':
      document.comment = textOf(child)
      break
    case 'СрокПлатежа':
      document.paymentDue = readMoment(reading, child, within)
      break
    case 'Основание':
      document.basis = textOf(child) ?? childText(child, 'Номер') ?? childText(child, 'Ид')
      break
    case 'Номер1С':
      document.erpNumber = textOf(child)
      break
    case 'Дата1С':
      document.erpDate = readMoment(reading, child, within)
      break
    case 'ПометкаУдаления':
      document.deleted = readBoolean(reading, child, within)
      break
    case 'НомерВерсии':
      document.version = textOf(child)
      break
    case 'Контрагенты':
      document.counterparties = childrenOf(child).map((party) =>
        readCounterparty(reading, party, pathTo(within, child.name)),
      )
      break
    case 'Товары':
      document.lines = childrenOf(child).map((line, index) =>
        readLine(reading, line, index + 1, pathTo(within, child.name)),
      )
      break
    case 'Налоги':
      document.taxes = readTaxes(reading, child, within)
      break
    case 'Скидки':
      document.discounts = readDiscounts(reading, child, within)
      break
    case 'ЗначенияРеквизитов':
      document.requisites = readRequisites(reading, child, within)
      break
    case 'ПодчиненныеДокументы':
      document.subordinates = childrenOf(child).map((below) =>
        readDocument(reading, below, pathTo(within, pathTo(child.name, below.name))),
      )
      break
    default:
      reading.ignore(child, within)
  }
}

const personParts = new Set(['Фамилия', 'Имя', 'Отчество'])

function readCounterparty(reading: Reading, element: XmlElement, outer: string): Counterparty {
  const within = pathTo(outer, element.name)
  const party: Counterparty = {
    id: null,
    name: null,
    role: null,
    officialName: null,
    fullName: null,
    inn: null,
    kpp: null,
    address: null,
    contacts: [],
  }
  for (const child of childrenOf(element)) {
    if (child.name === 'Ид') party.id = textOf(child)
    else if (child.name === 'Наименование') party.name = textOf(child)
    else if (child.name === 'Роль') party.role = textOf(child)
    else if (child.name === 'ОфициальноеНаименование') party.officialName = textOf(child)
    else if (child.name === 'ПолноеНаименование') party.fullName = textOf(child)
    else if (child.name === 'ИНН') party.inn = textOf(child)
    else if (child.name === 'КПП') party.kpp = textOf(child)
    else if (child.name === 'Контакты') party.contacts = readContacts(reading, child, within)
    else if (child.name === 'ЮридическийАдрес' || child.name === 'АдресРегистрации') {
      party.address = readAddress(child) ?? party.address
    } else if (child.name === 'Адрес') party.address ??= readAddress(child)
    // the person's name in parts stands whole in ПолноеНаименование
    else if (!personParts.has(child.name)) reading.ignore(child, within)
  }
  return party
}

function readLine(reading: Reading, element: XmlElement, position: number, outer: string): DocumentLine {
  const within = pathTo(outer, element.name)
  const line: DocumentLine = {
    position,
    id: null,
    goodId: null,
    characteristicId: null,
    article: null,
    name: null,
    price: null,
    quantity: null,
    amount: null,
    unitCode: null,
    unitName: null,
    factor: null,
    vat: null,
    taxes: [],
    discounts: [],
    characteristics: [],
    requisites: [],
  }
  for (const child of childrenOf(element)) takeLineChild(reading, line, child, within)
  if (line.id === null) {
    reading.warn('no_id', within, {
      position: String(position),
      article: line.article ?? '',
      name: line.name ?? '',
    })
  }
  return line
}

function takeLineChild(reading: Reading, line: DocumentLine, child: XmlElement, within: string): void {
  switch (child.name) {
    case 'Ид': {
      const text = textOf(child)
      if (text !== null) Object.assign(line, goodsId(text))
      break
    }
    case 'Артикул':
      line.article = textOf(child)
      break
    case 'Наименование':
      line.name = textOf(child)
      break
    case 'ЦенаЗаЕдиницу':
      line.price = readDecimal(reading, child, within)
      break
    case 'Количество':
      line.quantity = readDecimal(reading, child, within)
      break
    case 'Сумма':
      line.amount = readDecimal(reading, child, within)
      break
    case 'БазоваяЕдиница': {
      // `Единица` says the unit of the line; without it the line is in base units
      const unit = readBaseUnit(child)
      line.unitCode ??= unit?.code ?? null
      line.unitName ??= unit?.name ?? null
      break
    }
    case 'Единица': {
      const unit = unitOf(textOf(child))
      if (unit.code !== null || unit.name !== null) {
        line.unitCode = unit.code
        line.unitName = unit.name
      }
      break
    }
    case 'Коэффициент':
      line.factor = readFactor(reading, child, within)
      break
    case 'СтавкиНалогов':
      line.vat = readVat(reading, child, within)
      break
    case 'Налоги':
      line.taxes = readTaxes(reading, child, within)
      line.vat ??= readVat(reading, child, within)
      break
    case 'Скидки':
      line.discounts = readDiscounts(reading, child, within)
      break
    case 'ХарактеристикиТовара':
      line.characteristics = readCharacteristics(reading, child)
      break
    case 'ЗначенияРеквизитов':
      line.requisites = readRequisites(reading, child, within)
      break
    // what the catalogue says of the product already
    case 'ИдКаталога':
    case 'ИдКлассификатора':
    case 'Штрихкод':
    case 'ШтрихКод':
    case 'Группы':
      break
    default:
      reading.ignore(child, within)
  }
}

function readTaxes(reading: Reading, list: XmlElement, outer: string): Tax[] {
  return childrenOf(list).map((entry) => {
    const within = pathTo(outer, pathTo(list.name, entry.name))
    const tax: Tax = { name: '', included: null, amount: null, rate: null }
    for (const part of childrenOf(entry)) {
      if (part.name === 'Наименование') tax.name = textOf(part) ?? ''
      else if (part.name === 'УчтеноВСумме') tax.included = readBoolean(reading, part, within)
      else if (part.name === 'Сумма') tax.amount = readDecimal(reading, part, within)
      // free text here: `20`, `Без налога`
      else if (part.name === 'Ставка') tax.rate = textOf(part)
      else if (part.name !== 'Акциз') reading.ignore(part, within)
    }
    return tax
  })
}

function readDiscounts(reading: Reading, list: XmlElement, outer: string): Discount[] {
  return childrenOf(list).map((entry) => {
    const within = pathTo(outer, pathTo(list.name, entry.name))
    const discount: Discount = { name: '', amount: null, percent: null, included: null }
    for (const part of childrenOf(entry)) {
      if (part.name === 'Наименование') discount.name = textOf(part) ?? ''
      else if (part.name === 'УчтеноВСумме') discount.included = readBoolean(reading, part, within)
      else if (part.name === 'Сумма') discount.amount = readDecimal(reading, part, within)
      else if (part.name === 'Процент') discount.percent = readDecimal(reading, part, within)
      else if (part.name !== 'Комментарий') reading.ignore(part, within)
    }
    return discount
  })
}
