import type { OutputOf } from '@portal/api/endpoint.ts'
import type { pastePrices } from '@portal/api/price-lists.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { decimal, wirePrice } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { articleKey } from '#src/goods/catalog/public.ts'
import { recordInParts, type RowChange } from '#src/people/audit/public.ts'
import { importPrices } from './import-prices.ts'
import { lockHandmade, touchPriceList } from './lock-price-list.ts'
import { type PastedPrice, readPastedRow, type UnreadRow } from './read-pasted-row.ts'

type Rows = OutputOf<typeof pastePrices>['rows']

/**
 * Sets open-ended prices of base units from pasted rows; rows in = rows reported, in their order. What is not named stays.
 * Of two rows for the same article and quantity the first counts and the second is told to be repeated.
 */
export async function pasteRows(
  context: Context,
  priceListId: string,
  texts: readonly string[],
): Promise<Rows> {
  return transaction(context.db, async (tx) => {
    const list = await lockHandmade(tx, priceListId)
    const read = texts.map(readPastedRow)
    const goods = await goodsByKey(tx, list.seller_id, read)
    const before = await pricesNow(
      tx,
      priceListId,
      [...goods.values()].flatMap((found) => (found.length === 1 ? found[0]!.id : [])),
    )
    const shown = (amount: string) => wirePrice(amount, list.currency).amount
    const taken = new Set<string>()
    const set: Parameters<typeof importPrices>[1][number][] = []
    const changes: RowChange[] = []
    const rows = read.map((row, index): Rows[number] => {
      const told = { row: index + 1, text: texts[index]!, name: null, before: null }
      if (typeof row === 'string')
        return { ...told, outcome: row, article: null, minQuantity: null, amount: null }
      const found = goods.get(articleKey(row.article)) ?? []
      const known = { ...told, article: row.article, minQuantity: row.minQuantity, amount: shown(row.amount) }
      if (found.length !== 1)
        return { ...known, outcome: found.length === 0 ? 'article_unknown' : 'article_ambiguous' }
      const product = found[0]!
      const key = `${product.id} ${decimal(row.minQuantity).toFixed()}`
      const was = before.get(key)
      const outcome = outcomeOf(row, was, taken.has(key))
      taken.add(key)
      if (outcome === 'created' || outcome === 'changed') {
        changes.push([nameOf(product, row), was?.amount ?? null, row.amount])
        set.push({
          priceListId,
          productId: product.id,
          packagingId: baseUnit,
          minQuantity: row.minQuantity,
          amount: row.amount,
          perQuantity: '1',
        })
      }
      return {
        ...known,
        article: product.article ?? row.article,
        name: product.name,
        outcome,
        before: was ? shown(was.amount) : null,
      }
    })
    if (set.length > 0) {
      await importPrices(tx, set)
      await touchPriceList(tx, priceListId, context.now)
      const details = { rows: rows.length, set: set.length }
      const entry = { action: 'price.paste', entityKind: 'price_list', entityId: priceListId, details }
      await recordInParts(tx, context, entry, changes)
    }
    return rows
  })
}

/** As the audit log names a row: the article, and the quantity from which the price holds. */
function nameOf(product: { article: string | null }, row: PastedPrice): string {
  const article = product.article ?? row.article
  return row.minQuantity === '0' ? article : `${article} ≥ ${row.minQuantity}`
}

interface Standing {
  amount: string
  per_quantity: string
  valid_until: string
}

function outcomeOf(row: PastedPrice, was: Standing | undefined, repeated: boolean) {
  if (repeated) return 'repeated'
  if (!was) return 'created'
  const same = decimal(was.amount).eq(row.amount) && decimal(was.per_quantity).eq('1')
  return same && was.valid_until === 'infinity' ? 'same' : 'changed'
}

/** The seller's goods behind the articles of these rows; an article of several goods has them all. */
async function goodsByKey(tx: Tx, sellerId: string, read: readonly (PastedPrice | UnreadRow)[]) {
  const keys = read.flatMap((row) => (typeof row === 'string' ? [] : articleKey(row.article)))
  const { rows } = await sql<{ id: string; key: string; article: string | null; name: string }>`
    select p.id, p.article_key as key, p.article, p.name from catalog.products p
    where p.article_key = any(${[...new Set(keys)].filter(Boolean)}::text[])
      and p.seller_id = ${sellerId} and not p.has_variants`.execute(tx)
  return Map.groupBy(rows, (row) => row.key)
}

/** What stands where pasted prices go: prices of base units without a first day, by product and quantity. */
async function pricesNow(
  tx: Tx,
  priceListId: string,
  productIds: readonly string[],
): Promise<Map<string, Standing>> {
  const { rows } = await sql<Standing & { product_id: string; min_quantity: string }>`
    select product_id, min_quantity, trim_scale(amount)::text as amount, per_quantity, valid_until from pricing.prices
    where price_list_id = ${priceListId} and product_id = any(${[...productIds]}::uuid[])
      and packaging_id = ${baseUnit} and valid_from = '-infinity'`.execute(tx)
  return new Map(rows.map((row) => [`${row.product_id} ${decimal(row.min_quantity).toFixed()}`, row]))
}
