import { CodeIndex } from './code-index.ts'
import { type Dictionary, labelOf } from './dictionary.ts'
import { Lists, Numbers } from './lists.ts'
import { NearestWords } from './nearest-words.ts'
import type { ProductRecord, Sort } from './product-records.ts'
import { weights, WordIndex } from './word-index.ts'

/**
 * Active products of all sellers in memory, for what PostgreSQL counts too slowly: which of them match, how many by each
 * property, in what order. It holds no prices and decides nothing: whatever it finds is read and checked again by SQL.
 * A product is a "document": a number from 0. One that changed is taken out and added anew under the next number.
 */
export class CatalogueIndex {
  /** documents ever added; `alive` tells those that are still there */
  size = 0
  readonly alive: Uint8Array
  readonly ids: string[] = []
  readonly sellers: Int32Array
  readonly brands: Int32Array
  readonly isPublic: Uint8Array
  readonly pictures: (string | null)[] = []
  /** direct categories, the main one first */
  readonly categories: Lists
  readonly values: Lists
  readonly words = new WordIndex()
  readonly codes = new CodeIndex()
  readonly sellerNumbers = new Numbers()
  readonly brandNumbers = new Numbers()
  readonly categoryNumbers = new Numbers()
  readonly valueNumbers = new Numbers()
  readonly attributeNumbers = new Numbers()
  /** rises with every change; what was worked out from an index of another generation is worked out again */
  generation = 0

  readonly capacity: number
  dictionary: Dictionary
  private attributesOfValues: { dictionary: Dictionary; numbers: Int32Array } | null = null
  private readonly docOfId = new Map<string, number>()
  private readonly names: string[] = []
  private readonly namesEn: string[] = []
  private readonly articles: (string | null)[] = []
  private readonly created: Float64Array
  private readonly orders = new Map<Sort, Uint32Array>()
  private corrections: NearestWords | null = null

  constructor(capacity: number, dictionary: Dictionary) {
    this.capacity = capacity
    this.dictionary = dictionary
    this.alive = new Uint8Array(capacity)
    this.sellers = new Int32Array(capacity)
    this.brands = new Int32Array(capacity)
    this.isPublic = new Uint8Array(capacity)
    this.created = new Float64Array(capacity)
    this.categories = new Lists(capacity)
    this.values = new Lists(capacity)
  }

  docOf(productId: string): number | undefined {
    return this.docOfId.get(productId)
  }

  hasRoomFor(count: number): boolean {
    return this.size + count <= this.capacity
  }

  /** Puts a product at the end; the caller has made sure of room, and sets the orders afterwards. */
  add(record: ProductRecord): number {
    const doc = this.size++
    this.alive[doc] = 1
    this.ids.push(record.id)
    this.docOfId.set(record.id, doc)
    this.sellers[doc] = this.sellerNumbers.of(record.seller_id)
    this.brands[doc] = record.brand_id === null ? -1 : this.brandNumbers.of(record.brand_id)
    this.isPublic[doc] = record.public ? 1 : 0
    this.pictures.push(record.picture_id)
    this.categories.push(record.categories.map((id) => this.categoryNumbers.of(id)))
    this.values.push(record.values.map((id) => this.valueNumbers.of(id)))
    this.names.push(record.name)
    this.namesEn.push(record.name_en ?? record.name)
    this.articles.push(record.article_key)
    this.created[doc] = record.created
    this.codes.add(doc, {
      article: record.article_key,
      manufacturer: record.manufacturer_key,
      code: record.code,
      barcodes: record.barcodes,
    })
    this.words.add(doc, this.textsOf(record))
    return doc
  }

  private textsOf(record: ProductRecord) {
    const { dictionary } = this
    const values = record.values.flatMap((id) => {
      const value = dictionary.values.get(id)
      return value ? [labelOf(value, 'ru'), labelOf(value, 'en')] : []
    })
    const main = dictionary.categories.get(record.categories[0] ?? '')
    return [
      { text: record.name, weight: weights.name, firstWeight: weights.nameFirst },
      { text: record.name_en, weight: weights.name, firstWeight: weights.nameFirst },
      { text: `${record.article ?? ''} ${record.manufacturer_code ?? ''}`, weight: weights.name },
      {
        text: record.brand_id === null ? null : (dictionary.brands.get(record.brand_id) ?? null),
        weight: weights.brand,
      },
      { text: main ? `${main.name} ${main.nameEn ?? ''}` : null, weight: weights.category },
      { text: values.join(' '), weight: weights.value },
      { text: `${record.full_name ?? ''} ${record.description ?? ''}`, weight: weights.text },
    ]
  }

  /** Takes a product out; undefined: it was not there. Its words stay until the index is built anew, and lead nowhere. */
  remove(productId: string): number | undefined {
    const doc = this.docOfId.get(productId)
    if (doc === undefined) return undefined
    this.alive[doc] = 0
    this.docOfId.delete(productId)
    return doc
  }

  /** Documents that are alive in an order. */
  inOrder(sort: Sort): Uint32Array {
    return this.orders.get(sort)!
  }

  /** The order of an index just built. */
  setOrder(sort: Sort, docs: Uint32Array): void {
    this.orders.set(sort, docs)
  }

  private byName: { order: Uint32Array; places: Uint32Array } | null = null

  /** For each document its place in the order of names. */
  get placesByName(): Uint32Array {
    const order = this.inOrder('name')
    if (this.byName?.order !== order) {
      const places = new Uint32Array(this.capacity)
      for (let place = 0; place < order.length; place++) places[order[place]!] = place
      this.byName = { order, places }
    }
    return this.byName.places
  }

  /** Puts documents that were added into their places, and drops those that were taken out. */
  reorder(added: readonly number[]): void {
    for (const [sort, before] of this.orders) {
      const compare = this.comparing(sort)
      const fresh = added.filter((doc) => this.alive[doc]).sort(compare)
      const after = new Uint32Array(before.length + fresh.length)
      let length = 0
      let next = 0
      const places = fresh.map((doc) => placeIn(before, doc, compare))
      for (let at = 0; at <= before.length; at++) {
        while (next < fresh.length && places[next] === at) after[length++] = fresh[next++]!
        if (at < before.length && this.alive[before[at]!]) after[length++] = before[at]!
      }
      this.orders.set(sort, after.slice(0, length))
    }
    this.changed()
  }

  private comparing(sort: Sort): (a: number, b: number) => number {
    const byId = (a: number, b: number) => (this.ids[a]! < this.ids[b]! ? -1 : 1)
    const byText = (names: readonly string[]) => (a: number, b: number) =>
      collator.compare(names[a]!, names[b]!) || byId(a, b)
    switch (sort) {
      case 'name':
        return byText(this.names)
      case 'nameEn':
        return byText(this.namesEn)
      case 'article':
        return (a, b) => compareArticles(this.articles[a]!, this.articles[b]!) || byId(a, b)
      case 'newest':
        return (a, b) => this.created[b]! - this.created[a]! || byId(b, a)
    }
  }

  /** By number of a value: the number of its attribute; -1 for one that the dictionary does not know. */
  get attributes(): Int32Array {
    const { dictionary } = this
    const { texts } = this.valueNumbers
    const before = this.attributesOfValues
    if (before?.dictionary === dictionary && before.numbers.length === texts.length) return before.numbers
    const numbers = Int32Array.from(texts, (id) => {
      const value = dictionary.values.get(id)
      return value ? this.attributeNumbers.of(value.attributeId) : -1
    })
    this.attributesOfValues = { dictionary, numbers }
    return numbers
  }

  /** Corrections of mistyped words, made ready when first asked for. */
  get nearestWords(): NearestWords {
    return (this.corrections ??= new NearestWords(this.words.terms.values()))
  }

  /** Every change ends with this. */
  changed(): void {
    this.generation++
  }
}

const collator = new Intl.Collator('ru')

/** By their letters' numbers, as PostgreSQL sorts "C"; without an article last. */
function compareArticles(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}

function placeIn(order: Uint32Array, doc: number, compare: (a: number, b: number) => number): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(order[middle]!, doc) < 0) low = middle + 1
    else high = middle
  }
  return low
}
