import type { Substitute } from '@portal/api/analogs.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { decimal, type Decimal, wireQuantity } from '#kernel/money.ts'
import { articleKey } from '#src/goods/catalog/public.ts'
import { checkQuantity } from './check-quantity.ts'
import type { Conditions } from './conditions.ts'
import { type InCarts, itemsOf } from './items.ts'
import { loadOffered } from './offered.ts'
import { readQuantity } from './read-quantity.ts'

export interface Wanted {
  productId?: string | undefined
  article?: string | undefined
  slug?: string | undefined
  packagingId?: string | undefined
  quantity?: string | undefined
}

interface Link {
  place: number
  analog_id: string
  kind: Substitute['kind']
  ratio: string
  note: string | null
  /** base units in one of the unit that was asked for */
  factor: string
}

const most = 6

/**
 * What these terms offer in the place of products that cannot be had: replacements first, then what is in stock, in as much
 * as stands for the quantity that was asked for. Never anything that is not offered (law 4). A product that is named by its
 * article or address has to be one that is sold no more: what a contract merely leaves out is not told of.
 */
export async function substitutes(
  db: Db,
  conditions: Conditions,
  wanted: readonly Wanted[],
  inCarts: InCarts,
): Promise<Substitute[][]> {
  const links = await linksOf(db, conditions, wanted)
  const offered = await loadOffered(db, conditions, [...new Set(links.map((link) => link.analog_id))])
  const items = new Map(
    (await itemsOf(db, conditions, [...offered.values()], inCarts)).map((item) => [item.productId, item]),
  )
  const byPlace = Map.groupBy(links, (link) => link.place)
  return wanted.map(({ quantity }, place) => {
    const read = quantity === undefined ? null : readQuantity(quantity)
    const asked = read && 'quantity' in read ? read.quantity : null
    const found = (byPlace.get(place) ?? []).flatMap((link) => {
      const product = offered.get(link.analog_id)
      const item = items.get(link.analog_id)
      return product && item ? [{ link, product, item }] : []
    })
    const absent = ({ item }: (typeof found)[number]) => Number(item.stock.level === 'none')
    return found
      .toSorted((a, b) => kinds.indexOf(a.link.kind) - kinds.indexOf(b.link.kind) || absent(a) - absent(b))
      .filter(
        ({ link }, index, all) => all.findIndex((other) => other.link.analog_id === link.analog_id) === index,
      )
      .slice(0, most)
      .map(({ link, product, item }) => ({
        item,
        kind: link.kind,
        note: link.note,
        ratio: wireQuantity(link.ratio),
        packagingId: baseUnit,
        quantity: asked && inItsPlace(product, asked, link),
      }))
  })
}

const kinds: readonly Substitute['kind'][] = ['replacement', 'analog']

/** As much as stands for the quantity asked for, brought to what can be bought. */
function inItsPlace(
  product: Parameters<typeof checkQuantity>[0],
  asked: Decimal,
  { factor, ratio }: Pick<Link, 'factor' | 'ratio'>,
): string | null {
  const base = asked.times(decimal(factor)).times(decimal(ratio)).toDecimalPlaces(6)
  const { quantity } = checkQuantity(product, baseUnit, base)
  return quantity.gt(0) ? wireQuantity(quantity) : null
}

async function linksOf(db: Db, { terms }: Conditions, wanted: readonly Wanted[]): Promise<Link[]> {
  const of = (read: (each: Wanted) => string | null) => wanted.map(read)
  const ours = terms.kind === 'buyer' ? sql`p.seller_id = ${terms.sellerId}` : sql`p.public`
  const { rows } = await sql<Link>`
    select w.place::int - 1 as place, a.analog_id, a.kind, a.ratio::text, a.note,
      coalesce(k.factor_numerator / k.factor_denominator, 1)::text as factor
    from unnest(${of(({ productId }) => productId ?? null)}::uuid[],
        ${of(({ productId, article }) => (productId ? null : articleKey(article ?? '') || null))}::text[],
        ${of(({ productId, slug }) => (productId ? null : (slug ?? null)))}::text[],
        ${of(({ packagingId }) => packagingId ?? null)}::uuid[])
      with ordinality w(product_id, article_key, slug, packaging_id, place)
    join catalog.products p on ${ours} and (p.id = w.product_id
      or (not p.active and (p.article_key = w.article_key or p.slug = w.slug)))
    join catalog.analogs a on a.product_id = p.id and a.kind <> 'accessory'
    left join catalog.packagings k on k.id = w.packaging_id and k.product_id = p.id
    order by w.place, a.kind desc, a.analog_id`.execute(db)
  return rows
}
