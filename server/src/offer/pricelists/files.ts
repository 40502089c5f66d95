import { AppError } from '@portal/api/errors.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import type { PriceFileFormat } from '@portal/api/price-file-settings.ts'
import type { listPriceFiles, PriceFile } from '@portal/api/price-files.ts'
import { sql } from 'kysely'
import { decodeCursor, pageOf } from '#kernel/cursor.ts'
import { type Files, findFile } from '#kernel/files.ts'
import { type Context, type ServedFile, signedIn } from '#kernel/mount.ts'
import { priceListTerms } from './access.ts'

/** The caller's own files under his present contract, with the size of what was made. */
function ownFiles(context: Context) {
  const { contractId } = priceListTerms(context)
  return context.db
    .selectFrom('pricelists.files as f')
    .leftJoin('kernel.files as kept', 'kept.id', 'f.file_id')
    .where('f.user_id', '=', signedIn(context).id)
    .where('f.contract_id', '=', contractId)
    .where('f.purpose', '<>', 'feed')
    .select([
      'f.id',
      'f.profile_id',
      'f.name',
      'f.purpose',
      'f.state',
      'f.progress',
      'f.row_count',
      'f.left_out',
      'f.file_id',
      'f.error_code',
      'f.created_at',
      'f.finished_at',
      'kept.size',
      sql<PriceFileFormat>`f.settings ->> 'format'`.as('format'),
    ])
}

export async function filePage(
  context: Context,
  query: { cursor?: string | undefined; limit: number },
): Promise<OutputOf<typeof listPriceFiles>> {
  const after = query.cursor ? decodeCursor(query.cursor, ['id'])[0]! : null
  const rows = await ownFiles(context)
    .$if(after !== null, (files) => files.where('f.id', '<', after))
    .orderBy('f.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return pageOf(rows, query.limit, (row) => [row.id], fileOnWire)
}

/** One of the caller's files; throws not_found. */
export async function fileFor(context: Context, priceFileId: string): Promise<PriceFile> {
  const row = await ownFiles(context).where('f.id', '=', priceFileId).executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return fileOnWire(row)
}

/** The bytes of one of the caller's files; throws not_found before they are there and when they are cleared away. */
export async function contentOf(context: Context, files: Files, priceFileId: string): Promise<ServedFile> {
  const row = await ownFiles(context)
    .where('f.id', '=', priceFileId)
    .where('f.state', '=', 'ready')
    .executeTakeFirst()
  const kept = row?.file_id ? await findFile(context.db, row.file_id) : undefined
  if (!row || !kept) throw new AppError('not_found')
  return {
    name: kept.name,
    mime: kept.mime,
    size: Number(kept.size),
    sha256: kept.sha256,
    madeAt: row.finished_at,
    open: () => files.read(kept.storage_key),
  }
}

/** A file with the size of what was made and the format of its settings. */
export interface FileRecord {
  id: string
  profile_id: string | null
  name: string
  purpose: string
  state: string
  progress: number
  row_count: number | null
  left_out: number
  file_id: string | null
  error_code: string | null
  created_at: Date
  finished_at: Date | null
  size: string | null
  format: PriceFileFormat
}

export function fileOnWire(row: FileRecord): PriceFile {
  return {
    id: row.id,
    profileId: row.profile_id,
    name: row.name,
    format: row.format,
    purpose: row.purpose === 'mail' ? 'mail' : 'download',
    // written by us
    state: row.state as PriceFile['state'],
    progress: row.progress,
    rowCount: row.row_count,
    leftOut: row.left_out,
    size: row.size === null ? null : Number(row.size),
    gone: row.state === 'ready' && row.file_id === null,
    errorCode: row.error_code,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}
