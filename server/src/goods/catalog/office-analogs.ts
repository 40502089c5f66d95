import type { AnalogKind, AnalogLink, listAnalogs } from '@portal/api/analogs.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import { type Db, transaction, type Tx } from '#kernel/db.ts'
import { type Decimal, wireQuantity } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { readNumber } from '#kernel/read-number.ts'
import { record } from '#src/people/audit/public.ts'
import { circles } from './replacement-circles.ts'

type Links = OutputOf<typeof listAnalogs>

interface LinkKey {
  productId: string
  analogId: string
  kind: AnalogKind
}

/** Links of a product, both ways. Throws not_found. */
export async function analogsOf(db: Db | Tx, language: Language, productId: string): Promise<Links> {
  const name = language === 'en' ? sql`coalesce(p.name_en, p.name)` : sql`p.name`
  const { rows } = await sql<AnalogLink & { way: 'to' | 'from' }>`
    select l.way, p.id as "productId", p.article, ${name} as name, p.active, l.kind, l.ratio::text as ratio, l.note,
      l.source is not null as "fromExchange"
    from (
      select 'to' as way, a.analog_id as other, a.kind, a.ratio, a.note, a.source
      from catalog.analogs a where a.product_id = ${productId}
      union all
      select 'from', a.product_id, a.kind, a.ratio, a.note, a.source from catalog.analogs a where a.analog_id = ${productId}
    ) l join catalog.products p on p.id = l.other
    order by l.kind desc, p.article, p.id`.execute(db)
  if (rows.length === 0) await requireProducts(db, [productId])
  const on = (wanted: 'to' | 'from') =>
    rows
      .filter(({ way }) => way === wanted)
      .map(({ way: _way, ...link }) => ({ ...link, ratio: wireQuantity(link.ratio) }))
  return { to: on('to'), from: on('from') }
}

/**
 * Links a product to another. Throws not_found, invalid_input for a ratio that is no positive number, analog_of_itself, and
 * replacement_circle where the replacement would lead back to what it replaces.
 */
export async function putAnalog(
  context: Context,
  link: LinkKey,
  given: { ratio: string; note: string | null },
): Promise<Links> {
  const ratio = readRatio(given.ratio)
  if (!ratio) throw new AppError('invalid_input', {}, { ratio: 'not_positive' })
  if (link.productId === link.analogId) throw new AppError('analog_of_itself')
  return transaction(context.db, async (tx) => {
    await lockAnalogs(tx)
    await requireProducts(tx, [link.productId, link.analogId])
    if ((await circles(tx, [link])).has(link)) throw new AppError('replacement_circle')
    // whatever an exchange said of it: now it is a person's
    const values = { ratio: ratio.toFixed(), note: given.note || null, source: null }
    await tx
      .insertInto('catalog.analogs')
      .values({ product_id: link.productId, analog_id: link.analogId, kind: link.kind, ...values })
      .onConflict((conflict) => conflict.columns(['product_id', 'analog_id', 'kind']).doUpdateSet(values))
      .execute()
    await record(tx, context, {
      action: 'analog.set',
      entityKind: 'product',
      entityId: link.productId,
      details: { ...link, ...values },
    })
    return analogsOf(tx, context.language, link.productId)
  })
}

export async function dropAnalog(context: Context, link: LinkKey): Promise<void> {
  await transaction(context.db, async (tx) => {
    const gone = await tx
      .deleteFrom('catalog.analogs')
      .where('product_id', '=', link.productId)
      .where('analog_id', '=', link.analogId)
      .where('kind', '=', link.kind)
      .returningAll()
      .executeTakeFirst()
    if (!gone) throw new AppError('not_found')
    if (link.kind === 'analog') await refuseNamed(tx, link)
    await record(tx, context, {
      action: 'analog.remove',
      entityKind: 'product',
      entityId: link.productId,
      details: { ...gone },
    })
  })
}

/** What an exchange names, whoever has changed it since, does not come back with the next one. */
async function refuseNamed(tx: Tx, { productId, analogId }: LinkKey): Promise<void> {
  await sql`
    insert into catalog.refused_analogs (product_id, analog_id)
    select distinct s.product_id, m.entity_id from catalog.sent_analogs s
    join catalog.mappings m on m.source = s.source and m.kind = 'product' and m.external_id = s.external_id
    where s.product_id = ${productId} and m.entity_id = ${analogId}
    on conflict do nothing`.execute(tx)
}

/** Two people who close a circle from its two ends wait for one another. */
export async function lockAnalogs(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('catalog analogs', 0))`.execute(tx)
}

/** null: not a positive number that the column can keep. */
export function readRatio(text: string): Decimal | null {
  const ratio = readNumber(text.trim() || '1', { whole: 12, places: 6 })
  return ratio?.gt(0) ? ratio : null
}

async function requireProducts(db: Db | Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql`select from catalog.products where id = any(${[...ids]}::uuid[])`.execute(db)
  if (rows.length < new Set(ids).size) throw new AppError('not_found')
}
