import { type RawBuilder, sql } from 'kysely'
import type { Terms } from '#kernel/caller.ts'
import { beginningWith } from '#kernel/like-pattern.ts'
import { type SearchWords, spellings } from './search-words.ts'

/** A way to find products by text: a condition over catalog.products p, and what stands first. */
export interface Search {
  condition: RawBuilder<boolean>
  /** greater is better */
  rank: RawBuilder<number>
}

/** By article, manufacturer's code, own part number (each also by its beginning), barcode, and words in their forms. */
export function exactSearch({ text, words, key }: SearchWords, terms: Terms): Search {
  const query = tsquery(words)
  const beginning = beginningWith(key)
  const byWords = query ? [sql<boolean>`p.search @@ ${query}`] : []
  const barcode = text.replaceAll(/\s/g, '')
  const byCode =
    key.length < 2
      ? []
      : [
          sql<boolean>`p.article_key like ${beginning}`,
          sql<boolean>`p.manufacturer_key like ${beginning}`,
          ...(/^\d{6,14}$/.test(barcode)
            ? [
                sql<boolean>`p.id = any(array(select product_id from catalog.barcodes where barcode = ${barcode}))`,
              ]
            : []),
          ...(terms.kind === 'buyer'
            ? [
                sql<boolean>`p.id = any(array(select product_id from partnumbers.part_numbers
                  where company_id = ${terms.companyId} and part_key like ${beginning}))`,
              ]
            : []),
        ]
  // arrays, not subqueries: each alternative stays a condition that an index answers
  const any = [...byCode, ...byWords]
  return {
    condition: any.length === 0 ? sql`false` : sql`(${sql.join(any, sql` or `)})`,
    rank: sql`(
      case when p.article_key = ${key} then 100 when p.article_key like ${beginning} then 10 else 0 end
      + ${query ? sql`ts_rank(p.search, ${query})` : sql`0`})`,
  }
}

/** For typos: every longer word looks like some word of the name. Needs a threshold set: see withTypos. */
export function typoSearch({ words }: SearchWords): Search | null {
  const longer = words.filter((word) => word.length > 3)
  if (longer.length === 0) return null
  return {
    condition: sql`(${sql.join(
      longer.map((word) => sql`${word} <% p.name`),
      sql` and `,
    )})`,
    rank: sql`(${sql.join(
      longer.map((word) => sql`word_similarity(${word}, p.name)`),
      sql` + `,
    )})`,
  }
}

/** All words; each in its Russian, English or plain form, the last one also by its beginning. */
function tsquery(words: readonly string[]): RawBuilder<unknown> | null {
  if (words.length === 0) return null
  const each = words.map((word, place) => {
    const ending = place === words.length - 1 || /\d/.test(word) ? ':*' : ''
    const forms = spellings(word).flatMap((spelling) =>
      ['russian', 'english', 'simple'].map(
        (language) => sql`to_tsquery(${sql.lit(language)}::regconfig, ${`'${spelling}'${ending}`})`,
      ),
    )
    return sql`(${sql.join(forms, sql` || `)})`
  })
  return sql`(${sql.join(each, sql` && `)})`
}
