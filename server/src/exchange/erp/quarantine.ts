import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { idKey } from './commerceml/external-id.ts'
import type { DocumentRecord, OfferRecord } from './commerceml/records.ts'
import type { ImportContext } from './import-catalog.ts'

interface QuarantinedRecord {
  id: string
  name?: string | null | undefined
  article?: string | null | undefined
}

/** Puts a record aside until what it refers to is known. The same record waits once, with the newest of each part. */
export async function quarantine<R extends QuarantinedRecord>(
  { tx, connection, now }: Pick<ImportContext, 'tx' | 'connection' | 'now'>,
  kind: 'offer' | 'price' | 'order',
  record: R,
  missing: { kind: 'product' | 'priceType' | 'company' | 'contract'; externalId: string },
): Promise<void> {
  await sql`insert into erp.quarantine as q
      (id, connection_id, kind, external_id, missing_kind, missing_external_id, label, payload, first_seen_at, last_seen_at)
    values (${newId()}, ${connection.id}, ${kind}, ${idKey(record.id)}, ${missing.kind}, ${missing.externalId},
      ${record.name ?? record.article ?? null}, ${JSON.stringify(record)}::jsonb, ${now}, ${now})
    on conflict (connection_id, kind, external_id, missing_kind, missing_external_id) do update
      -- prices and stock of one offer come in files of their own: what waits grows together
      set payload = case when q.resolved_at is null then q.payload || excluded.payload else excluded.payload end, label = excluded.label, last_seen_at = excluded.last_seen_at,
        attempts = q.attempts + 1, resolved_at = null`.execute(tx)
}

export interface WaitingOffer {
  id: string
  record: OfferRecord
}

/** Offers and prices in quarantine whose reference is known by now, or all those named. */
export async function offersToRetry(
  db: Db | Tx,
  connection: { id: string; source: string },
  ids: readonly string[] | null,
): Promise<WaitingOffer[]> {
  const { rows } = await sql<{ id: string; payload: OfferRecord }>`
    select q.id, q.payload from erp.quarantine q
    where q.connection_id = ${connection.id} and q.resolved_at is null and q.kind in ('offer', 'price')
      ${ids ? sql`and q.id = any(${[...ids]}::uuid[])` : sql``}
      and (
        (q.missing_kind = 'product' and exists (select from catalog.mappings m
          where m.source = ${connection.source} and m.kind = 'product' and m.external_id = q.missing_external_id))
        or (q.missing_kind = 'priceType' and exists (select from pricing.price_list_mappings m
          where m.source = ${connection.source} and m.external_id = q.missing_external_id)))
    order by q.last_seen_at, q.id limit 20000`.execute(db)
  return rows.map((row) => ({ id: row.id, record: row.payload }))
}

export interface WaitingOrder {
  id: string
  record: DocumentRecord
}

/** Orders of the ERP whose customer or contract was unknown: all of them, or those named. They are tried, not asked. */
export async function ordersToRetry(
  db: Db | Tx,
  connection: { id: string },
  ids: readonly string[] | null,
): Promise<WaitingOrder[]> {
  const { rows } = await sql<{ id: string; payload: DocumentRecord }>`
    select id, payload from erp.quarantine
    where connection_id = ${connection.id} and resolved_at is null and kind = 'order'
      ${ids ? sql`and id = any(${[...ids]}::uuid[])` : sql``}
    order by last_seen_at, id limit 500`.execute(db)
  return rows.map((row) => ({ id: row.id, record: row.payload }))
}

export async function markResolved(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await sql`update erp.quarantine set resolved_at = ${now} where id = any(${[...ids]}::uuid[])`.execute(tx)
}

/** Connections with orders whose customer, or his contract, has come to the portal since they were tried. */
export async function connectionsToRetry(db: Db): Promise<string[]> {
  const { rows } = await sql<{ connection_id: string }>`
    select distinct q.connection_id from erp.quarantine q
    join organizations.companies c on c.inn = q.missing_external_id
    where q.resolved_at is null and q.kind = 'order' and q.missing_kind in ('company', 'contract')
      and (c.created_at > q.last_seen_at
        or exists (select from contracts.contracts k where k.company_id = c.id and k.created_at > q.last_seen_at))`.execute(
    db,
  )
  return rows.map((row) => row.connection_id)
}
