import { sql, type RawBuilder } from 'kysely'
import { beginningWith, containing } from '#kernel/like-pattern.ts'
import { articleKey } from './article-key.ts'

const mostWords = 8

/**
 * SQL condition: the operator means this product. Every word stands in its name or brand, or the text is its article or
 * manufacturer's code (or how one begins), its code, its number or one of its barcodes. `product` is the alias of
 * catalog.products. Arrays, not subqueries: each way stays a condition that an index answers.
 */
export function officeSearch(product: string, text: string): RawBuilder<boolean> {
  const p = sql.raw(product)
  const plain = text.normalize('NFKC').trim()
  const key = articleKey(plain)
  const ways: RawBuilder<unknown>[] = [sql`${p}.code = ${plain}`]
  if (key) {
    const begins = beginningWith(key)
    ways.push(sql`${p}.article_key like ${begins}`, sql`${p}.manufacturer_key like ${begins}`)
  }
  if (/^\d{1,18}$/.test(plain)) ways.push(sql`${p}.number = ${plain}::bigint`)
  if (/^[\p{L}\p{N}-]{4,40}$/u.test(plain))
    ways.push(sql`${p}.id = any(array(select product_id from catalog.barcodes where barcode = ${plain}))`)
  const words = plain.split(/\s+/).slice(0, mostWords).map(containing)
  ways.push(
    sql`(${sql.join(
      words.map(
        (word) => sql`(${p}.name ilike ${word} or ${p}.name_en ilike ${word}
          or ${p}.brand_id = any(array(select id from catalog.brands where name ilike ${word})))`,
      ),
      sql` and `,
    )})`,
  )
  return sql<boolean>`(${sql.join(ways, sql` or `)})`
}
