import type { submitCart } from '@portal/api/carts.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import { dateIn } from '#kernel/clock.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal, sum, wireMoney } from '#kernel/money.ts'
import { buyerTerms, signedIn, type Context } from '#kernel/mount.ts'
import { lockQueues, lockStock } from '#src/goods/inventory/public.ts'
import { record } from '#src/people/audit/public.ts'
import { evaluateLines, markSubmitted, storedLines, type EvaluatedLine } from '../carts/public.ts'
import { requireMemberLimit } from './member-limit.ts'
import { placeOrder, type Checkout } from './place-order.ts'
import { lockContracts } from './store.ts'

type Submission = ParsedOf<typeof submitCart>['body']
type Answer = OutputOf<typeof submitCart>

/**
 * Orders a whole cart: one purchase, and an order per contract. The cart's row is the first lock, so of many submits one
 * places the orders and the others get them back (law 3). Locks follow one order: cart, contract credit, contracted
 * quantity, stock (law 12).
 */
export async function submit(context: Context, cartId: string, body: Submission): Promise<Answer> {
  return transaction(context.db, async (tx) => {
    const terms = buyerTerms(context)
    const cart = await tx
      .selectFrom('carts.carts')
      .select(['id', 'state', 'revision'])
      .where('id', '=', cartId)
      .where('company_id', '=', terms.companyId)
      .where('state', '<>', 'deleted')
      .forUpdate()
      .executeTakeFirst()
    if (!cart) throw new AppError('not_found')
    const before = await purchaseBefore(tx, terms.companyId, cartId, body)
    if (before) return before
    if (cart.state !== 'open') throw new AppError('cart_submitted')
    if (cart.revision !== body.revision) throw new AppError('cart_changed')
    if (terms.companyState !== 'active') throw new AppError('company_blocked')

    // what is there depends on where it goes
    const toPoint = body.deliveryPointId ? { ...terms, deliveryPointId: body.deliveryPointId } : terms
    const lines = await evaluateLines(tx, toPoint, await storedLines(tx, cartId), context)
    requireOrderable(lines)
    const checkout = await checkoutOf(tx, context, body)
    const purchaseId = await openPurchase(tx, context, cart, body.submissionKey)
    if (!purchaseId) return (await purchaseBefore(tx, terms.companyId, cartId, body)) ?? cartChanged()
    await lockAll(tx, lines)
    const orders: Answer['orders'] = []
    for (const own of byContract(lines)) {
      await requireMemberLimit(tx, terms, own, context.now)
      orders.push(await placeOrder(tx, context, { ...checkout, purchaseId }, own))
    }
    await markSubmitted(tx, cartId, signedIn(context).id, context.now)
    await record(tx, context, {
      action: 'cart.submit',
      entityKind: 'cart',
      entityId: cartId,
      companyId: terms.companyId,
      details: { orders: orders.map((order) => order.number) },
    })
    return { orders, repeated: false }
  })
}

/** Everything that the orders of a cart will lock, level by level: two carts of several contracts never wait in a circle. */
async function lockAll(tx: Tx, lines: readonly EvaluatedLine[]): Promise<void> {
  await lockContracts(tx, [...new Set(lines.map((line) => line.contract.terms.contractId))])
  if (byContract(lines).length === 1) return
  const warehouses = lines.flatMap((line) => line.offered?.warehouses ?? [])
  const products = [...new Set(lines.map((line) => line.stored.productId))]
  await lockStock(tx, products, [...new Set(warehouses.map((warehouse) => warehouse.warehouseId))])
  await lockQueues(tx, products)
}

function cartChanged(): never {
  throw new AppError('cart_changed')
}

/** The purchase that this cart revision, or this submission, has become already. */
async function purchaseBefore(
  tx: Tx,
  companyId: string,
  cartId: string,
  body: Submission,
): Promise<Answer | null> {
  const orders = await tx
    .selectFrom('orders.purchases as p')
    .innerJoin('orders.orders as o', 'o.purchase_id', 'p.id')
    .innerJoin('sellers.sellers as s', 's.id', 'o.seller_id')
    .select(['o.id', 'o.number', 'o.gross', 'o.currency', 's.name as sellerName'])
    .where('p.company_id', '=', companyId)
    .where((eb) =>
      eb.or([
        eb('p.submission_key', '=', body.submissionKey),
        eb.and([eb('p.cart_id', '=', cartId), eb('p.cart_revision', '=', body.revision)]),
      ]),
    )
    .orderBy('o.number')
    .execute()
  if (orders.length === 0) return null
  return {
    orders: orders.map(({ id, number, sellerName, gross, currency }) => ({
      id,
      number,
      sellerName,
      gross: wireMoney(gross, currency),
    })),
    repeated: true,
  }
}

function requireOrderable(lines: readonly EvaluatedLine[]): void {
  if (lines.length === 0) throw new AppError('cart_empty')
  const expired = lines.find((line) => line.contract.state !== 'in_force')
  if (expired) {
    const { number, contact } = expired.contract
    throw new AppError('contract_not_in_force', { number, contact })
  }
  const stopped = lines.filter((line) => !line.price || line.problems.some((problem) => problem.blocks))
  if (stopped.length > 0) throw new AppError('cart_has_problems', { count: stopped.length })
  for (const own of byContract(lines)) {
    const { contract } = own[0]!
    if (contract.minOrderAmount === null) continue
    const gross = sum(own.map((line) => line.amounts?.gross ?? decimal('0')))
    const missing = decimal(contract.minOrderAmount).minus(gross)
    const { currency } = contract.terms
    if (missing.gt(0))
      throw new AppError('below_minimum_order', { missing: wireMoney(missing, currency).amount, currency })
  }
}

/** In id order, so that two submits lock the same contracts in the same order. */
function byContract(lines: readonly EvaluatedLine[]): EvaluatedLine[][] {
  const groups = Map.groupBy(lines, (line) => line.contract.terms.contractId)
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => own)
}

async function checkoutOf(tx: Tx, context: Context, body: Submission): Promise<Omit<Checkout, 'purchaseId'>> {
  const { companyId, timeZone } = buyerTerms(context)
  const point = body.deliveryPointId
    ? await tx
        .selectFrom('organizations.delivery_points')
        .select(['id', 'address', 'consignee'])
        .where('id', '=', body.deliveryPointId)
        .where('company_id', '=', companyId)
        .where('active', '=', true)
        .executeTakeFirst()
    : null
  if (body.deliveryPointId && !point) throw new AppError('not_found')
  const absentUntil = body.absentChoice === 'cancel' ? (body.absentUntil ?? null) : null
  if (body.absentChoice === 'cancel') requireDay(absentUntil, dateIn(context.now, timeZone))
  return {
    companyId,
    poNumber: body.poNumber || null,
    wantedOn: body.wantedOn ?? null,
    deliveryPointId: point?.id ?? null,
    deliveryAddress: point?.address ?? null,
    consignee: point?.consignee ?? null,
    comment: body.comment || null,
    absentChoice: body.absentChoice,
    absentUntil,
  }
}

/** Whoever cancels the rest after a day names that day: from today on, within a year. */
function requireDay(day: string | null, today: string): void {
  const year = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`
  if (day === null) throw new AppError('invalid_input', {}, { absentUntil: 'required' })
  if (day < today || day > year) throw new AppError('invalid_input', {}, { absentUntil: 'out_of_range' })
}

/** null: another cart was submitted with the same key a moment ago. */
async function openPurchase(
  tx: Tx,
  context: Context,
  cart: { id: string; revision: number },
  submissionKey: string,
): Promise<string | null> {
  const id = newId()
  const opened = await tx
    .insertInto('orders.purchases')
    .values({
      id,
      cart_id: cart.id,
      cart_revision: cart.revision,
      company_id: buyerTerms(context).companyId,
      submission_key: submissionKey,
      created_by: signedIn(context).id,
      created_at: context.now,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'submission_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return opened?.id ?? null
}
