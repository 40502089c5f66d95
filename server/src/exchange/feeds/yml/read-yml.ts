import { decimal } from '#kernel/money.ts'
import { readDigits } from '#kernel/read-number.ts'
import { Unreadable } from '#kernel/sheets/sheet.ts'
import {
  attributeOf,
  childrenOf,
  childText,
  decodeText,
  Stop,
  textOf,
  UnknownEncoding,
  usualLimits,
  XmlParser,
  type XmlElement,
} from '#src/exchange/erp/public.ts'

/** An offer of a feed as texts; what it does not have is ''. */
export interface YmlOffer {
  id: string
  vendorCode: string
  name: string
  price: string
  oldprice: string
  currency: string
  stock: string
  vendor: string
  barcode: string
  country: string
  description: string
  /** names of categories from the top */
  path: string[]
  params: [string, string][]
  pictures: string[]
}

interface Found {
  shop: string | null
  currency: string | null
  converted: { from: string; rate: string; to: string }[]
  warnings: string[]
}

const limits = { ...usualLimits, recordElements: 2_000, recordText: 200_000 }

/**
 * Reads a YML feed (yml_catalog) offer by offer: memory is bounded by its categories and one offer. Prices in a currency
 * with a rate are converted into the main one. Iterating throws Unreadable.
 */
export function readYml(source: AsyncIterable<Uint8Array>): {
  offers: AsyncGenerator<YmlOffer>
  found: () => Found
} {
  const reader = new YmlReader()
  return { offers: reader.read(source), found: () => reader.found }
}

class YmlReader {
  readonly found: Found = { shop: null, currency: null, converted: [], warnings: [] }
  readonly #categories = new Map<string, { name: string; parentId: string | null }>()
  readonly #rates = new Map<string, string>()
  readonly #building: XmlElement[] = []
  readonly #open: string[] = []
  #offers: YmlOffer[] = []
  #elements = 0
  #text = 0
  #isFeed = false

  async *read(source: AsyncIterable<Uint8Array>): AsyncGenerator<YmlOffer> {
    const parser = new XmlParser(
      {
        open: (element) => this.#opened(element),
        text: (text) => this.#texted(text),
        close: () => this.#closed(),
        warn: () => undefined,
      },
      limits,
    )
    try {
      for await (const text of decodeText(source, () => undefined)) {
        parser.write(text)
        const ready = this.#offers
        this.#offers = []
        yield* ready
      }
      parser.close()
      yield* this.#offers
    } catch (error) {
      if (error instanceof UnknownEncoding)
        throw new Unreadable('unknown_encoding', { declared: error.declared })
      if (!(error instanceof Stop)) throw error
      throw new Unreadable(error.code === 'entity_declared' ? 'entity_declared' : 'malformed', {
        detail: error.params['detail'] ?? error.code,
        line: String(parser.line),
      })
    }
    if (!this.#isFeed) throw new Unreadable('malformed', { detail: 'yml_catalog', line: '1' })
  }

  #opened(element: XmlElement): void {
    const inside = this.#building.at(-1)
    if (inside) {
      this.#elements += 1
      if (this.#elements > limits.recordElements) throw new Stop('record_too_large')
      inside.children ??= []
      inside.children.push(element)
      this.#building.push(element)
      return
    }
    if (this.#open.length === 0) this.#isFeed = element.name === 'yml_catalog'
    const starts = records.has(element.name) || (element.name === 'name' && this.#open.at(-1) === 'shop')
    if (!starts) {
      this.#open.push(element.name)
      return
    }
    this.#elements = 0
    this.#text = 0
    this.#building.push(element)
  }

  #texted(text: string): void {
    const inside = this.#building.at(-1)
    if (!inside) return
    this.#text += text.length
    if (this.#text > limits.recordText) throw new Stop('record_too_large')
    inside.text += text
  }

  #closed(): void {
    const element = this.#building.pop()
    if (!element) this.#open.pop()
    else if (this.#building.length === 0) this.#take(element)
  }

  #take(element: XmlElement): void {
    if (element.name === 'offer') this.#offers.push(this.#offerOf(element))
    else if (element.name === 'name') this.found.shop = textOf(element)
    else if (element.name === 'category') {
      const id = attributeOf(element, 'id')
      const name = textOf(element)
      if (id && name)
        this.#categories.set(id, {
          name: name.replaceAll(/\s+/g, ' '),
          parentId: attributeOf(element, 'parentId'),
        })
    } else if (element.name === 'currency') this.#currency(element)
  }

  #currency(element: XmlElement): void {
    const code = currencyCode(attributeOf(element, 'id') ?? '')
    const rate = attributeOf(element, 'rate')
    if (rate === '1' || (rate === null && this.found.currency === null)) this.found.currency ??= code
    // CBRF, NBU and the like leave the rate to a bank that nobody asks from here
    else if (rate && readDigits(rate)) this.#rates.set(code, readDigits(rate)!)
  }

  #offerOf(element: XmlElement): YmlOffer {
    const text = (name: string) => childText(element, name) ?? ''
    const all = (name: string) =>
      childrenOf(element).flatMap((child) => (child.name === name ? (textOf(child) ?? []) : []))
    const code = currencyCode(text('currencyId'))
    const { factor, currency } = this.#conversion(code)
    const typed = [text('typePrefix'), text('vendor'), text('model')].filter(Boolean).join(' ')
    return {
      id: attributeOf(element, 'id') ?? '',
      vendorCode: text('vendorCode'),
      name: text('name') || typed || text('title'),
      price: converted(text('price'), factor),
      oldprice: converted(text('oldprice'), factor),
      currency,
      stock: stockOf(element),
      vendor: text('vendor'),
      barcode: all('barcode')[0] ?? '',
      country: text('country_of_origin'),
      description: text('description')
        .replaceAll(/<[^>]{0,200}>/g, ' ')
        .replaceAll(/[ \t]+/g, ' ')
        .trim(),
      path: this.#pathOf(text('categoryId')),
      params: childrenOf(element).flatMap((child): [string, string][] => {
        const name = child.name === 'param' ? attributeOf(child, 'name') : null
        const value = textOf(child)
        const unit = attributeOf(child, 'unit')
        return name && value ? [[unit ? `${name}, ${unit}` : name, value]] : []
      }),
      pictures: all('picture')
        .flatMap((one) => one.split(/\s*\|\s*|\s+(?=https?:)/))
        .filter((one) => /^https?:\/\//i.test(one) && one.length <= 2_000)
        .slice(0, 20),
    }
  }

  #conversion(code: string): { factor: string | null; currency: string } {
    const main = this.found.currency
    const rate = this.#rates.get(code)
    if (!main || !rate || code === main) return { factor: null, currency: code }
    if (!this.found.converted.some(({ from }) => from === code))
      this.found.converted.push({ from: code, rate, to: main })
    return { factor: rate, currency: main }
  }

  /** From the top; a circle of parents ends where it began. */
  #pathOf(categoryId: string): string[] {
    const path: string[] = []
    const seen = new Set<string>()
    for (let id: string | null = categoryId; id && !seen.has(id) && path.length < 8;) {
      seen.add(id)
      const category: { name: string; parentId: string | null } | undefined = this.#categories.get(id)
      if (!category) break
      path.unshift(category.name)
      id = category.parentId
    }
    return path
  }
}

const records = new Set(['offer', 'category', 'currency'])

function currencyCode(text: string): string {
  const code = text.trim().toUpperCase()
  return code === 'RUR' ? 'RUB' : code
}

function converted(price: string, factor: string | null): string {
  const digits = factor === null ? null : readDigits(price)
  return digits === null ? price : decimal(digits).times(decimal(factor!)).toDecimalPlaces(2).toFixed()
}

/** A figure where the feed has one; `available="false"` means none; `available="true"` says nothing of how many. */
function stockOf(element: XmlElement): string {
  for (const name of ['stock_quantity', 'quantity_in_stock', 'stock', 'quantity', 'count', 'amount']) {
    const text = childText(element, name)
    if (text !== null && /^\d/.test(text)) return text
  }
  const outlets = childrenOf(element).find(({ name }) => name === 'outlets')
  const counts = (outlets ? childrenOf(outlets) : []).flatMap((outlet) => {
    const count = attributeOf(outlet, 'instock')
    return count && /^\d{1,9}$/.test(count) ? [Number(count)] : []
  })
  if (counts.length > 0) return String(counts.reduce((total, one) => total + one, 0))
  return attributeOf(element, 'available') === 'false' ? '0' : ''
}
