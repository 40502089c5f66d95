import { UnknownEncoding, decodeText, sameEncoding } from './decode-text.ts'
import { Stop, XmlParser, usualLimits } from './parse-xml.ts'
import {
  readCategory,
  readGroups,
  readPriceType,
  readProperty,
  readUnit,
  readWarehouse,
} from './read-classifier.ts'
import { readDocument } from './read-document.ts'
import { readOffer } from './read-offer.ts'
import { readProduct } from './read-product.ts'
import { booleanOf } from './read-values.ts'
import { Reading, pathTo } from './reading.ts'
import { attributeOf, childText } from './xml-element.ts'
import type { Encoding } from './decode-text.ts'
import type { Limits, XmlHandler } from './parse-xml.ts'
import type { CommerceMlRecord, Place, ProblemCode } from './records.ts'
import type { XmlElement } from './xml-element.ts'

/**
 * Reads a CommerceML 2 file (import, offers, prices, rests, orders: told by content, never by name) record by record,
 * in the order of the file. Memory is bounded by one record and one piece of the source, and no more of the source is
 * read than the consumer asks for. Never throws on any bytes (an error of the source itself passes through):
 * what cannot be read is a `problem`, a fatal one when reading stopped before the end.
 */
export async function* readCommerceMl(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limits: Limits = usualLimits,
): AsyncGenerator<CommerceMlRecord> {
  const file = new FileReader(limits)
  try {
    for await (const text of decodeText(source, (encoding) => file.decodedAs(encoding))) {
      const goesOn = file.write(text)
      yield* file.take()
      if (!goesOn) return
    }
  } catch (error) {
    if (!(error instanceof UnknownEncoding)) throw error
    file.stop(new Stop('unknown_encoding', { declared: error.declared }))
    yield* file.take()
    return
  }
  file.end()
  yield* file.take()
}

type Kind = CommerceMlRecord['kind']

const heads: Record<string, 'classifier' | 'catalog' | 'offerPackage'> = {
  Классификатор: 'classifier',
  Каталог: 'catalog',
  ПакетПредложений: 'offerPackage',
  ИзмененияПакетаПредложений: 'offerPackage',
}
const headFields = new Set(['Ид', 'Наименование', 'ИдКаталога', 'ИдКлассификатора'])
/** Of a head, without use to the portal: the owner is the connection's seller. */
const headTexts = new Set(['Владелец', 'Описание', 'ДействительноС', 'ДействительноДо', 'ДействительноПо'])

/** `Контейнер` groups documents in files of some programs. */
const lists = new Set([
  'Группы',
  'Свойства',
  'ТипыЦен',
  'Склады',
  'ЕдиницыИзмерения',
  'Категории',
  'Товары',
  'Предложения',
  'Документы',
  'Контейнер',
])

const recordKinds = new Map<string, Kind>([
  ['Группа', 'group'],
  ['Свойство', 'property'],
  ['СвойствоНоменклатуры', 'property'],
  ['Категория', 'category'],
  ['ЕдиницаИзмерения', 'unit'],
  ['ТипЦены', 'priceType'],
  ['Склад', 'warehouse'],
  ['Товар', 'product'],
  ['Предложение', 'offer'],
  ['Документ', 'document'],
])

/** An element that holds records: the root, a head such as `Каталог`, or a list such as `Товары`. */
interface Container {
  path: string
  /** the head is told before its first record, with the fields seen so far */
  head: {
    element: XmlElement
    place: Place
    kind: 'classifier' | 'catalog' | 'offerPackage'
    told: boolean
  } | null
}

class FileReader implements XmlHandler {
  private readonly reading = new Reading()
  private readonly limits: Limits
  private readonly parser: XmlParser
  private readonly containers: Container[] = []
  /** the record (or the field of a head) that is being read, outermost element first */
  private readonly building: XmlElement[] = []
  private recordElements = 0
  private recordText = 0
  private skippedDepth = 0
  private encoding: Encoding = { name: 'utf-8', declared: null }

  constructor(limits: Limits) {
    this.limits = limits
    this.parser = new XmlParser(this, limits)
  }

  decodedAs(encoding: Encoding): void {
    this.encoding = encoding
  }

  /** false = reading stopped. */
  write(text: string): boolean {
    try {
      this.parser.write(text)
      return true
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      this.stop(error)
      return false
    }
  }

  end(): void {
    try {
      this.parser.close()
      this.finish()
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      this.stop(error)
    }
  }

  stop({ code, params }: Stop): void {
    const record = this.building[0]
    const kind = record === undefined ? undefined : recordKinds.get(record.name)
    this.reading.fileProblem(
      'fatal',
      code,
      this.parser.line,
      this.path(),
      params,
      record === undefined || kind === undefined
        ? null
        : { kind, id: childText(record, 'Ид'), label: childText(record, 'Наименование') },
    )
    this.finish()
  }

  /** The records that became ready since the last call. */
  take(): CommerceMlRecord[] {
    const records = this.reading.ready
    this.reading.ready = []
    return records
  }

  open(element: XmlElement): void {
    if (this.skippedDepth > 0) {
      this.skippedDepth++
      return
    }
    const parent = this.building.at(-1)
    if (parent !== undefined) {
      this.recordElements++
      if (this.recordElements > this.limits.recordElements) throw this.tooLarge()
      if (parent.children === null) parent.children = [element]
      else parent.children.push(element)
      this.building.push(element)
      return
    }
    if (this.containers.length === 0) this.openRoot(element)
    else this.openInContainer(element, this.containers.at(-1)!)
  }

  text(text: string): void {
    const element = this.building.at(-1)
    if (element === undefined) return
    // the blanks between children are no text
    if (element.children !== null && text.trim() === '') return
    this.recordText += text.length
    if (this.recordText > this.limits.recordText) throw this.tooLarge()
    element.text += text
  }

  close(): void {
    if (this.skippedDepth > 0) {
      this.skippedDepth--
      return
    }
    const element = this.building.pop()
    if (element === undefined) {
      const { head } = this.containers.pop()!
      if (head !== null) this.tellHead(head)
      return
    }
    if (this.building.length > 0) return
    this.recordElements = 0
    this.recordText = 0
    const container = this.containers.at(-1)!
    const kind = recordKinds.get(element.name)
    if (kind === undefined) takeHeadField(container, element)
    else this.readRecord(kind, element, pathTo(container.path, element.name))
  }

  warn(code: ProblemCode, line: number, params: Record<string, string>): void {
    this.reading.fileProblem('warning', code, line, this.path(), params)
  }

  private openRoot(element: XmlElement): void {
    const isRoot = element.name === 'КоммерческаяИнформация'
    if (!isRoot && heads[element.name] === undefined && !recordKinds.has(element.name)) {
      throw new Stop('not_commerceml', { root: element.name.slice(0, 100) })
    }
    this.reading.ready.push({
      kind: 'header',
      ...this.reading.placeOf('header', element.line),
      schemaVersion: attributeOf(element, 'ВерсияСхемы'),
      formedAt: attributeOf(element, 'ДатаФормирования'),
      encoding: this.encoding.name,
    })
    const container: Container = { path: isRoot ? element.name : '', head: null }
    this.containers.push(container)
    // a part of a file, without the root around it
    if (!isRoot) this.openInContainer(element, container)
  }

  private openInContainer(element: XmlElement, container: Container): void {
    const { name } = element
    const path = pathTo(container.path, name)
    const kind = heads[name]
    if (kind !== undefined) {
      const place = this.reading.placeOf(kind, element.line)
      this.containers.push({ path, head: { element, place, kind, told: false } })
      return
    }
    const head = container.head
    if (lists.has(name) || recordKinds.has(name)) {
      if (head !== null) this.tellHead(head)
      if (lists.has(name)) this.containers.push({ path, head: null })
      else this.building.push(element)
      return
    }
    if (head !== null && headFields.has(name)) {
      if (!head.told) {
        this.building.push(element)
        return
      }
      this.reading.fileProblem('warning', 'late_field', element.line, path, {})
    } else if (head === null || !headTexts.has(name)) this.reading.ignoreAt(path, element.line)
    this.skippedDepth = 1
  }

  private tellHead(head: NonNullable<Container['head']>): void {
    if (head.told) return
    head.told = true
    const { element, place, kind } = head
    const about = {
      ...place,
      id: childText(element, 'Ид'),
      name: childText(element, 'Наименование'),
      onlyChanges: booleanOf(attributeOf(element, 'СодержитТолькоИзменения') ?? ''),
    }
    if (kind === 'classifier') this.reading.ready.push({ kind, ...about })
    else {
      const classifierId = childText(element, 'ИдКлассификатора')
      if (kind === 'catalog') this.reading.ready.push({ kind, ...about, classifierId })
      else {
        const changes = element.name === 'ИзмененияПакетаПредложений'
        const catalogId = childText(element, 'ИдКаталога')
        this.reading.ready.push({ kind, ...about, classifierId, catalogId, changes })
      }
    }
  }

  private readRecord(kind: Kind, element: XmlElement, path: string): void {
    const { reading } = this
    if (kind === 'group') return readGroups(reading, element, path, null)
    const place = reading.begin(kind, element, path)
    const record = readOne(reading, kind, element, place)
    if (record !== null) reading.ready.push(record)
    reading.end()
  }

  private finish(): void {
    const { name, declared } = this.encoding
    if (declared !== null && !sameEncoding(declared, name)) {
      this.reading.fileProblem('warning', 'encoding_differs', 1, '', { declared, used: name })
    }
    this.parser.finish()
    this.reading.finish()
  }

  /** Where reading is: the containers, and the elements of the record down to the innermost. */
  private path(): string {
    const container = this.containers.at(-1)?.path ?? ''
    return this.building.reduce((path, { name }) => pathTo(path, name), container)
  }

  private tooLarge(): Stop {
    const { recordElements, recordText } = this.limits
    return new Stop('record_too_large', { elements: String(recordElements), characters: String(recordText) })
  }
}

function takeHeadField({ head }: Container, element: XmlElement): void {
  if (head !== null) (head.element.children ??= []).push(element)
}

function readOne(reading: Reading, kind: Kind, element: XmlElement, place: Place): CommerceMlRecord | null {
  switch (kind) {
    case 'property':
      return readProperty(reading, element, place)
    case 'category':
      return readCategory(reading, element, place)
    case 'unit':
      return readUnit(reading, element, place)
    case 'priceType':
      return readPriceType(reading, element, place)
    case 'warehouse':
      return readWarehouse(reading, element, place)
    case 'product':
      return readProduct(reading, element, place)
    case 'offer':
      return readOffer(reading, element, place)
    case 'document':
      return { kind, ...place, ...readDocument(reading, element) }
    default:
      throw new Error(`no such record: ${kind}`)
  }
}
