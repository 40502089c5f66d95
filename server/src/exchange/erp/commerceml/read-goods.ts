import { readBoolean, readFactor, shortened, unitOf } from './read-values.ts'
import { pathTo } from './reading.ts'
import type { Reading } from './reading.ts'
import { attributeOf, childrenOf, textOf } from './xml-element.ts'
import type { XmlElement } from './xml-element.ts'
import type { Characteristic, PackagingData, PropertyValues, Requisite, UnitOfMeasure } from './records.ts'

// What goods, offers and lines of documents have in common.

/** `БазоваяЕдиница`: the code stands in an attribute or in the text, the name in the text or an attribute. */
export function readBaseUnit(element: XmlElement): UnitOfMeasure | null {
  const text = unitOf(textOf(element))
  const code = attributeOf(element, 'Код') ?? text.code
  const name = text.name ?? attributeOf(element, 'НаименованиеКраткое')
  const fullName = attributeOf(element, 'НаименованиеПолное')
  const international = attributeOf(element, 'МеждународноеСокращение')
  if (code === null && name === null && fullName === null && international === null) return null
  return { code, name, fullName, international }
}

/** `Пересчет` of a base unit; undefined when it has none, for many programs never write it. */
export function readPackagings(reading: Reading, baseUnit: XmlElement): PackagingData[] | undefined {
  let packagings: PackagingData[] | undefined
  for (const child of childrenOf(baseUnit)) {
    if (child.name !== 'Пересчет') {
      reading.ignore(child, baseUnit.name)
      continue
    }
    packagings ??= []
    const within = pathTo(baseUnit.name, child.name)
    let unit = unitOf(null)
    let factor: string | null = null
    for (const part of childrenOf(child)) {
      if (part.name === 'Единица') unit = unitOf(textOf(part))
      else if (part.name === 'Коэффициент') factor = readFactor(reading, part, within)
      else reading.ignore(part, within)
    }
    if (factor === null) reading.skip('no_value', within, { name: 'Коэффициент' })
    else packagings.push({ unitCode: unit.code, unitName: unit.name, factor })
  }
  return packagings
}

/** `Группы`, `Свойства` and the like: a list of `Ид`. */
export function readIds(reading: Reading, list: XmlElement): string[] {
  const ids: string[] = []
  for (const child of childrenOf(list)) {
    if (child.name !== 'Ид') {
      reading.ignore(child, list.name)
      continue
    }
    const id = textOf(child)
    if (id !== null) ids.push(id)
  }
  return ids
}

/** `ЗначенияСвойств`. */
export function readPropertyValues(reading: Reading, list: XmlElement): PropertyValues[] {
  const properties: PropertyValues[] = []
  for (const entry of childrenOf(list)) {
    const within = pathTo(list.name, entry.name)
    let propertyId: string | null = null
    let name: string | null = null
    const texts: string[] = []
    const ids: string[] = []
    for (const part of childrenOf(entry)) {
      const text = textOf(part)
      if (part.name === 'Ид') propertyId = text
      else if (part.name === 'Наименование') name = text
      else if (part.name === 'Значение') {
        if (text !== null) texts.push(text)
      } else if (part.name === 'ИдЗначения') {
        if (text !== null) ids.push(text)
      } else reading.ignore(part, within)
    }
    if (propertyId === null) reading.skip('no_id', within, { name: name ?? '' })
    else properties.push({ propertyId, name, values: ids.length > 0 ? ids : texts })
  }
  return properties
}

/** `ХарактеристикиТовара`. */
export function readCharacteristics(reading: Reading, list: XmlElement): Characteristic[] {
  const characteristics: Characteristic[] = []
  for (const entry of childrenOf(list)) {
    const within = pathTo(list.name, entry.name)
    let id: string | null = null
    let name: string | null = null
    let value: string | null = null
    for (const part of childrenOf(entry)) {
      if (part.name === 'Ид') id = textOf(part)
      else if (part.name === 'Наименование') name = textOf(part)
      else if (part.name === 'Значение') value = textOf(part)
      else reading.ignore(part, within)
    }
    if (name === null) reading.skip('no_name', within, { value: shortened(value ?? '') })
    else characteristics.push({ id, name, value: value ?? '' })
  }
  return characteristics
}

/** `ЗначенияРеквизитов`: names with any number of values. */
export function readRequisites(reading: Reading, list: XmlElement, outer = ''): Requisite[] {
  const requisites: Requisite[] = []
  for (const entry of childrenOf(list)) {
    const within = pathTo(outer, pathTo(list.name, entry.name))
    let name: string | null = null
    const values: string[] = []
    for (const part of childrenOf(entry)) {
      const text = textOf(part)
      if (part.name === 'Наименование') name = text
      else if (part.name === 'Значение') {
        if (text !== null) values.push(text)
      } else reading.ignore(part, within)
    }
    if (name === null) reading.skip('no_name', within, { value: shortened(values[0] ?? '') })
    else requisites.push({ name, values })
  }
  return requisites
}

/** The first value of a requisite; null when it is not there or empty. */
export function requisite(requisites: Requisite[], name: string): string | null {
  for (const one of requisites) if (one.name === name) return one.values[0] ?? null
  return null
}

/** `path#title` of `ОписаниеФайла`. */
export function fileOf(text: string): { path: string; title: string | null } {
  const hash = text.indexOf('#')
  if (hash < 0) return { path: text, title: null }
  return { path: text.slice(0, hash).trim(), title: text.slice(hash + 1).trim() || null }
}

/** `Контакты` of warehouses and counterparties. */
export function readContacts(
  reading: Reading,
  list: XmlElement,
  outer = '',
): { type: string; value: string }[] {
  const contacts: { type: string; value: string }[] = []
  for (const entry of childrenOf(list)) {
    const within = pathTo(outer, pathTo(list.name, entry.name))
    let type = ''
    let value: string | null = null
    for (const part of childrenOf(entry)) {
      // 1C writes `Телефон рабочий`, others `ТелефонРабочий`; kept as written
      if (part.name === 'Тип' || part.name === 'КонтактВид') type = textOf(part) ?? ''
      else if (part.name === 'Значение') value = textOf(part)
      else if (part.name !== 'Комментарий') reading.ignore(part, within)
    }
    if (value !== null) contacts.push({ type, value })
  }
  return contacts
}

/** An address in one line: `Представление`, or its fields joined. */
export function readAddress(element: XmlElement): string | null {
  const fields: string[] = []
  for (const child of childrenOf(element)) {
    if (child.name === 'Представление') {
      const text = textOf(child)
      if (text !== null) return text
    }
    if (child.name !== 'АдресноеПоле') continue
    for (const part of childrenOf(child)) {
      const text = textOf(part)
      if (part.name === 'Значение' && text !== null) fields.push(text)
    }
  }
  return fields.length > 0 ? fields.join(', ') : textOf(element)
}

export function readDeleted(reading: Reading, element: XmlElement): boolean {
  return readBoolean(reading, element) ?? false
}
