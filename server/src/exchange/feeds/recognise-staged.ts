import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import type { Source } from './source.ts'

/** Finds the product behind each staged row: by the source's own keys, then by what the settings name. In a few statements. */
export async function recogniseStaged(tx: Tx, importId: string, source: Source): Promise<void> {
  await endSheets(tx, importId)
  await markDuplicates(tx, importId, sql`key`)
  await sql`update feeds.staged s set product_id = m.entity_id
    from catalog.mappings m
    where s.import_id = ${importId} and s.outcome = 'same' and m.source = ${source.key} and m.kind = 'product'
      and m.external_id = s.key`.execute(tx)
  await findElsewhere(tx, importId, source)
  // two keys of one product: the first row holds
  await markDuplicates(tx, importId, sql`product_id`)
  const absent = source.settings.createProducts
    ? sql`outcome = 'create'`
    : sql`outcome = 'unknown', remarks = remarks || '[{"code": "unknown_good", "params": {}}]'`
  await sql`update feeds.staged set ${absent}
    where import_id = ${importId} and outcome = 'same' and product_id is null`.execute(tx)
}

/** A heading below the last product of its sheet is a remark at the foot. */
async function endSheets(tx: Tx, importId: string): Promise<void> {
  await sql`with ends as (
      select sheet, max(position) filter (where outcome not in ('group', 'note')) as last
      from feeds.staged where import_id = ${importId} group by sheet
    )
    update feeds.staged s set outcome = 'note' from ends e
    where s.import_id = ${importId} and s.outcome = 'group' and s.sheet = e.sheet
      and s.position > coalesce(e.last, -1)`.execute(tx)
}

/**
 * Of rows with one key the first one holds. Another one (on another sheet, in another currency) adds the prices and
 * stocks that the first has not, and is told of as what it is.
 */
async function markDuplicates(tx: Tx, importId: string, key: ReturnType<typeof sql>): Promise<void> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from feeds.staged where import_id = ${importId} and outcome = 'same' and ${key} is not null
      group by ${key} having count(*) > 1) as found`.execute(tx)
  if (!rows[0]?.found) return
  await sql`with all_rows as (
      select position, first_value(position) over (partition by ${key} order by position) as first
      from feeds.staged where import_id = ${importId} and outcome = 'same' and ${key} is not null
    ), later as (
      select s.position, a.first, f.sheet, f.row_number,
        exists (select from generate_subscripts(s.prices, 1) n where s.prices[n] is not null and f.prices[n] is null)
          or exists (select from generate_subscripts(s.stocks, 1) n where s.stocks[n] is not null and f.stocks[n] is null) as adds
      from all_rows a
      join feeds.staged s on s.import_id = ${importId} and s.position = a.position
      join feeds.staged f on f.import_id = ${importId} and f.position = a.first
      where a.position <> a.first
    ), marked as (
      update feeds.staged s set outcome = 'duplicate', remarks = s.remarks || jsonb_build_array(jsonb_build_object(
          'code', case when l.adds then 'duplicate_merged' else 'duplicate_row' end,
          'params', jsonb_build_object('row', l.row_number::text, 'sheet', l.sheet)))
      from later l where s.import_id = ${importId} and s.position = l.position
    )
    update feeds.staged f set
      prices = array(select coalesce(f.prices[n], (select s.prices[n] from later l
          join feeds.staged s on s.import_id = ${importId} and s.position = l.position
          where l.first = f.position and s.prices[n] is not null order by l.position limit 1))
        from generate_series(1, cardinality(f.prices)) n order by n),
      stocks = array(select coalesce(f.stocks[n], (select s.stocks[n] from later l
          join feeds.staged s on s.import_id = ${importId} and s.position = l.position
          where l.first = f.position and s.stocks[n] is not null order by l.position limit 1))
        from generate_series(1, cardinality(f.stocks)) n order by n)
    where f.import_id = ${importId} and f.position in (select first from later where adds)`.execute(tx)
}

/** Goods of this seller that other sources have made; a key that several have is not guessed at. */
async function findElsewhere(tx: Tx, importId: string, source: Source): Promise<void> {
  await sql`with wanted as (
      select distinct split_part(lookup, ':', 1) as kind, substring(lookup from position(':' in lookup) + 1) as value, lookup
      from feeds.staged where import_id = ${importId} and outcome = 'same' and product_id is null and lookup is not null
    ), found as (
      select w.lookup, p.id from wanted w join catalog.products p on w.kind = 'article' and p.article_key = w.value
        where p.seller_id = ${source.sellerId} and not p.has_variants
      union
      select w.lookup, p.id from wanted w join catalog.products p on w.kind = 'manufacturerCode' and p.manufacturer_key = w.value
        where p.seller_id = ${source.sellerId} and not p.has_variants
      union
      select w.lookup, p.id from wanted w join catalog.barcodes b on w.kind = 'barcode' and b.barcode = w.value
        join catalog.products p on p.id = b.product_id where p.seller_id = ${source.sellerId} and not p.has_variants
      union
      select w.lookup, p.id from wanted w join catalog.products p on w.kind = 'name'
          and replace(lower(regexp_replace(trim(p.name), '\s+', ' ', 'g')), 'ё', 'е') = w.value
        where p.seller_id = ${source.sellerId} and not p.has_variants
    ), counted as (
      select lookup, min(id::text)::uuid as id, count(*)::int as number from found group by lookup
    )
    update feeds.staged s set
      product_id = case when c.number = 1 then c.id end,
      outcome = case when c.number = 1 then s.outcome else 'refused' end,
      remarks = case when c.number = 1 then s.remarks else s.remarks || jsonb_build_array(jsonb_build_object(
        'code', 'ambiguous_product', 'params', jsonb_build_object('count', c.number::text))) end
    from counted c
    where s.import_id = ${importId} and s.outcome = 'same' and s.product_id is null and s.lookup = c.lookup`.execute(
    tx,
  )
}
