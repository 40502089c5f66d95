import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import { articleKey } from './article-key.ts'

/** Products behind supplier's articles, by their keys; an article of several products has them all. */
export async function goodsByArticle(tx: Tx, articles: readonly string[]): Promise<Map<string, string[]>> {
  const keys = [...new Set(articles.map(articleKey))].filter(Boolean)
  const { rows } = await sql<{ key: string; id: string }>`
    select p.article_key as key, p.id from catalog.products p
    where p.article_key = any(${keys}::text[]) and not p.has_variants order by p.id`.execute(tx)
  return new Map(
    [...Map.groupBy(rows, (row) => row.key)].map(([key, found]) => [key, found.map(({ id }) => id)]),
  )
}
