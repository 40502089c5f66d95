import {
  feedMapping,
  type AskReason,
  type FeedImport,
  type FeedImportDetails,
  type FeedRow,
  type FeedSource,
} from '@portal/api/feeds.ts'
import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db } from '#kernel/db.ts'
import { settingsOf } from './feed-settings.ts'
import type { ReadSheet } from './files/read-price-file.ts'
import type { RowData } from './rules/parse-rows.ts'
import { feedTargets } from './targets.ts'

interface ImportTableRow {
  id: string
  source_id: string
  source_name: string
  job_id: string
  file_name: string
  size: string
  origin: FeedImport['origin']
  state: FeedImport['state']
  progress: number
  created_at: Date
  finished_at: Date | null
  error_code: string | null
  error_params: Record<string, string> | null
  asks: AskReason[]
  outcomes: FeedImport['outcomes']
  missing_count: number
  counts: FeedImport['counts']
}

const importColumns = sql`i.id, i.source_id, c.name as source_name, i.job_id, i.file_name, i.size, i.origin, i.state, i.progress,
  i.created_at, i.finished_at, i.error_code, i.error_params, i.asks, i.outcomes, i.missing_count, j.counts`
const importTables = sql`feeds.imports i join erp.connections c on c.id = i.source_id join erp.jobs j on j.id = i.job_id`

function importView(row: ImportTableRow): FeedImport {
  return {
    id: row.id,
    sourceId: row.source_id,
    sourceName: row.source_name,
    jobId: row.job_id,
    fileName: row.file_name,
    size: Number(row.size),
    origin: row.origin,
    state: row.state,
    progress: row.progress,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    errorCode: row.error_code,
    errorParams: row.error_params,
    asks: row.asks,
    outcomes: row.outcomes,
    missingCount: row.missing_count,
    counts: row.counts,
  }
}

export async function sources(db: Db, sourceId?: string): Promise<FeedSource[]> {
  const { rows } = await sql<{
    id: string
    name: string
    active: boolean
    seller_id: string
    seller_name: string
    settings: unknown
    product_count: number
    remembered_count: number
    next_fetch_at: Date | null
  }>`
    select s.id, c.name, c.active, c.seller_id, l.name as seller_name, s.settings, s.next_fetch_at,
      (select count(*)::int from feeds.known_products k where k.source_id = s.id) as product_count,
      (select count(*)::int from feeds.remembered_columns r where r.source_id = s.id) as remembered_count
    from feeds.sources s join erp.connections c on c.id = s.id join sellers.sellers l on l.id = c.seller_id
    ${sourceId ? sql`where s.id = ${sourceId}` : sql``} order by c.name, s.id limit 500`.execute(db)
  const last = await sql<ImportTableRow>`
    select distinct on (i.source_id) ${importColumns} from ${importTables}
    where i.source_id = any(${rows.map((row) => row.id)}::uuid[])
    order by i.source_id, i.created_at desc, i.id desc`.execute(db)
  const lastOf = new Map(last.rows.map((row) => [row.source_id, importView(row)]))
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    active: row.active,
    sellerId: row.seller_id,
    sellerName: row.seller_name,
    settings: settingsOf(row.settings),
    productCount: row.product_count,
    rememberedCount: row.remembered_count,
    nextFetchAt: row.next_fetch_at?.toISOString() ?? null,
    lastImport: lastOf.get(row.id) ?? null,
  }))
}

export async function sourceView(db: Db, sourceId: string): Promise<FeedSource> {
  const found = (await sources(db, sourceId))[0]
  if (!found) throw new AppError('not_found')
  return found
}

export async function imports(
  db: Db,
  filter: { cursor?: string | undefined; limit: number; sourceId?: string | undefined },
) {
  const after = filter.cursor ? decodeCursor(filter.cursor, ['instant', 'id']) : null
  const { rows } = await sql<ImportTableRow>`
    select ${importColumns} from ${importTables} where true
      ${filter.sourceId ? sql`and i.source_id = ${filter.sourceId}` : sql``}
      ${after ? sql`and (i.created_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by i.created_at desc, i.id desc limit ${filter.limit + 1}`.execute(db)
  return pageOf(rows, filter.limit, (row) => [row.created_at.toISOString(), row.id], importView)
}

export async function importSummary(db: Db, importId: string): Promise<FeedImport> {
  const { rows } = await sql<ImportTableRow>`
    select ${importColumns} from ${importTables} where i.id = ${importId}`.execute(db)
  if (!rows[0]) throw new AppError('not_found')
  return importView(rows[0])
}

const shownRows = 12

export async function importDetails(db: Db, importId: string): Promise<FeedImportDetails> {
  const { rows } = await sql<
    ImportTableRow & {
      sheets: (ReadSheet & { remembered?: boolean })[]
      mapping: unknown
      settings: unknown
      seller_id: string
    }
  >`
    select ${importColumns}, i.sheets, i.mapping, s.settings, c.seller_id
    from ${importTables} join feeds.sources s on s.id = i.source_id where i.id = ${importId}`.execute(db)
  const row = rows[0]
  if (!row) throw new AppError('not_found')
  const lists = await db
    .selectFrom('pricing.price_lists')
    .select(['id', 'name', 'currency', 'includes_vat'])
    .where('seller_id', '=', row.seller_id)
    .where('active', '=', true)
    .orderBy('name')
    .limit(500)
    .execute()
  const warehouses = await db
    .selectFrom('inventory.warehouses')
    .select(['id', 'name'])
    .where('active', '=', true)
    .orderBy('position')
    .orderBy('name')
    .limit(500)
    .execute()
  return {
    ...importView(row),
    sheets: row.sheets.map((sheet) => ({
      name: sheet.name,
      hidden: sheet.hidden,
      rowCount: sheet.rowCount,
      firstRows: sheet.firstRows
        .slice(0, shownRows + Math.max(0, sheet.guess.headerRow - 1))
        .map((cells) => cells.slice(0, 30)),
      titles: sheet.titles,
      headerKey: sheet.headerKey,
      remembered: sheet.remembered ?? false,
      hints: sheet.hints,
    })),
    mapping: row.mapping === null ? null : feedMapping.parse(row.mapping),
    priceLists: lists.map((list) => ({
      id: list.id,
      name: list.name,
      currency: list.currency,
      includesVat: list.includes_vat,
    })),
    warehouses,
    settings: settingsOf(row.settings),
  }
}

export async function importRows(
  db: Db,
  importId: string,
  filter: { outcome?: string | undefined; remarks?: boolean | undefined; after: number; limit: number },
) {
  const found = await db
    .selectFrom('feeds.imports')
    .select('targets')
    .where('id', '=', importId)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found')
  const targets = found.targets === null ? { prices: [], stocks: [] } : feedTargets.parse(found.targets)
  const { rows } = await sql<{
    position: number
    sheet: string
    row_number: number
    outcome: FeedRow['outcome']
    data: RowData
    prices: (string | null)[]
    stocks: (string | null)[]
    product_id: string | null
    remarks: FeedRow['remarks']
  }>`
    select position, sheet, row_number, outcome, data, prices, stocks, product_id, remarks from feeds.staged
    where import_id = ${importId} and position > ${filter.after}
      ${filter.outcome ? sql`and outcome = ${filter.outcome}` : sql``}
      ${filter.remarks ? sql`and remarks <> '[]'` : sql``}
    order by position limit ${filter.limit + 1}`.execute(db)
  const shown = rows.slice(0, filter.limit)
  return {
    rows: shown.map((row) => ({
      position: row.position,
      sheet: row.sheet,
      row: row.row_number,
      outcome: row.outcome,
      article: row.data.article ?? row.data.manufacturerCode ?? row.data.externalId,
      name: row.data.name,
      unit: row.data.unit,
      brand: row.data.brand,
      category: row.data.path.join(' / ') || null,
      prices: row.prices,
      stocks: row.stocks,
      productId: row.product_id,
      remarks: row.remarks,
    })),
    nextAfter: rows.length > filter.limit ? (shown.at(-1)?.position ?? null) : null,
    priceTitles: targets.prices.map(({ title, currency }) => `${title}, ${currency}`),
    stockTitles: targets.stocks.map(({ title }) => title),
  }
}
