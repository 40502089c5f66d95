import type { AddedRow } from '@portal/api/carts.ts'
import type { RowReason } from '@portal/api/matching.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal, wireQuantity, zero, type Decimal } from '#kernel/money.ts'
import { buyerTerms, signedIn, type Context } from '#kernel/mount.ts'
import { checkQuantity, offeredProducts, priceLines, readQuantity } from '#src/offer/showcase/public.ts'
import { otherContractsOffering } from '#src/terms/contexts/public.ts'
import { termsUnder } from './terms-under.ts'
import { lockOpenCart, markChanged, putLines, type LockedCart } from './store.ts'

export interface RowToAdd {
  productId: string
  packagingId?: string | undefined
  quantity: string
  comment?: string | undefined
}

/**
 * Adds rows to a cart under the present contract, or under another one of the company; every row has its outcome, and a
 * product in the cart gets the sum.
 */
export async function addRows(
  context: Context,
  cartId: string,
  { rows, contractId }: { rows: readonly RowToAdd[]; contractId?: string | undefined },
): Promise<{ revision: number; rows: AddedRow[] }> {
  return transaction(context.db, async (tx) => {
    const cart = await lockOpenCart(tx, buyerTerms(context).companyId, cartId)
    const terms = contractId ? await termsUnder(tx, context, contractId) : buyerTerms(context)
    return addRowsTo(tx, context, cart, rows, terms)
  })
}

/** The same within a transaction that holds the cart. */
export async function addRowsTo(
  tx: Tx,
  context: Context,
  cart: LockedCart,
  rows: readonly RowToAdd[],
  terms = buyerTerms(context),
): Promise<{ revision: number; rows: AddedRow[] }> {
  const offered = await offeredProducts(
    tx,
    terms,
    rows.map((row) => row.productId),
    context,
  )
  const elsewhere = await otherContractsOffering(
    tx,
    context.caller,
    terms,
    rows.flatMap((row) => (offered.has(row.productId) ? [] : row.productId)),
    context.now,
  )
  const sums = await quantitiesThere(tx, cart.id, terms.contractId)
  const answers: AddedRow[] = []
  const wanted = new Map<
    string,
    { productId: string; packagingId: string; quantity: Decimal; comment: string | null }
  >()
  for (const row of rows) {
    const packagingId = row.packagingId ?? baseUnit
    const product = offered.get(row.productId)
    const read = readQuantity(row.quantity)
    if (!product) {
      answers.push(refused(row.productId, [], elsewhere.get(row.productId)))
      continue
    }
    if ('reason' in read) {
      answers.push(refused(row.productId, [read.reason]))
      continue
    }
    const key = `${row.productId} ${packagingId}`
    const before = wanted.get(key)?.quantity ?? sums.get(key)?.quantity ?? zero
    const checked = checkQuantity(product, packagingId, before.plus(read.quantity))
    if (checked.quantity.lte(0) || checked.reasons.some((reason) => reason.code === 'unit_unknown')) {
      answers.push(refused(row.productId, checked.reasons))
      continue
    }
    wanted.set(key, {
      productId: row.productId,
      packagingId,
      quantity: checked.quantity,
      comment: row.comment ?? wanted.get(key)?.comment ?? null,
    })
    answers.push({
      productId: row.productId,
      outcome: checked.reasons.length > 0 ? 'changed' : 'added',
      reasons: checked.reasons,
      quantity: wireQuantity(checked.quantity),
      otherContracts: [],
    })
  }
  const lines = [...wanted.values()]
  if (lines.length === 0) return { revision: cart.revision, rows: answers }
  const others = [...sums].flatMap(([key, { productId, packagingId, quantity }]) =>
    wanted.has(key) ? [] : { productId, packagingId, quantity },
  )
  const prices = await priceLines(tx, terms, lines, { now: context.now, cart: [...lines, ...others] })
  const userId = signedIn(context).id
  await putLines(
    tx,
    cart.id,
    lines.map((line, index) => ({
      id: newId(),
      contractId: terms.contractId,
      productId: line.productId,
      packagingId: line.packagingId,
      quantity: line.quantity.toFixed(),
      comment: line.comment,
      seenPrice: prices[index]?.unitPrice.toFixed() ?? null,
    })),
    userId,
    context.now,
  )
  return { revision: await markChanged(tx, cart, userId, context.now), rows: answers }
}

function refused(
  productId: string,
  reasons: RowReason[],
  otherContracts: AddedRow['otherContracts'] = [],
): AddedRow {
  return { productId, outcome: 'refused', reasons, quantity: null, otherContracts }
}

async function quantitiesThere(tx: Tx, cartId: string, contractId: string) {
  const rows = await tx
    .selectFrom('carts.lines')
    .select(['product_id', 'packaging_id', 'quantity'])
    .where('cart_id', '=', cartId)
    .where('contract_id', '=', contractId)
    .execute()
  return new Map(
    rows.map(({ product_id: productId, packaging_id: packagingId, quantity }) => [
      `${productId} ${packagingId}`,
      { productId, packagingId, quantity: decimal(quantity) },
    ]),
  )
}
