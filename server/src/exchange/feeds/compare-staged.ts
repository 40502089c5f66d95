import type { AskReason, RowOutcome } from '@portal/api/feeds.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { mappedWarehouses } from '#src/goods/inventory/public.ts'
import { mappedPriceLists } from '#src/terms/pricing/public.ts'
import type { Source } from './source.ts'
import { priceKey, stockKey, type FeedTargets } from './targets.ts'

/** Below so many prices a share says nothing. */
const fewest = 5

export interface Comparison {
  outcomes: Partial<Record<RowOutcome, number>>
  asks: AskReason[]
  missingCount: number
}

/** Compares the staged rows with what is known: which change, and whether so much would be lost that a person is asked. */
export async function compareStaged(
  tx: Tx,
  importId: string,
  source: Source,
  targets: FeedTargets,
): Promise<Comparison> {
  const lists = await listIds(tx, source, targets)
  const warehouses = await warehouseIds(tx, source, targets)
  await markChanged(tx, importId, lists, warehouses)
  const asks: AskReason[] = []
  const ask = (code: AskReason['code'], count: number, total: number, least: number) => {
    if (total < least || count === 0 || count * 100 <= total * source.settings.maxDropPercent) return
    asks.push({ code, count, total, percent: Math.round((count / total) * 100) })
  }
  const { missing, total } = await missingOf(tx, importId, source)
  const withdraws = source.settings.mode === 'full' && source.settings.missing === 'withdraw'
  if (withdraws) ask('vanish', missing, total, 1)
  const moves = await priceMoves(tx, importId, lists)
  ask('lose_price', moves.lost, moves.known, fewest)
  ask('price_jump', moves.jumped, moves.known, fewest)
  const { rows } = await sql<{ outcome: RowOutcome; count: number }>`
    select outcome, count(*)::int as count from feeds.staged where import_id = ${importId} group by outcome`.execute(
    tx,
  )
  return {
    outcomes: Object.fromEntries(rows.map((row) => [row.outcome, row.count])),
    asks,
    missingCount: withdraws ? missing : 0,
  }
}

/** Ids in the order of the arrays; null = made by the import. */
async function listIds(tx: Tx, source: Source, targets: FeedTargets): Promise<(string | null)[]> {
  const own = await mappedPriceLists(tx, source.key)
  return targets.prices.map((one) => one.priceListId ?? own.get(priceKey(one))?.id ?? null)
}

async function warehouseIds(tx: Tx, source: Source, targets: FeedTargets): Promise<(string | null)[]> {
  const own = await mappedWarehouses(tx, source.key)
  return targets.stocks.map((one) => one.warehouseId ?? own.get(stockKey(one)) ?? null)
}

async function markChanged(
  tx: Tx,
  importId: string,
  lists: readonly (string | null)[],
  warehouses: readonly (string | null)[],
): Promise<void> {
  await sql`update feeds.staged s set outcome = 'change'
    where s.import_id = ${importId} and s.outcome = 'same' and s.product_id is not null and (
      exists (
        select from unnest(${[...lists]}::uuid[]) with ordinality as l(id, n)
        left join pricing.prices p on p.price_list_id = l.id and p.product_id = s.product_id
          and p.packaging_id = ${baseUnit} and p.min_quantity = 0 and p.valid_from = '-infinity'
        where s.prices[l.n] is not null and nullif(s.prices[l.n], '')::numeric is distinct from p.amount)
      or exists (
        select from unnest(${[...warehouses]}::uuid[]) with ordinality as w(id, n)
        left join inventory.stock k on k.warehouse_id = w.id and k.product_id = s.product_id
        where s.stocks[w.n] is not null and s.stocks[w.n]::numeric is distinct from k.quantity))`.execute(tx)
}

async function priceMoves(tx: Tx, importId: string, lists: readonly (string | null)[]) {
  const { rows } = await sql<{ known: number; lost: number; jumped: number }>`
    select count(*)::int as known, count(*) filter (where s.prices[l.n] = '')::int as lost,
      count(*) filter (where s.prices[l.n] <> '' and p.amount > 0
        and not (nullif(s.prices[l.n], '')::numeric between p.amount / 2 and p.amount * 2))::int as jumped
    from feeds.staged s
    cross join unnest(${[...lists]}::uuid[]) with ordinality as l(id, n)
    join pricing.prices p on p.price_list_id = l.id and p.product_id = s.product_id
      and p.packaging_id = ${baseUnit} and p.min_quantity = 0 and p.valid_from = '-infinity'
    where s.import_id = ${importId} and s.outcome = 'change' and s.prices[l.n] is not null`.execute(tx)
  const same = await sql<{ known: number }>`
    select count(*)::int as known from feeds.staged where import_id = ${importId} and outcome = 'same'`.execute(
    tx,
  )
  const found = rows[0]!
  return { ...found, known: found.known + (same.rows[0]?.known ?? 0) }
}

/** What this source has named before and does not name now. */
async function missingOf(tx: Tx, importId: string, source: Source) {
  const { rows } = await sql<{ missing: number; total: number }>`
    select count(*)::int as total, count(*) filter (where s.product_id is null)::int as missing
    from feeds.known_products k join catalog.products p on p.id = k.product_id
    left join (select distinct product_id from feeds.staged
      where import_id = ${importId} and product_id is not null) s on s.product_id = k.product_id
    where k.source_id = ${source.id} and (p.active or not k.created)`.execute(tx)
  return rows[0] ?? { missing: 0, total: 0 }
}
