import { AppError } from '@portal/api/errors.ts'
import type { RepeatedLine } from '@portal/api/orders.ts'
import { sql } from 'kysely'
import { transaction } from '#kernel/db.ts'
import { decimal, wirePrice, wireQuantity } from '#kernel/money.ts'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { offeredAnalogs, type OfferedAnalog } from '#src/offer/showcase/public.ts'
import { addRowsTo, createCart, evaluateLines, storedLines } from '../carts/public.ts'
import { buyerScope } from './access.ts'

interface OldLine {
  id: string
  product_id: string | null
  packaging_id: string
  article: string | null
  name: string
  unit_name: string
  quantity: string
  /** base units in one of its unit */
  factor: string
  price: string
  currency: string
}

/** Copies an order into a new cart at today's prices and rules; every line says what became of it (function 2). */
export async function repeat(context: Context, orderId: string) {
  const terms = buyerTerms(context)
  return transaction(context.db, async (tx) => {
    const { rows } = await sql<OldLine & { order_number: string }>`
      select l.id, l.product_id, l.packaging_id, l.article, l.name, l.unit_name, l.original_quantity as quantity,
        l.factor_numerator / l.factor_denominator as factor, l.price, o.currency, o.number as order_number
      from orders.orders o join orders.lines l on l.order_id = o.id
      where o.id = ${orderId} and ${buyerScope(context.caller, terms)} and l.original_quantity > 0
      order by l.position`.execute(tx)
    const first = rows[0]
    if (!first) throw new AppError('not_found')
    const name =
      context.language === 'ru' ? `Повтор заказа ${first.order_number}` : `Order ${first.order_number} again`
    const cart = await createCart(tx, context, name)
    const known = rows.filter((row) => row.product_id !== null)
    const added = await addRowsTo(
      tx,
      context,
      cart,
      known.map((row) => ({
        productId: row.product_id ?? '',
        packagingId: row.packaging_id,
        quantity: decimal(row.quantity).toFixed(),
      })),
    )
    const outcomes = new Map(known.map((row, index) => [row.id, added.rows[index]]))
    const evaluated = await evaluateLines(tx, terms, await storedLines(tx, cart.id), context)
    const refused = known.filter((row) => (outcomes.get(row.id)?.outcome ?? 'refused') === 'refused')
    const analogs = await offeredAnalogs(
      tx,
      terms,
      refused.map((row) => row.product_id ?? ''),
      context,
    )
    const lines = rows.map((row): RepeatedLine => {
      const outcome = outcomes.get(row.id)
      const analog = refused.includes(row) ? analogOf(row, analogs) : null
      const line = evaluated.find(
        ({ stored }) => stored.productId === row.product_id && stored.packagingId === row.packaging_id,
      )
      return {
        lineId: row.id,
        article: row.article,
        name: row.name,
        outcome: analog ? 'analog' : outcomeOf(row, outcome?.outcome ?? 'refused', line),
        oldPrice: wirePrice(row.price, row.currency),
        newPrice: line?.price ? wirePrice(line.price.unitPrice, terms.currency) : null,
        quantity: outcome?.quantity ?? null,
        unitName: row.unit_name,
        analog,
      }
    })
    return { cartId: cart.id, cartName: name, lines }
  })
}

/** As much of the analog as stands for what was ordered. */
function analogOf(row: OldLine, analogs: ReadonlyMap<string, OfferedAnalog>): RepeatedLine['analog'] {
  const found = row.product_id === null ? undefined : analogs.get(row.product_id)
  if (!found) return null
  const { productId, article, name, item } = found.product
  const quantity = decimal(row.quantity).times(decimal(row.factor)).times(found.ratio).toDecimalPlaces(6)
  return { productId, slug: item.slug, article, name, quantity: wireQuantity(quantity) }
}

function outcomeOf(
  old: OldLine,
  added: 'added' | 'changed' | 'refused',
  line: Awaited<ReturnType<typeof evaluateLines>>[number] | undefined,
): RepeatedLine['outcome'] {
  if (added === 'refused' || !line) return 'not_offered'
  if (!line.price) return 'on_request'
  if (line.problems.some((problem) => problem.code === 'not_enough')) return 'less_available'
  if (added === 'changed') return 'quantity_changed'
  const same = line.price.currency === old.currency && line.price.unitPrice.equals(decimal(old.price))
  return same ? 'ok' : 'price_changed'
}
