import { AppError } from '@portal/api/errors.ts'
import type { RowReason } from '@portal/api/matching.ts'
import { type RawBuilder, sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { type Decimal, decimal } from '#kernel/money.ts'
import { buyerTerms, signedIn, type Context } from '#kernel/mount.ts'
import { checkQuantity, readQuantity } from '#src/offer/showcase/public.ts'
import { abilitiesOf, lineView } from './cart-view.ts'
import { evaluateLines, type EvaluatedLine } from './evaluate.ts'
import { keptTotals } from './kept-totals.ts'
import { arePricesFresh, keepFigures, markPriced } from './line-figures.ts'
import { lockOpenCart, markChanged, storedLines } from './store.ts'

export interface LineChange {
  quantity?: string | undefined
  packagingId?: string | undefined
  comment?: string | null | undefined
}

/**
 * Changes one line; a quantity out of step is put right and the reason told. Only that line and those that depend on it
 * are priced: the other lines, and so the totals, stand as the buyer has them before him.
 */
export async function changeOneLine(context: Context, cartId: string, lineId: string, change: LineChange) {
  return transaction(context.db, async (tx) => {
    const cart = await lockOpenCart(tx, buyerTerms(context).companyId, cartId)
    const fresh = arePricesFresh(cart.pricedAt, context.now)
    const { lines, changed, reasons } = await evaluateChanged(tx, context, cartId, lineId, change, fresh)
    const { stored, quantity } = changed
    await tx
      .updateTable('carts.lines')
      .set({
        quantity: quantity.toFixed(),
        packaging_id: stored.packagingId,
        ...(change.comment === undefined ? {} : { comment: change.comment }),
      })
      .where('id', '=', lineId)
      .execute()
    await keepFigures(tx, lines)
    if (!fresh) await markPriced(tx, cartId, context.now)
    const revision = await markChanged(tx, cart, signedIn(context).id, context.now)
    const { totals, orders, ...standing } = await keptTotals(tx, cartId)
    return {
      line: lineView(changed),
      related: lines.filter((line) => line !== changed && dependsOn(line, changed)).map(lineView),
      totals,
      orders,
      abilities: abilitiesOf(context, 'open', standing),
      revision,
      reasons,
    }
  })
}

/** The line as it would be, with all that must be priced along with it; a cart that is not fresh is priced as a whole. */
async function evaluateChanged(
  tx: Tx,
  context: Context,
  cartId: string,
  lineId: string,
  change: LineChange,
  fresh: boolean,
): Promise<{ lines: EvaluatedLine[]; changed: EvaluatedLine; reasons: RowReason[] }> {
  const evaluate = async (which: RawBuilder<boolean>, quantity?: Decimal) => {
    const stored = await storedLines(tx, cartId, fresh ? which : undefined)
    const own = stored.find((line) => line.id === lineId)
    if (!own) throw new AppError('not_found')
    own.packagingId = change.packagingId ?? own.packagingId
    own.quantity = quantity?.toFixed() ?? own.quantity
    own.comment = change.comment === undefined ? own.comment : change.comment
    const lines = await evaluateLines(tx, buyerTerms(context), stored, context)
    const changed = lines.find((line) => line.stored.id === lineId)
    if (!changed) throw new AppError('not_found')
    return { lines, changed }
  }
  const asked = change.quantity === undefined ? undefined : readAsked(change.quantity)
  let which = ofProduct(lineId)
  let found = await evaluate(which, asked)
  if (fresh && found.changed.price?.tiersBy === 'family') {
    which = ofFamily(lineId)
    found = await evaluate(which, asked)
  }
  const { changed } = found
  if (!changed.offered) return { ...found, reasons: [] }
  const checked = checkQuantity(changed.offered, changed.stored.packagingId, changed.quantity)
  if (checked.reasons.some((reason) => reason.code === 'unit_unknown'))
    throw new AppError('invalid_input', {}, { packagingId: 'unit_unknown' })
  const { reasons } = checked
  if (checked.quantity.lte(0) || checked.quantity.eq(changed.quantity)) return { ...found, reasons }
  return { ...(await evaluate(which, checked.quantity)), reasons }
}

function readAsked(text: string): Decimal {
  const read = readQuantity(text)
  if ('reason' in read) throw new AppError('invalid_input', {}, { quantity: read.reason.code })
  return decimal(read.quantity)
}

/** Lines of one product share its stock and what was agreed of it; what was never priced is priced now. */
function ofProduct(lineId: string): RawBuilder<boolean> {
  return sql`(l.blocks is null or l.product_id = (select o.product_id from carts.lines o where o.id = ${lineId}))`
}

/** Where a list counts a family together, its lines share their tier. */
function ofFamily(lineId: string): RawBuilder<boolean> {
  return sql`(${ofProduct(lineId)} or p.family_id = (
    select f.family_id from carts.lines o join catalog.products f on f.id = o.product_id where o.id = ${lineId}))`
}

function dependsOn(line: EvaluatedLine, changed: EvaluatedLine): boolean {
  return line.stored.productId === changed.stored.productId || line.price?.tiersBy === 'family'
}
