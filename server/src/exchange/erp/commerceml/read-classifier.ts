import { readAddress, readContacts, readDeleted, readIds } from './read-goods.ts'
import { readBoolean, readCurrency } from './read-values.ts'
import { attributeOf, childText, childrenOf, textOf } from './xml-element.ts'
import { pathTo } from './reading.ts'
import type { Reading } from './reading.ts'
import type { XmlElement } from './xml-element.ts'
import type {
  CategoryRecord,
  GroupRecord,
  Place,
  PriceTypeRecord,
  PropertyRecord,
  UnitRecord,
  WarehouseRecord,
} from './records.ts'

/** `Группа` with all below it, parents first. A group without an id is told, and its children hang on its parent. */
export function readGroups(
  reading: Reading,
  element: XmlElement,
  path: string,
  parentId: string | null,
): void {
  const place = reading.begin('group', element, path)
  const group: GroupRecord = {
    kind: 'group',
    ...place,
    id: '',
    parentId,
    name: null,
    description: undefined,
    picture: undefined,
    deleted: false,
    version: null,
  }
  const below: XmlElement[] = []
  for (const child of childrenOf(element)) {
    if (child.name === 'Ид') group.id = textOf(child) ?? ''
    else if (child.name === 'Наименование') group.name = textOf(child)
    else if (child.name === 'Описание') group.description = textOf(child)
    else if (child.name === 'Картинка') group.picture = textOf(child)
    else if (child.name === 'ПометкаУдаления') group.deleted = readDeleted(reading, child)
    else if (child.name === 'НомерВерсии') group.version = textOf(child)
    else if (child.name === 'Группы') below.push(...childrenOf(child))
    else reading.ignore(child, '')
  }
  if (group.id === '') reading.skip('no_id', '')
  else reading.ready.push(group)
  reading.end()
  for (const child of below) readGroups(reading, child, pathTo(path, 'Группы/Группа'), group.id || parentId)
}

const valueTypes: Record<string, PropertyRecord['valueType']> = {
  Строка: 'text',
  Число: 'number',
  Время: 'time',
  Справочник: 'reference',
}

/** `Свойство`, or `СвойствоНоменклатуры` of old files. */
export function readProperty(reading: Reading, element: XmlElement, place: Place): PropertyRecord | null {
  const property: PropertyRecord = {
    kind: 'property',
    ...place,
    id: '',
    name: null,
    valueType: 'text',
    values: undefined,
    multiple: false,
    required: false,
    forProducts: null,
    forOffers: null,
    forDocuments: null,
    deleted: false,
    version: null,
  }
  for (const child of childrenOf(element)) {
    if (child.name === 'Ид') property.id = textOf(child) ?? ''
    else if (child.name === 'Наименование') property.name = textOf(child)
    else if (child.name === 'ТипЗначений') property.valueType = valueTypes[textOf(child) ?? ''] ?? 'text'
    else if (child.name === 'ВариантыЗначений') property.values = readReference(reading, child)
    else if (child.name === 'Множественное') property.multiple = readBoolean(reading, child) ?? false
    else if (child.name === 'Обязательное') property.required = readBoolean(reading, child) ?? false
    else if (child.name === 'ДляТоваров') property.forProducts = readBoolean(reading, child)
    else if (child.name === 'ДляПредложений') property.forOffers = readBoolean(reading, child)
    else if (child.name === 'ДляДокументов') property.forDocuments = readBoolean(reading, child)
    else if (child.name === 'ПометкаУдаления') property.deleted = readDeleted(reading, child)
    else if (child.name === 'НомерВерсии') property.version = textOf(child)
    // where 1C itself keeps the property says nothing to the portal
    else if (child.name !== 'Внешний' && child.name !== 'СсылкаНаСвойство') reading.ignore(child, '')
  }
  if (property.id !== '') return property
  reading.skip('no_id', '')
  return null
}

function readReference(reading: Reading, list: XmlElement): { id: string | null; value: string }[] {
  const values: { id: string | null; value: string }[] = []
  for (const entry of childrenOf(list)) {
    const within = pathTo(list.name, entry.name)
    if (entry.name !== 'Справочник' && entry.name !== 'Значение') {
      reading.ignore(entry, list.name)
      continue
    }
    const id = childText(entry, 'ИдЗначения')
    const value = entry.name === 'Справочник' ? childText(entry, 'Значение') : textOf(entry)
    if (value !== null) values.push({ id, value })
    else if (id !== null) reading.skip('no_value', within, { id })
  }
  return values
}

/** `Категория` of a classifier. */
export function readCategory(reading: Reading, element: XmlElement, place: Place): CategoryRecord | null {
  const category: CategoryRecord = {
    kind: 'category',
    ...place,
    id: '',
    name: null,
    propertyIds: [],
    deleted: false,
  }
  for (const child of childrenOf(element)) {
    if (child.name === 'Ид') category.id = textOf(child) ?? ''
    else if (child.name === 'Наименование') category.name = textOf(child)
    else if (child.name === 'Свойства') category.propertyIds = readIds(reading, child)
    else if (child.name === 'ПометкаУдаления') category.deleted = readDeleted(reading, child)
    else if (child.name !== 'НомерВерсии') reading.ignore(child, '')
  }
  if (category.id !== '') return category
  reading.skip('no_id', '')
  return null
}

/** `ЕдиницаИзмерения` of a classifier; an entry that says nothing is told. */
export function readUnit(reading: Reading, element: XmlElement, place: Place): UnitRecord | null {
  const unit: UnitRecord = {
    kind: 'unit',
    ...place,
    id: null,
    code: null,
    name: null,
    fullName: null,
    international: null,
    deleted: false,
  }
  for (const child of childrenOf(element)) {
    if (child.name === 'Ид') unit.id = textOf(child)
    else if (child.name === 'Код') unit.code = textOf(child)
    else if (child.name === 'НаименованиеКраткое') unit.name = textOf(child)
    else if (child.name === 'НаименованиеПолное') unit.fullName = textOf(child)
    else if (child.name === 'МеждународноеСокращение') unit.international = textOf(child)
    else if (child.name === 'ПометкаУдаления') unit.deleted = readDeleted(reading, child)
    else if (child.name !== 'НомерВерсии') reading.ignore(child, '')
  }
  if (unit.id !== null || unit.code !== null || unit.name !== null) return unit
  reading.skip('no_id', '')
  return null
}

/** `ТипЦены`: what the portal calls a price list. */
export function readPriceType(reading: Reading, element: XmlElement, place: Place): PriceTypeRecord | null {
  const priceType: PriceTypeRecord = {
    kind: 'priceType',
    ...place,
    id: '',
    name: null,
    currency: null,
    includesVat: null,
    deleted: false,
  }
  for (const child of childrenOf(element)) {
    if (child.name === 'Ид') priceType.id = textOf(child) ?? ''
    else if (child.name === 'Наименование') priceType.name = textOf(child)
    else if (child.name === 'Валюта') priceType.currency = readCurrency(reading, child)
    else if (child.name === 'Налог') priceType.includesVat ??= readIncludesVat(reading, child)
    else if (child.name === 'ПометкаУдаления') priceType.deleted = readDeleted(reading, child)
    else if (child.name !== 'НомерВерсии') reading.ignore(child, '')
  }
  if (priceType.id !== '') return priceType
  reading.skip('no_id', '')
  return null
}

function readIncludesVat(reading: Reading, tax: XmlElement): boolean | null {
  const name = childText(tax, 'Наименование')
  const included = childrenOf(tax).find((part) => part.name === 'УчтеноВСумме')
  if (included === undefined || (name !== null && !/ндс|vat/i.test(name))) return null
  return readBoolean(reading, included, tax.name)
}

/** `Склад` of a classifier or a package. */
export function readWarehouse(reading: Reading, element: XmlElement, place: Place): WarehouseRecord | null {
  const warehouse: WarehouseRecord = {
    kind: 'warehouse',
    ...place,
    id: attributeOf(element, 'ИдСклада') ?? '',
    name: null,
    address: undefined,
    contacts: undefined,
    deleted: false,
  }
  for (const child of childrenOf(element)) {
    if (child.name === 'Ид') warehouse.id = textOf(child) ?? ''
    else if (child.name === 'Наименование') warehouse.name = textOf(child)
    else if (child.name === 'Адрес') warehouse.address = readAddress(child)
    else if (child.name === 'Контакты') warehouse.contacts = readContacts(reading, child)
    else if (child.name === 'ПометкаУдаления') warehouse.deleted = readDeleted(reading, child)
    else if (child.name !== 'НомерВерсии') reading.ignore(child, '')
  }
  if (warehouse.id !== '') return warehouse
  reading.skip('no_id', '')
  return null
}
