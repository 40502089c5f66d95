import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { removeVatRate, setVatRate, VatRate } from '@portal/api/vat-rates.ts'
import { sql } from 'kysely'
import { dateIn } from '#kernel/clock.ts'
import { transaction } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'

/** What "today" is for the law that sets rates; a seller's own day decides what his goods are taxed at. */
const zone = 'Europe/Moscow'

/** Every rate, by regime, class and first day. */
export async function vatRates({ db, now }: Pick<Context, 'db' | 'now'>): Promise<VatRate[]> {
  const { rows } = await sql<VatRate>`
    select vat_class as "vatClass", regime, valid_from::text as "validFrom", trim_scale(rate)::text as rate,
      case when valid_from > ${dateIn(now, zone)}::date then 'to_come'
        when lead(valid_from) over next_one <= ${dateIn(now, zone)}::date then 'past' else 'in_force' end as state
    from catalog.vat_rates
    window next_one as (partition by regime, vat_class order by valid_from)
    order by array_position(array['general', 'usn5', 'usn7', 'exempt'], regime),
      array_position(array['base', 'reduced', 'zero', 'none'], vat_class), valid_from`.execute(db)
  return rows
}

/** Sets a rate that is to come. What has been in force stands on papers, and is not changed. */
export async function putVatRate(context: Context, rate: ParsedOf<typeof setVatRate>['body']): Promise<void> {
  mustCome(context, rate.validFrom)
  await transaction(context.db, async (tx) => {
    await tx
      .insertInto('catalog.vat_rates')
      .values({
        vat_class: rate.vatClass,
        regime: rate.regime,
        valid_from: rate.validFrom,
        rate: rate.rate,
      })
      .onConflict((conflict) =>
        conflict.columns(['vat_class', 'regime', 'valid_from']).doUpdateSet({ rate: rate.rate }),
      )
      .execute()
    await record(tx, context, {
      action: 'vat_rate.set',
      entityKind: 'vat_rate',
      entityId: null,
      details: { ...rate },
    })
  })
}

export async function dropVatRate(
  context: Context,
  key: ParsedOf<typeof removeVatRate>['query'],
): Promise<void> {
  mustCome(context, key.validFrom)
  await transaction(context.db, async (tx) => {
    const gone = await tx
      .deleteFrom('catalog.vat_rates')
      .where('vat_class', '=', key.vatClass)
      .where('regime', '=', key.regime)
      .where('valid_from', '=', key.validFrom)
      .returning('rate')
      .executeTakeFirst()
    if (!gone) throw new AppError('not_found')
    await record(tx, context, {
      action: 'vat_rate.remove',
      entityKind: 'vat_rate',
      entityId: null,
      details: { ...key, ...gone },
    })
  })
}

function mustCome({ now }: Context, validFrom: string): void {
  if (validFrom <= dateIn(now, zone)) throw new AppError('vat_rate_in_force')
}
