import { AppError } from '@portal/api/errors.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import type { listExchangeRates, RateSource } from '@portal/api/price-terms.ts'
import { rateIsOldAfterDays, type RateOfDay } from '@portal/api/price-terms-fields.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db.ts'

interface At {
  db: Db
  now: Date
}

/** Sources of rates by name, each with what it says today in its seller's zone. */
export function rateSources(at: At, sellerId: string | undefined): Promise<RateSource[]> {
  return read(at, sellerId ? sql`s.seller_id = ${sellerId}` : sql`true`)
}

/** Throws not_found. */
export async function rateSourceFor(at: At, rateSourceId: string): Promise<RateSource> {
  const [found] = await read(at, sql`s.id = ${rateSourceId}`)
  if (!found) throw new AppError('not_found')
  return found
}

async function read({ db, now }: At, where: RawBuilder<unknown>): Promise<RateSource[]> {
  const { rows } = await sql<RateSource>`
    select s.id, s.seller_id as "sellerId", seller.name as "sellerName", s.name, s.currency, s.to_currency as "toCurrency",
      (select count(*)::int from pricing.price_lists l where l.rate_source_id = s.id) as "listCount",
      ${rateToday(now)} as today
    from pricing.rate_sources s join sellers.sellers seller on seller.id = s.seller_id
    where ${where} order by seller.name, s.name, s.currency, s.id limit 500`.execute(db)
  return rows
}

/** SQL: the rate of a source `s` of a `seller` on the day that it is in his zone, or null. */
export function rateToday(now: Date): RawBuilder<RateOfDay | null> {
  const today = sql`(${now}::timestamptz at time zone seller.time_zone)::date`
  return sql`(
    select json_build_object('validFrom', r.valid_from, 'units', r.units, 'rate', trim_scale(r.rate)::text,
      'old', r.valid_from < ${today} - ${rateIsOldAfterDays}::int)
    from pricing.exchange_rates r
    where r.rate_source_id = s.id and r.valid_from <= ${today}
    order by r.valid_from desc limit 1)`
}

const mostShown = 100

/** A source's rates, the newest first, those to come included. */
export async function ratesOf(
  at: At,
  rateSourceId: string,
  before: string | undefined,
): Promise<OutputOf<typeof listExchangeRates>> {
  await rateSourceFor(at, rateSourceId)
  const { rows } = await sql<OutputOf<typeof listExchangeRates>['items'][number]>`
    select valid_from::text as "validFrom", units, trim_scale(rate)::text as rate from pricing.exchange_rates
    where rate_source_id = ${rateSourceId} ${before ? sql`and valid_from < ${before}::date` : sql``}
    order by valid_from desc limit ${mostShown + 1}`.execute(at.db)
  return { items: rows.slice(0, mostShown), more: rows.length > mostShown }
}
