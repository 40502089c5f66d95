import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { mappedIds } from './mappings.ts'

export interface SentAnalogs {
  externalId: string
  /** undefined: not sent, what is known stays; `[]`: it has none any more */
  analogExternalIds: string[] | undefined
}

/**
 * Makes the analogs that a source names of these products what it sent, both for products that were there before and for
 * those that come only now. A link that a person has set stays his; one that a person took away does not come back.
 */
export async function importAnalogs(tx: Tx, source: string, sent: readonly SentAnalogs[]): Promise<void> {
  if (sent.length === 0) return
  const ids = await mappedIds(
    tx,
    source,
    'product',
    sent.map(({ externalId }) => externalId),
  )
  const named = sent.flatMap(({ externalId, analogExternalIds }) => {
    const productId = ids.get(externalId)
    return productId && analogExternalIds
      ? [{ productId, analogs: analogExternalIds.filter((id) => id !== '' && id !== externalId) }]
      : []
  })
  if (named.length > 0) await keepNamed(tx, source, named)
  const touched = [...ids.values()]
  await sql`
    delete from catalog.analogs a where a.source = ${source} and a.product_id = any(${named.map(({ productId }) => productId)}::uuid[])
      and not exists (select from catalog.sent_analogs s
        join catalog.mappings m on m.source = s.source and m.kind = 'product' and m.external_id = s.external_id
        where s.source = ${source} and s.product_id = a.product_id and m.entity_id = a.analog_id)`.execute(tx)
  // a name may be older than the product that it means: both ends are looked at
  await sql`
    insert into catalog.analogs (product_id, analog_id, kind, source)
    select distinct s.product_id, m.entity_id, 'analog', ${source}::text
    from catalog.sent_analogs s
    join catalog.mappings m on m.source = s.source and m.kind = 'product' and m.external_id = s.external_id
    where s.source = ${source} and s.product_id <> m.entity_id
      and (s.product_id = any(${touched}::uuid[]) or s.external_id = any(${sent.map(({ externalId }) => externalId)}::text[]))
      and not exists (select from catalog.refused_analogs r where r.product_id = s.product_id and r.analog_id = m.entity_id)
    on conflict (product_id, analog_id, kind) do nothing`.execute(tx)
}

async function keepNamed(
  tx: Tx,
  source: string,
  named: readonly { productId: string; analogs: readonly string[] }[],
): Promise<void> {
  const pairs = named.flatMap(({ productId, analogs }) => analogs.map((analog) => ({ productId, analog })))
  const rows = sql`unnest(${pairs.map(({ productId }) => productId)}::uuid[], ${pairs.map(({ analog }) => analog)}::text[])`
  await sql`delete from catalog.sent_analogs s
    where s.source = ${source} and s.product_id = any(${named.map(({ productId }) => productId)}::uuid[])
      and not exists (select from ${rows} as r(product_id, external_id)
        where r.product_id = s.product_id and r.external_id = s.external_id)`.execute(tx)
  await sql`insert into catalog.sent_analogs (source, product_id, external_id)
    select distinct ${source}::text, r.product_id, r.external_id from ${rows} as r(product_id, external_id)
    on conflict do nothing`.execute(tx)
}
