import { AppError } from '@portal/api/errors.ts'
import type { RowReason } from '@portal/api/offer.ts'
import { transaction } from '#kernel/db.ts'
import { decimal } from '#kernel/money.ts'
import { buyerTerms, signedIn, type Context } from '#kernel/mount.ts'
import { checkQuantity, readQuantity } from '#src/offer/showcase/public.ts'
import { abilitiesOf, lineView, ordersOf, totalsOf } from './cart-view.ts'
import { evaluateLines } from './evaluate.ts'
import { lockOpenCart, markChanged, storedLines } from './store.ts'

export interface LineChange {
  quantity?: string | undefined
  packagingId?: string | undefined
  comment?: string | null | undefined
}

/** Changes one line; a quantity out of step is put right and the reason told. */
export async function changeOneLine(context: Context, cartId: string, lineId: string, change: LineChange) {
  const terms = buyerTerms(context)
  const { revision, reasons } = await transaction(context.db, async (tx) => {
    const cart = await lockOpenCart(tx, terms.companyId, cartId)
    const stored = (await storedLines(tx, cartId, [lineId]))[0]
    if (!stored) throw new AppError('not_found')
    const [line] = await evaluateLines(tx, terms, [stored], context)
    const packagingId = change.packagingId ?? stored.packagingId
    let quantity = decimal(stored.quantity)
    let told: RowReason[] = []
    if (change.quantity !== undefined) {
      const read = readQuantity(change.quantity)
      if ('reason' in read) throw new AppError('invalid_input', {}, { quantity: read.reason.code })
      quantity = read.quantity
    }
    if (line?.offered) {
      const checked = checkQuantity(line.offered, packagingId, quantity)
      if (checked.reasons.some((reason) => reason.code === 'unit_unknown'))
        throw new AppError('invalid_input', {}, { packagingId: 'unit_unknown' })
      quantity = checked.quantity.gt(0) ? checked.quantity : quantity
      told = checked.reasons
    }
    await tx
      .updateTable('carts.lines')
      .set({
        quantity: quantity.toFixed(),
        packaging_id: packagingId,
        ...(change.comment === undefined ? {} : { comment: change.comment }),
      })
      .where('id', '=', lineId)
      .execute()
    return { revision: await markChanged(tx, cart, signedIn(context).id, context.now), reasons: told }
  })
  const lines = await evaluateLines(context.db, terms, await storedLines(context.db, cartId), context)
  const changed = lines.find((line) => line.stored.id === lineId)
  if (!changed) throw new AppError('not_found')
  // lines of one product share its stock; where a list counts a family together, its lines share their tier
  const related = lines.filter(
    (line) =>
      line !== changed &&
      (line.stored.productId === changed.stored.productId || line.price?.tiersBy === 'family'),
  )
  return {
    line: lineView(changed),
    related: related.map(lineView),
    totals: totalsOf(lines),
    orders: ordersOf(lines),
    abilities: abilitiesOf(context, 'open', lines),
    revision,
    reasons,
  }
}
