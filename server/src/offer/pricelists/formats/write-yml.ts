import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PriceFileColumn } from '@portal/api/price-file-settings.ts'
import { wirePrice } from '#kernel/money.ts'
import type { CategoryPlace } from '../categories.ts'
import { type FileConditions, linkOf } from '../columns.ts'
import type { FileRow } from '../rows.ts'
import { xml } from '#kernel/sheets/cell.ts'

export interface YmlShop {
  title: string
  /** null where the file does not name the contract */
  company: string | null
  /** `2026-11-25 04:15`, in the seller's zone */
  date: string
  statement: readonly string[]
  categories: readonly CategoryPlace[]
  portions: AsyncIterable<readonly FileRow[]>
  columns: ReadonlySet<PriceFileColumn>
}

/**
 * Writes a catalogue in the Yandex Market Language as its rows come. Source: the YML specification of Yandex Market
 * (simplified offers). An offer has no place for "on request": products without a price are left out and counted.
 */
export async function writeYml(
  target: string,
  shop: YmlShop,
  conditions: FileConditions,
): Promise<{ leftOut: number }> {
  let leftOut = 0
  async function* document(): AsyncGenerator<string> {
    yield head(shop, conditions)
    for await (const portion of shop.portions) {
      let text = ''
      for (const row of portion)
        if (row.price) text += offer(row, shop.columns, conditions)
        else leftOut += 1
      yield text
    }
    yield '</offers>\n</shop>\n</yml_catalog>\n'
  }
  await pipeline(Readable.from(document()), createWriteStream(target))
  return { leftOut }
}

/** YML knows the rouble under its own name only. */
function head(shop: YmlShop, { currency, publicUrl }: FileConditions): string {
  const categories = shop.categories.map(({ id, parentId, name }) => {
    const parent = parentId === null ? '' : ` parentId="${numberOf(parentId)}"`
    return `<category id="${numberOf(id)}"${parent}>${xml(name)}</category>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- ${xml(shop.statement.join('. ')).replaceAll('--', '—')} -->
<yml_catalog date="${shop.date}">
<shop>
<name>${xml(shop.title)}</name>
<company>${xml(shop.company ?? shop.title)}</company>
${shop.columns.has('link') ? `<url>${xml(publicUrl)}</url>\n` : ''}<currencies>
<currency id="${currency}" rate="1"/>
</currencies>
<categories>
<category id="${withoutCategory}">—</category>
${categories.join('')}</categories>
<offers>
`
}

/** An offer must name a category. */
const withoutCategory = '1'

function offer(row: FileRow, columns: ReadonlySet<PriceFileColumn>, conditions: FileConditions): string {
  const { item } = row.offered
  const { currency, publicUrl } = conditions
  const amount = (value: FileRow['price']) => value && wirePrice(value, currency).amount
  const parts: [name: string, value: string | null | undefined][] = [
    ['url', columns.has('link') ? linkOf(row, publicUrl) : null],
    ['price', amount(row.price)],
    ['oldprice', columns.has('base_price') ? amount(row.basePrice) : null],
    ['purchase_price', columns.has('purchase_price') ? amount(row.purchasePrice) : null],
    ['currencyId', currency],
    ['vat', columns.has('vat_rate') ? vatOf(row) : null],
    ['categoryId', row.category ? numberOf(row.category.id) : withoutCategory],
    ['picture', columns.has('picture') ? item.picture && `${publicUrl}${item.picture}` : null],
    ['name', row.offered.name],
    ['vendor', columns.has('brand') ? item.brand : null],
    ['vendorCode', columns.has('article') ? row.offered.article : null],
    ...(row.facts?.barcodes ?? []).map((barcode): [string, string | null] => [
      'barcode',
      columns.has('barcode') ? barcode : null,
    ]),
    ['country_of_origin', columns.has('country') ? row.facts?.country : null],
    ['weight', columns.has('weight') ? row.offered.weightKg?.toFixed() : null],
    ['min-quantity', columns.has('min_quantity') ? row.offered.minQuantity?.toFixed() : null],
    ['step-quantity', columns.has('step') ? row.offered.step?.toFixed() : null],
    ['count', columns.has('stock') && !item.stock.over ? item.stock.quantity : null],
  ]
  const params: [name: string, value: string | null | undefined][] = [
    ['Код производителя', columns.has('manufacturer_code') ? row.facts?.manufacturerCode : null],
    ['Ваш номер', columns.has('part_number') ? item.partNumber : null],
    ['Единица', columns.has('unit') ? item.units[0]?.name : null],
  ]
  const elements = parts.map(([name, value]) => (value ? `<${name}>${xml(value)}</${name}>\n` : ''))
  const named = params.map(([name, value]) => (value ? `<param name="${name}">${xml(value)}</param>\n` : ''))
  return `<offer id="${row.facts!.number}"${available(row)}>\n${elements.join('')}${named.join('')}</offer>\n`
}

/** What is hidden is not told either way. */
function available({ offered }: FileRow): string {
  const { display, level, quantity } = offered.item.stock
  if (display === 'hidden') return ''
  return ` available="${level === null ? quantity !== null && quantity !== '0' : level !== 'none'}"`
}

const vatOf = ({ offered }: FileRow): string =>
  offered.vatRate === null ? 'NO_VAT' : `VAT_${offered.vatRate.toFixed()}`

/** YML numbers categories with at most 18 digits: the same category has the same number in every file. */
function numberOf(id: string): string {
  return BigInt(`0x${createHash('sha256').update(id).digest('hex').slice(0, 14)}`).toString()
}
