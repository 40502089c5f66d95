import { AppError } from '@portal/api/errors.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import { mostLines } from './limits.ts'
import { forgetFigures, type LineFigures } from './line-figures.ts'

export interface LockedCart {
  id: string
  companyId: string
  name: string
  revision: number
  /** when all its lines were last priced */
  pricedAt: Date | null
}

/** Locks an open cart of a company until the transaction ends: the first lock of all (law 12). */
export async function lockOpenCart(tx: Tx, companyId: string, cartId: string): Promise<LockedCart> {
  const cart = await tx
    .selectFrom('carts.carts')
    .select(['id', 'name', 'state', 'revision', 'priced_at'])
    .where('id', '=', cartId)
    .where('company_id', '=', companyId)
    .where('state', '<>', 'deleted')
    .forUpdate()
    .executeTakeFirst()
  if (!cart) throw new AppError('not_found')
  if (cart.state !== 'open') throw new AppError('cart_submitted')
  return { id: cart.id, companyId, name: cart.name, revision: cart.revision, pricedAt: cart.priced_at }
}

/** A cart has changed: its next revision, known to everybody who looks at it. Answers that revision. */
export async function markChanged(
  tx: Tx,
  cart: Omit<LockedCart, 'pricedAt'>,
  userId: string,
  now: Date,
): Promise<number> {
  const revision = cart.revision + 1
  await tx
    .updateTable('carts.carts')
    .set({ revision, updated_by: userId, updated_at: now })
    .where('id', '=', cart.id)
    .execute()
  await tellBrowsers(tx, { topic: 'carts', id: cart.id, companyId: cart.companyId, revision })
  return revision
}

export interface NewLine {
  id: string
  contractId: string
  productId: string
  packagingId: string
  quantity: string
  comment: string | null
  seenPrice: string | null
}

/** Puts lines at the end; a line that is there already (same contract, product and unit) gets this quantity instead. */
export async function putLines(
  tx: Tx,
  cartId: string,
  lines: readonly NewLine[],
  userId: string,
  now: Date,
): Promise<void> {
  const column = <K extends keyof NewLine>(key: K) => lines.map((line) => line[key])
  await sql`
    insert into carts.lines
      (id, cart_id, position, contract_id, product_id, packaging_id, quantity, comment, seen_price, added_by, added_at)
    select l.id, ${cartId}, last.position + l.ordinality, l.contract_id, l.product_id, l.packaging_id, l.quantity,
      l.comment, l.seen_price, ${userId}, ${now}
    from unnest(${column('id')}::uuid[], ${column('contractId')}::uuid[], ${column('productId')}::uuid[],
        ${column('packagingId')}::uuid[], ${column('quantity')}::numeric[], ${column('comment')}::text[],
        ${column('seenPrice')}::numeric[])
      with ordinality as l(id, contract_id, product_id, packaging_id, quantity, comment, seen_price, ordinality),
      (select coalesce(max(position), 0) as position from carts.lines where cart_id = ${cartId}) last
    on conflict (cart_id, contract_id, product_id, packaging_id) do update
      set quantity = excluded.quantity, comment = coalesce(excluded.comment, carts.lines.comment),
        seen_price = excluded.seen_price`.execute(tx)
  await forgetFigures(tx, cartId, column('productId'))
  const count = await countLines(tx, cartId)
  if (count > mostLines) throw new AppError('cart_full', { limit: mostLines })
}

export async function countLines(db: Db | Tx, cartId: string): Promise<number> {
  const { count } = await db
    .selectFrom('carts.lines')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('cart_id', '=', cartId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export interface StoredLine extends LineFigures {
  id: string
  contractId: string
  productId: string
  packagingId: string
  quantity: string
  comment: string | null
  seenPrice: string | null
  /** for a line whose product is not offered any more */
  article: string | null
  name: string
  unitName: string
}

/** Lines of a cart in their order, or only those of a condition over the line `l` and its product `p`. */
export async function storedLines(
  db: Db | Tx,
  cartId: string,
  condition?: RawBuilder<boolean>,
): Promise<StoredLine[]> {
  let query = db
    .selectFrom('carts.lines as l')
    .innerJoin('catalog.products as p', 'p.id', 'l.product_id')
    .innerJoin('catalog.units as base', 'base.id', 'p.base_unit_id')
    .leftJoin('catalog.packagings as k', 'k.id', 'l.packaging_id')
    .leftJoin('catalog.units as unit', 'unit.id', 'k.unit_id')
    .select((eb) => [
      'l.id',
      'l.contract_id as contractId',
      'l.product_id as productId',
      'l.packaging_id as packagingId',
      'l.quantity',
      'l.comment',
      'l.seen_price as seenPrice',
      'l.net',
      'l.vat',
      'l.gross',
      'l.weight_kg as weightKg',
      'l.volume_m3 as volumeM3',
      'l.waiting',
      'l.waiting_gross as waitingGross',
      'l.blocks',
      'p.article',
      'p.name',
      eb.fn.coalesce('unit.name', 'base.name').as('unitName'),
    ])
    .where('l.cart_id', '=', cartId)
    .orderBy('l.position')
    .orderBy('l.id')
  if (condition) query = query.where(condition)
  return query.execute()
}

/** The cart has become a purchase: it can be changed no more. */
export async function markSubmitted(tx: Tx, cartId: string, userId: string, now: Date): Promise<void> {
  await tx
    .updateTable('carts.carts')
    .set({ state: 'submitted', updated_by: userId, updated_at: now })
    .where('id', '=', cartId)
    .execute()
}
