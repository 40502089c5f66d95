import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { addLot, changeLot, LotState } from '@portal/api/lots.ts'
import { sql } from 'kysely'
import { dateIn } from '#kernel/clock.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { decimal } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { lotsChanged } from './events.ts'
import { lockQueues } from './queues.ts'

/** Adds a lot; those who wait for its goods are promised it soon after. Answers its id. */
export async function add(context: Context, lot: ParsedOf<typeof addLot>['body']): Promise<string> {
  const id = newId()
  await transaction(context.db, async (tx) => {
    const { rows } = await sql<{ time_zone: string }>`
      select s.time_zone from catalog.products p join sellers.sellers s on s.id = p.seller_id
      where p.id = ${lot.productId} and not p.has_variants
        and exists (select from inventory.warehouses w where w.id = ${lot.warehouseId} and w.active)`.execute(
      tx,
    )
    if (!rows[0]) throw new AppError('not_found')
    requireComing(lot.eta, dateIn(context.now, rows[0].time_zone))
    await tx
      .insertInto('inventory.lots')
      .values({
        id,
        product_id: lot.productId,
        warehouse_id: lot.warehouseId,
        quantity: lot.quantity,
        eta: lot.eta,
        confirmed: lot.confirmed,
        note: lot.note || null,
        created_at: context.now,
        updated_at: context.now,
      })
      .execute()
    await record(tx, context, { action: 'lot.add', entityKind: 'lot', entityId: id, details: { ...lot } })
    await publish(tx, lotsChanged, { productIds: [lot.productId] })
  })
  return id
}

/** Moves the date or the quantity of an expected lot; what it was promised to is promised anew by a reaction. */
export async function change(
  context: Context,
  lotId: string,
  input: ParsedOf<typeof changeLot>['body'],
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const before = await lockLot(tx, lotId)
    if (before.state !== 'expected') throw new AppError('wrong_state')
    if (input.eta !== undefined && input.eta !== before.eta)
      requireComing(input.eta, dateIn(context.now, before.time_zone))
    const after = {
      quantity: input.quantity ?? before.quantity,
      eta: input.eta ?? before.eta,
      confirmed: input.confirmed ?? before.confirmed,
      note: input.note === undefined ? before.note : input.note || null,
    }
    await tx
      .updateTable('inventory.lots')
      .set({
        ...after,
        overdue_since: after.eta === before.eta ? before.overdue_since : null,
        updated_at: context.now,
      })
      .where('id', '=', lotId)
      .execute()
    const { quantity, eta, confirmed } = before
    await record(tx, context, {
      action: 'lot.change',
      entityKind: 'lot',
      entityId: lotId,
      details: { before: { quantity, eta, confirmed }, after },
    })
    const same = decimal(quantity).eq(after.quantity) && eta === after.eta && confirmed === after.confirmed
    if (!same) await publish(tx, lotsChanged, { productIds: [before.product_id] })
  })
}

/** Closes an expected lot: it has come, or it never will. Either way it promises nothing more. */
export async function close(
  context: Context,
  lotId: string,
  state: Exclude<LotState, 'expected'>,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const before = await lockLot(tx, lotId)
    if (before.state !== 'expected') throw new AppError('wrong_state')
    await tx
      .updateTable('inventory.lots')
      .set({ state, closed_at: context.now, updated_at: context.now })
      .where('id', '=', lotId)
      .execute()
    await record(tx, context, {
      action: state === 'received' ? 'lot.receive' : 'lot.cancel',
      entityKind: 'lot',
      entityId: lotId,
      details: { quantity: before.quantity, eta: before.eta },
    })
    await publish(tx, lotsChanged, { productIds: [before.product_id] })
  })
}

/** The queue of its goods first: whoever promises from lots holds it. */
async function lockLot(tx: Tx, lotId: string) {
  const found = await tx
    .selectFrom('inventory.lots')
    .select('product_id')
    .where('id', '=', lotId)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found')
  await lockQueues(tx, [found.product_id])
  return tx
    .selectFrom('inventory.lots as l')
    .innerJoin('catalog.products as p', 'p.id', 'l.product_id')
    .innerJoin('sellers.sellers as s', 's.id', 'p.seller_id')
    .selectAll('l')
    .select('s.time_zone')
    .where('l.id', '=', lotId)
    .forUpdate('l')
    .executeTakeFirstOrThrow()
}

/** A lot is expected today or later; one that should have come promises nothing. */
function requireComing(eta: string, today: string): void {
  if (eta < today) throw new AppError('invalid_input', {}, { eta: 'date_past' })
}
