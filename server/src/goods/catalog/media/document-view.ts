import { AppError } from '@portal/api/errors.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import {
  expiringDays,
  type listDocuments,
  type ProductDocument,
  type ProductMedia,
} from '@portal/api/product-media.ts'
import { videoHost } from '@portal/api/video-links.ts'
import { sql, type RawBuilder } from 'kysely'
import { dateIn } from '#kernel/clock.ts'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { containing } from '#kernel/like-pattern.ts'
import { formatOfName } from './known-formats.ts'
import { pictureOrder } from './main-picture.ts'

interface DocumentRow {
  id: string
  kind: ProductDocument['kind']
  title: string | null
  language: string | null
  certificate_kind: ProductDocument['certificateKind']
  number: string | null
  issuer: string | null
  valid_from: string | null
  valid_through: string | null
  file_id: string | null
  file_name: string | null
  size: string | null
  url: string | null
  from_exchange: boolean
  product_count: number
}

/** What "today" is for a paper: those of the house are issued and checked in one country. */
export const paperZone = 'Europe/Moscow'

const columns = sql`d.id, d.kind, d.title, d.language, d.certificate_kind, d.number, d.issuer, d.valid_from::text,
  d.valid_through::text, d.file_id, f.name as file_name, f.size::text, d.url, d.source is not null as from_exchange,
  (select count(*)::int from catalog.product_documents pd where pd.document_id = d.id) as product_count`

const tables = sql`catalog.documents d left join kernel.files f on f.id = d.file_id`

interface At {
  db: Db
  now: Date
}

/** Those that end first before the others; without an end last. */
export async function documentPage(
  { db, now }: At,
  query: ParsedOf<typeof listDocuments>['query'],
): Promise<OutputOf<typeof listDocuments>> {
  const today = dateIn(now, paperZone)
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (query.kind) conditions.push(sql`d.kind = ${query.kind}`)
  if (query.state) conditions.push(inState(query.state, today, query.days))
  if (query.search?.trim()) {
    const pattern = containing(query.search.trim())
    conditions.push(
      sql`(d.title ilike ${pattern} or d.number ilike ${pattern} or d.issuer ilike ${pattern} or f.name ilike ${pattern})`,
    )
  }
  const filter = sql.join(conditions, sql` and `)
  const after = query.cursor ? decodeCursor(query.cursor, ['date', 'id']) : null
  const end = sql`coalesce(d.valid_through, 'infinity')`
  const { rows } = await sql<DocumentRow>`
    select ${columns} from ${tables} where ${filter}
      ${after ? sql`and (${end}, d.id) > (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by ${end}, d.id limit ${query.limit + 1}`.execute(db)
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.valid_through ?? 'infinity', row.id],
    (row) => onWire(row, today),
  )
  if (!query.total) return page
  const counted = await sql<{ count: number }>`select count(*)::int from ${tables} where ${filter}`.execute(
    db,
  )
  return { ...page, total: counted.rows[0]!.count }
}

function inState(
  state: NonNullable<ParsedOf<typeof listDocuments>['query']['state']>,
  today: string,
  days: number,
): RawBuilder<unknown> {
  switch (state) {
    case 'expired':
      return sql`d.valid_through < ${today}::date`
    case 'expiring':
      return sql`d.valid_through between ${today}::date and ${today}::date + ${days}::int`
    case 'valid':
      return sql`d.kind = 'certificate' and coalesce(d.valid_through, 'infinity') >= ${today}::date
        and coalesce(d.valid_from, '-infinity') <= ${today}::date`
    case 'undated':
      return sql`d.kind = 'certificate' and d.valid_through is null`
    case 'unused':
      return sql`not exists (select from catalog.product_documents pd where pd.document_id = d.id)`
  }
}

/** Throws not_found. */
export async function documentView({ db, now }: At, documentId: string): Promise<ProductDocument> {
  const { rows } = await sql<DocumentRow>`
    select ${columns} from ${tables} where d.id = ${documentId}`.execute(db)
  if (!rows[0]) throw new AppError('not_found')
  return onWire(rows[0], dateIn(now, paperZone))
}

/** Everything that a product shows. Throws not_found. */
export async function mediaOf({ db, now }: At, productId: string): Promise<ProductMedia> {
  await requireProduct(db, productId)
  const [pictures, documents] = await Promise.all([
    sql<{ id: string; file_id: string | null; title: string | null; from_exchange: boolean }>`
      select id, file_id, title, source_path is not null as from_exchange
      from catalog.pictures where product_id = ${productId} order by ${pictureOrder}`.execute(db),
    sql<DocumentRow & { attached_by_exchange: boolean }>`
      select ${columns}, own.source is not null as attached_by_exchange
      from catalog.product_documents own join ${tables} on d.id = own.document_id
      where own.product_id = ${productId}
      order by array_position(array['certificate', 'manual', 'video', 'file'], d.kind),
        d.valid_through desc nulls first, d.created_at, d.id`.execute(db),
  ])
  const today = dateIn(now, paperZone)
  return {
    pictures: pictures.rows.map(({ id, file_id: fileId, title, from_exchange: fromExchange }) => ({
      id,
      href: fileId && `/files/${fileId}`,
      title,
      fromExchange,
    })),
    documents: documents.rows.map((row) => ({
      ...onWire(row, today),
      attachedByExchange: row.attached_by_exchange,
    })),
  }
}

/** Throws not_found. */
export async function requireProduct(db: Db | Tx, productId: string): Promise<void> {
  const { rows } = await sql`select from catalog.products where id = ${productId}`.execute(db)
  if (rows.length === 0) throw new AppError('not_found')
}

function onWire(row: DocumentRow, today: string): ProductDocument {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    language: row.language,
    certificateKind: row.certificate_kind,
    number: row.number,
    issuer: row.issuer,
    validFrom: row.valid_from,
    validThrough: row.valid_through,
    format: row.file_name === null ? null : formatOfName(row.file_name),
    size: row.size === null ? null : Number(row.size),
    host: row.url === null ? null : videoHost(row.url),
    href: row.file_id ? `/files/${row.file_id}` : row.url,
    fileName: row.file_name,
    state: row.kind === 'certificate' ? stateOf(row, today) : null,
    productCount: row.product_count,
    fromExchange: row.from_exchange,
  }
}

/** A paper is valid on its first and on its last day. */
function stateOf(
  { valid_from: from, valid_through: through }: Pick<DocumentRow, 'valid_from' | 'valid_through'>,
  today: string,
): ProductDocument['state'] {
  if (through !== null && through < today) return 'expired'
  if (from !== null && from > today) return 'not_yet'
  if (through === null) return 'valid'
  const days = (Date.parse(through) - Date.parse(today)) / 86_400_000
  return days <= expiringDays ? 'expiring' : 'valid'
}
