import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { type Files, keepFile } from '#kernel/files.ts'
import type { PartsOf } from '../import-product-parts.ts'
import { sync } from '../sync-parts.ts'
import { checkDocument } from './check-document.ts'
import { formats, nameFor } from './known-formats.ts'

/**
 * Files that an exchange names of its products: each stands once, however many products name it, and without its bytes
 * until they have come. What people have attached is not looked at, and the words and dates that they gave to a document
 * of the exchange are kept.
 */
export async function importDocuments(
  tx: Tx,
  source: string,
  products: readonly PartsOf[],
  changed: Set<string>,
): Promise<void> {
  const sent = products.filter(({ parts }) => parts.files !== undefined)
  if (sent.length === 0) return
  const named = sent.flatMap(({ productId, parts }) =>
    (parts.files ?? []).map((file) => ({ productId, ...file })),
  )
  const titles = new Map(named.map(({ path, title }) => [path, title]))
  await sql`insert into catalog.documents (id, kind, title, source, source_path, created_at, updated_at)
    select gen_random_uuid(), kind, nullif(left(title, 200), ''), ${source}, path, now(), now()
    from unnest(${[...titles.keys()]}::text[], ${[...titles.values()]}::text[],
      ${[...titles].map(([path, title]) => kindByWords(`${title ?? ''} ${path}`))}::text[]) as w(path, title, kind)
    on conflict (source, source_path) where source is not null do nothing`.execute(tx)
  await sync(
    tx,
    sent,
    named.map(({ productId, path }) => ({ productId, value: path, extra: '' })),
    changed,
    {
      // what a person has attached stands already, and is not the exchange's to take off
      select: sql`select pd.product_id, d.source_path as value, '' as extra
        from catalog.product_documents pd join catalog.documents d on d.id = pd.document_id
        where pd.source = ${source} or (pd.source is null and d.source = ${source} and exists (
          select from unnest(${named.map(({ productId }) => productId)}::uuid[], ${named.map(({ path }) => path)}::text[]) as n(product_id, path)
          where n.product_id = pd.product_id and n.path = d.source_path))`,
      remove: (rows) => sql`delete from catalog.product_documents t
        using ${rows} as r(product_id, value, extra), catalog.documents d
        where t.product_id = r.product_id::uuid and t.document_id = d.id and t.source = ${source}
          and d.source = ${source} and d.source_path = r.value`,
      insert: (rows) => sql`insert into catalog.product_documents (product_id, document_id, source)
        select r.product_id::uuid, d.id, ${source} from ${rows} as r(product_id, value, extra)
        join catalog.documents d on d.source = ${source} and d.source_path = r.value
        on conflict do nothing`,
    },
  )
}

/** 1C tells a file's name and a word about it, and not what it is. */
function kindByWords(words: string): 'certificate' | 'manual' | 'file' {
  if (/сертификат|деклараци|свидетельств|отказное|паспорт качества|certificate|declaration/i.test(words))
    return 'certificate'
  if (/инструкц|руководств|паспорт|manual|guide|instruction/i.test(words)) return 'manual'
  return 'file'
}

/**
 * The bytes of a document have come, or others than before: then the file that it had is answered, to be forgotten. Throws
 * what is wrong with them, and then the document keeps what it has.
 */
export async function takeDocumentFile(
  tx: Tx,
  files: Files,
  document: { source: string; path: string; sentAt: Date },
  bytes: Buffer,
  now: Date,
): Promise<string | null> {
  const format = await checkDocument(bytes)
  const { rows } = await sql<{ id: string; file_id: string | null }>`
    select id, file_id from catalog.documents
    where source = ${document.source} and source_path = ${document.path} for no key update`.execute(tx)
  if (!rows[0]) return null
  const file = await keepFile(tx, files, {
    name: nameFor(document.path, format),
    mime: formats[format].mime,
    bytes,
    now,
  })
  await tx
    .updateTable('catalog.documents')
    .set({ file_id: file.id, source_sent_at: document.sentAt, updated_at: now })
    .where('id', '=', rows[0].id)
    .execute()
  return rows[0].file_id
}
