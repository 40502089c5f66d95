import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { pasteLots } from '@portal/api/lots.ts'
import { sql } from 'kysely'
import { dateIn } from '#kernel/clock.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { publish } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { decimal, wireQuantity } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { articleKey } from '#src/goods/catalog/public.ts'
import { record } from '#src/people/audit/public.ts'
import { lotsChanged } from './events.ts'
import { lockQueues } from './queues.ts'
import { type PastedLot, readPastedLot, type UnreadLot } from './read-pasted-lot.ts'

type Rows = OutputOf<typeof pasteLots>['rows']

/**
 * Sets lots from pasted rows, one per product, warehouse and date; rows in = rows reported, in their order. A lot that is
 * expected there on that day gets the pasted quantity; what is not named stays. Of two rows for one lot the first counts.
 */
export async function paste(context: Context, input: ParsedOf<typeof pasteLots>['body']): Promise<Rows> {
  return transaction(context.db, async (tx) => {
    const place = await tx
      .selectFrom('inventory.warehouses')
      .select('id')
      .where('id', '=', input.warehouseId)
      .where('active', '=', true)
      .executeTakeFirst()
    if (!place) throw new AppError('not_found')
    const read = input.rows.map(readPastedLot)
    const goods = await goodsByKey(tx, read)
    const single = [...goods.values()].flatMap((found) => (found.length === 1 ? found[0]!.id : []))
    await lockQueues(tx, single)
    const before = await expectedNow(tx, place.id, single)
    const taken = new Set<string>()
    const set: (PastedLot & { productId: string; lotId: string | null })[] = []
    const rows = read.map((row, index): Rows[number] => {
      const told = { row: index + 1, text: input.rows[index]!, name: null, before: null }
      if (typeof row === 'string') return { ...told, outcome: row, article: null, quantity: null, eta: null }
      const known = { ...told, article: row.article, quantity: wireQuantity(row.quantity), eta: row.eta }
      const found = goods.get(articleKey(row.article)) ?? []
      if (found.length !== 1)
        return { ...known, outcome: found.length === 0 ? 'article_unknown' : 'article_ambiguous' }
      const product = found[0]!
      const named = { ...known, article: product.article ?? row.article, name: product.name }
      if (row.eta < dateIn(context.now, product.time_zone)) return { ...named, outcome: 'date_past' }
      const key = `${product.id} ${row.eta}`
      if (taken.has(key)) return { ...named, outcome: 'repeated' }
      taken.add(key)
      const was = before.get(key)
      const same = was && decimal(was.quantity).eq(row.quantity) && was.confirmed === input.confirmed
      if (!same) set.push({ ...row, productId: product.id, lotId: was?.id ?? null })
      return {
        ...named,
        outcome: !was ? 'created' : same ? 'same' : 'changed',
        before: was ? wireQuantity(was.quantity) : null,
      }
    })
    await write(tx, context, input, set)
    return rows
  })
}

async function write(
  tx: Tx,
  context: Context,
  { warehouseId, confirmed, rows }: ParsedOf<typeof pasteLots>['body'],
  set: readonly (PastedLot & { productId: string; lotId: string | null })[],
): Promise<void> {
  if (set.length === 0) return
  await tx
    .insertInto('inventory.lots')
    .values(
      set.map((lot) => ({
        id: lot.lotId ?? newId(),
        product_id: lot.productId,
        warehouse_id: warehouseId,
        quantity: lot.quantity,
        eta: lot.eta,
        confirmed,
        note: lot.note,
        created_at: context.now,
        updated_at: context.now,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        quantity: eb.ref('excluded.quantity'),
        confirmed: eb.ref('excluded.confirmed'),
        note: sql`coalesce(excluded.note, inventory.lots.note)`,
        updated_at: eb.ref('excluded.updated_at'),
      })),
    )
    .execute()
  await record(tx, context, {
    action: 'lot.paste',
    entityKind: 'warehouse',
    entityId: warehouseId,
    details: { rows: rows.length, set: set.length },
  })
  await publish(tx, lotsChanged, { productIds: [...new Set(set.map((lot) => lot.productId))] })
}

/** Goods behind the articles of these rows, of every seller; an article of several goods has them all. */
async function goodsByKey(tx: Tx, read: readonly (PastedLot | UnreadLot)[]) {
  const keys = read.flatMap((row) => (typeof row === 'string' ? [] : articleKey(row.article)))
  const { rows } = await sql<{
    id: string
    key: string
    article: string | null
    name: string
    time_zone: string
  }>`
    select p.id, p.article_key as key, p.article, p.name, s.time_zone
    from catalog.products p join sellers.sellers s on s.id = p.seller_id
    where p.article_key = any(${[...new Set(keys)].filter(Boolean)}::text[]) and not p.has_variants`.execute(
    tx,
  )
  return Map.groupBy(rows, (row) => row.key)
}

/** Lots that people keep and that are expected in the warehouse, by product and date; an exchange keeps its own. */
async function expectedNow(tx: Tx, warehouseId: string, productIds: readonly string[]) {
  const { rows } = await sql<{
    id: string
    product_id: string
    eta: string
    quantity: string
    confirmed: boolean
  }>`
    select distinct on (product_id, eta) id, product_id, eta, quantity, confirmed from inventory.lots
    where warehouse_id = ${warehouseId} and product_id = any(${[...productIds]}::uuid[])
      and state = 'expected' and external_id is null
    order by product_id, eta, id`.execute(tx)
  return new Map(rows.map((row) => [`${row.product_id} ${row.eta}`, row]))
}
