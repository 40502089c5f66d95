import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { addDocument, addVideo, changeDocument, DocumentKind } from '@portal/api/product-media.ts'
import { videoHost } from '@portal/api/video-links.ts'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { transaction, type Tx } from '#kernel/db.ts'
import { type Files, keepFile } from '#kernel/files.ts'
import { newId } from '#kernel/ids.ts'
import type { Context, UploadedFile } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { attachOne } from './attach-document.ts'
import { checkDocument } from './check-document.ts'
import { forgetUnused } from './forget-unused.ts'
import { formats, nameFor } from './known-formats.ts'

/** What was kept, or was there already. */
interface Kept {
  documentId: string
  known: boolean
}

/**
 * Keeps a document with its file, and attaches it. The same bytes of the same kind are kept once: then the document that
 * has them is attached, with the words and dates that it has. Throws what is wrong with the file.
 */
export async function addDocumentFile(
  context: Context,
  files: Files,
  { kind, productId, ...said }: ParsedOf<typeof addDocument>['query'],
  upload: UploadedFile,
): Promise<Kept> {
  const words = readWords(kind, said)
  const bytes = await readFile(upload.path)
  const format = await checkDocument(bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return transaction(context.db, async (tx) => {
    // two people who send one file at the same time
    await sql`select pg_advisory_xact_lock(hashtextextended(${`document ${sha256}`}, 0))`.execute(tx)
    const before = await tx
      .selectFrom('catalog.documents as d')
      .innerJoin('kernel.files as f', 'f.id', 'd.file_id')
      .select('d.id')
      .where('f.sha256', '=', sha256)
      .where('d.kind', '=', kind)
      .limit(1)
      .executeTakeFirst()
    if (before) return known(tx, context, before.id, productId)
    const file = await keepFile(tx, files, {
      name: nameFor(upload.name, format),
      mime: formats[format].mime,
      bytes,
      now: context.now,
    })
    return insert(tx, context, { kind, file_id: file.id, ...words }, productId)
  })
}

/** Keeps a link to a video, and attaches it; throws invalid_input for a link that does not lead to one. */
export async function addVideoLink(
  context: Context,
  { url, productId, title, language }: ParsedOf<typeof addVideo>['body'],
): Promise<Kept> {
  if (videoHost(url) === null) throw new AppError('invalid_input', {}, { url: 'video_host' })
  const words = readWords('video', { title, language })
  return transaction(context.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`document ${url}`}, 0))`.execute(tx)
    const before = await tx
      .selectFrom('catalog.documents')
      .select('id')
      .where('url', '=', url)
      .limit(1)
      .executeTakeFirst()
    if (before) return known(tx, context, before.id, productId)
    return insert(tx, context, { kind: 'video', url, ...words }, productId)
  })
}

async function known(
  tx: Tx,
  context: Context,
  documentId: string,
  productId: string | undefined,
): Promise<Kept> {
  if (productId) await attachOne(tx, context, { documentId, productId })
  return { documentId, known: true }
}

async function insert(
  tx: Tx,
  context: Context,
  row: { kind: DocumentKind; file_id?: string; url?: string } & Words,
  productId: string | undefined,
): Promise<Kept> {
  const id = newId()
  await tx
    .insertInto('catalog.documents')
    .values({ id, ...row, created_at: context.now, updated_at: context.now })
    .execute()
  await record(tx, context, {
    action: 'product_document.add',
    entityKind: 'product_document',
    entityId: id,
    details: { ...row },
  })
  if (productId) await attachOne(tx, context, { documentId: id, productId })
  return { documentId: id, known: false }
}

type Said = ParsedOf<typeof changeDocument>['body']

interface Words {
  title: string | null
  language: string | null
  certificate_kind: Said['certificateKind'] | null
  number: string | null
  issuer: string | null
  valid_from: string | null
  valid_through: string | null
}

/** Only a certificate has a number, an issuer and dates; of another kind they say something that nobody would see. */
function readWords(kind: DocumentKind, said: Said): Words {
  const words: Words = {
    title: said.title || null,
    language: said.language ?? null,
    certificate_kind: said.certificateKind ?? null,
    number: said.number || null,
    issuer: said.issuer || null,
    valid_from: said.validFrom ?? null,
    valid_through: said.validThrough ?? null,
  }
  if (words.valid_from !== null && words.valid_through !== null && words.valid_from > words.valid_through)
    throw new AppError('invalid_input', {}, { validThrough: 'before_from' })
  const { title: _title, language: _language, ...ofCertificate } = words
  if (kind !== 'certificate' && Object.values(ofCertificate).some((one) => one !== null))
    throw new AppError('invalid_input', {}, { kind: 'only_certificate' })
  return words
}

/** Changes what is known of a document: absent = kept, null = cleared. Throws not_found. */
export async function changeWords(context: Context, documentId: string, said: Said): Promise<void> {
  await transaction(context.db, async (tx) => {
    const before = await tx
      .selectFrom('catalog.documents')
      .select(['kind', 'title', 'language', 'certificate_kind', 'number', 'issuer'])
      .select(sql<string | null>`valid_from::text`.as('valid_from'))
      .select(sql<string | null>`valid_through::text`.as('valid_through'))
      .where('id', '=', documentId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!before) throw new AppError('not_found')
    const { kind, ...words } = before
    const after = readWords(kind as DocumentKind, {
      title: words.title,
      language: words.language as Said['language'],
      certificateKind: words.certificate_kind as Said['certificateKind'],
      number: words.number,
      issuer: words.issuer,
      validFrom: words.valid_from,
      validThrough: words.valid_through,
      ...said,
    })
    await tx
      .updateTable('catalog.documents')
      .set({ ...after, updated_at: context.now })
      .where('id', '=', documentId)
      .execute()
    await record(tx, context, {
      action: 'product_document.change',
      entityKind: 'product_document',
      entityId: documentId,
      details: { before: words, after },
    })
  })
}

/** Removes a document from all products, with its file. One that an exchange still names would come back: it is refused. */
export async function dropDocument(context: Context, files: Files, documentId: string): Promise<void> {
  const fileId = await transaction(context.db, async (tx) => {
    const { rows } = await sql<{ file_id: string | null; from_exchange: boolean; products: number }>`
      select d.file_id, (select count(*)::int from catalog.product_documents where document_id = d.id) as products,
        exists (select from catalog.product_documents where document_id = d.id and source is not null) as from_exchange
      from catalog.documents d where d.id = ${documentId} for update`.execute(tx)
    if (!rows[0]) throw new AppError('not_found')
    if (rows[0].from_exchange) throw new AppError('media_from_exchange')
    await tx.deleteFrom('catalog.documents').where('id', '=', documentId).execute()
    await record(tx, context, {
      action: 'product_document.remove',
      entityKind: 'product_document',
      entityId: documentId,
      details: { products: rows[0].products },
    })
    return rows[0].file_id
  })
  if (fileId) await forgetUnused(context.db, files, [fileId])
}
