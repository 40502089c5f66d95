import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/db.ts'

/**
 * SQL condition: a path ends with the name of one of these files. A source writes its paths in its own way, so that the
 * caller compares them whole; this only leaves out what cannot be meant, however much has been named and has not come.
 */
function endsWithOneOf(path: RawBuilder<string>, files: readonly string[]): RawBuilder<boolean> {
  const names = [...new Set(files.map((file) => file.slice(file.lastIndexOf('/') + 1)))]
  return sql`regexp_replace(normalize(${path}, NFC), '^.*[/\\\\]', '') = any(${names}::text[])`
}

/** SQL condition: a row of catalog.pictures `m` is of goods that a source knows. Two sources may call two files alike. */
export function pictureOf(source: string): RawBuilder<boolean> {
  return sql`exists (select from catalog.mappings x
    where x.entity_id = m.product_id and x.kind = 'product' and x.source = ${source})`
}

/** A file that an exchange has named, by its path there. */
export interface WantedFile {
  path: string
  /** of the bytes that the exchange sent; null = they have not come yet */
  sha256: string | null
  /** when the session began that brought them */
  sentAt: Date | null
}

/** Pictures of an exchange among which these files may be. */
export async function wantedPictures(
  db: Db,
  source: string,
  files: readonly string[],
): Promise<WantedFile[]> {
  const { rows } = await sql<WantedFile>`
    select m.source_path as path, case when bool_and(m.file_id is not null) then min(m.source_sha256) end as sha256,
      max(m.source_sent_at) as "sentAt"
    from catalog.pictures m
    where m.source_path is not null and ${endsWithOneOf(sql`m.source_path`, files)} and ${pictureOf(source)}
    group by m.source_path`.execute(db)
  return rows
}

/** Documents of an exchange among which these files may be. */
export async function wantedDocuments(
  db: Db,
  source: string,
  files: readonly string[],
): Promise<WantedFile[]> {
  const { rows } = await sql<WantedFile>`
    select d.source_path as path, f.sha256, d.source_sent_at as "sentAt" from catalog.documents d left join kernel.files f on f.id = d.file_id
    where d.source = ${source} and ${endsWithOneOf(sql`d.source_path`, files)}`.execute(db)
  return rows
}
