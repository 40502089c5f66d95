import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { createRateSource, setExchangeRate } from '@portal/api/price-terms.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'

/** Adds a source of rates to a seller; it converts nothing until a price list names it. Answers its id. */
export async function addRateSource(
  context: Context,
  input: ParsedOf<typeof createRateSource>['body'],
): Promise<string> {
  if (input.currency === input.toCurrency) throw new AppError('invalid_input', {}, { toCurrency: 'same' })
  return transaction(context.db, async (tx) => {
    const { rows } = await sql`select from sellers.sellers where id = ${input.sellerId}`.execute(tx)
    if (rows.length === 0) throw new AppError('not_found')
    const made = await sql<{ id: string }>`
      insert into pricing.rate_sources (id, seller_id, name, currency, to_currency, created_at)
      values (${newId()}, ${input.sellerId}, ${input.name}, ${input.currency}, ${input.toCurrency}, ${context.now})
      on conflict do nothing returning id`.execute(tx)
    const id = made.rows[0]?.id
    if (!id) throw new AppError('rate_source_exists')
    await note(tx, context, 'rate_source.add', id, { ...input })
    return id
  })
}

/** Says the rate from a day on; what orders were placed at keeps. */
export async function setRate(
  context: Context,
  rateSourceId: string,
  rate: ParsedOf<typeof setExchangeRate>['body'],
): Promise<void> {
  await transaction(context.db, async (tx) => {
    await lockRateSource(tx, rateSourceId)
    const before = await tx
      .selectFrom('pricing.exchange_rates')
      .select(['units', 'rate'])
      .where('rate_source_id', '=', rateSourceId)
      .where('valid_from', '=', rate.validFrom)
      .executeTakeFirst()
    await tx
      .insertInto('pricing.exchange_rates')
      .values({
        rate_source_id: rateSourceId,
        valid_from: rate.validFrom,
        units: rate.units,
        rate: rate.rate,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['rate_source_id', 'valid_from'])
          .doUpdateSet({ units: rate.units, rate: rate.rate }),
      )
      .execute()
    await note(tx, context, 'rate.set', rateSourceId, { before: before ?? null, ...rate })
  })
}

export async function removeRate(context: Context, rateSourceId: string, validFrom: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    await lockRateSource(tx, rateSourceId)
    const gone = await tx
      .deleteFrom('pricing.exchange_rates')
      .where('rate_source_id', '=', rateSourceId)
      .where('valid_from', '=', validFrom)
      .returning(['units', 'rate'])
      .executeTakeFirst()
    if (!gone) throw new AppError('not_found')
    await note(tx, context, 'rate.remove', rateSourceId, { validFrom, ...gone })
  })
}

async function lockRateSource(tx: Tx, rateSourceId: string): Promise<void> {
  const found = await tx
    .selectFrom('pricing.rate_sources')
    .select('id')
    .where('id', '=', rateSourceId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!found) throw new AppError('not_found')
}

async function note(
  tx: Tx,
  context: Context,
  action: string,
  rateSourceId: string,
  details: Record<string, unknown>,
): Promise<void> {
  await record(tx, context, { action, entityKind: 'rate_source', entityId: rateSourceId, details })
}
