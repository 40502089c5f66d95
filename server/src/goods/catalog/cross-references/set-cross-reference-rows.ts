import {
  type CrossReferenceOutcome,
  mostCrossReferences,
  type setCrossReferenceRows,
} from '@portal/api/cross-references.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { articleKey } from '../article-key.ts'
import { cleanCode } from './clean-code.ts'

type Rows = ParsedOf<typeof setCrossReferenceRows>['body']['rows']
type Answer = OutputOf<typeof setCrossReferenceRows>['rows'][number]

const longestOwner = 120

interface Product {
  id: string
  name: string
  article_key: string
  manufacturer_key: string | null
}

interface Wanted {
  product: Product
  code: string
  key: string
  /** null: not said; what is known stays */
  owner: string | null
}

/** Codes from rows of an article, a code and whose it is; rows in = rows reported. Of two rows for one code the first counts. */
export async function putCrossReferenceRows(
  context: Context,
  rows: Rows,
): Promise<OutputOf<typeof setCrossReferenceRows>> {
  return transaction(context.db, async (tx) => {
    const goods = await lockedGoods(
      tx,
      rows.map(({ article }) => articleKey(article)),
    )
    const judged = rows.map((row, index) => judge(goods, row, index === 0))
    const wanted = judged.flatMap((each) => (typeof each === 'string' ? [] : each))
    const known = await standing(tx, wanted)
    const shadows = await shadowsOf(tx, wanted)
    const seen = new Set<string>()
    const set: Wanted[] = []
    const answers = judged.map((each): Answer => {
      if (typeof each === 'string') return { outcome: each, productName: null, shadowedBy: null }
      const codes = known.get(each.product.id) ?? new Map<string, string | null>()
      known.set(each.product.id, codes)
      const answer = (outcome: CrossReferenceOutcome): Answer => ({
        outcome,
        productName: each.product.name,
        shadowedBy: shadows.get(each.key)?.find(({ id }) => id !== each.product.id)?.title ?? null,
      })
      const place = `${each.product.id} ${each.key}`
      if (seen.has(place)) return answer('repeated')
      seen.add(place)
      const before = codes.get(each.key)
      if (before !== undefined && (each.owner === null || before === each.owner)) return answer('same')
      if (before === undefined && codes.size >= mostCrossReferences) return answer('full')
      codes.set(each.key, each.owner)
      set.push(each)
      return answer(before === undefined ? 'set' : 'changed')
    })
    await write(tx, set)
    if (set.length > 0)
      await record(tx, context, {
        action: 'cross_reference.set_rows',
        entityKind: 'product',
        entityId: null,
        details: { rows: rows.length, set: set.length },
      })
    return { rows: answers }
  })
}

/** A head of columns is no row of goods: an article that nothing knows beside the words that people call the columns. */
const header = /^(артикул|код|article|code|sku)/i

function judge(
  goods: ReadonlyMap<string, Product[]>,
  row: Rows[number],
  first: boolean,
): CrossReferenceOutcome | Wanted {
  const found = goods.get(articleKey(row.article)) ?? []
  if (first && found.length === 0 && header.test(row.article.trim()) && !/\d/.test(row.code)) return 'header'
  if (found.length === 0) return 'unknown'
  if (found.length > 1) return 'ambiguous'
  const [product] = found
  const clean = cleanCode(row.code)
  if ('wrong' in clean) return clean.wrong
  if (clean.key === product!.article_key || clean.key === product!.manufacturer_key) return 'own_article'
  const owner = row.owner.replaceAll(/\s+/g, ' ').trim()
  if (owner.length > longestOwner) return 'owner_too_long'
  return { product: product!, ...clean, owner: owner || null }
}

/** Products by the keys of their articles, locked in the order of their ids, so that two lists wait for one another. */
async function lockedGoods(tx: Tx, keys: readonly string[]): Promise<Map<string, Product[]>> {
  const { rows } = await sql<Product>`
    select id, name, article_key, manufacturer_key from catalog.products
    where article_key = any(${[...new Set(keys)].filter(Boolean)}::text[]) and not has_variants
    order by id for no key update`.execute(tx)
  return Map.groupBy(rows, (row) => row.article_key)
}

async function standing(tx: Tx, wanted: readonly Wanted[]): Promise<Map<string, Map<string, string | null>>> {
  const ids = [...new Set(wanted.map(({ product }) => product.id))]
  const { rows } = await sql<{ product_id: string; code_key: string; owner: string | null }>`
    select product_id, code_key, owner from catalog.cross_references where product_id = any(${ids}::uuid[])`.execute(
    tx,
  )
  return new Map(
    [...Map.groupBy(rows, (row) => row.product_id)].map(([id, codes]) => [
      id,
      new Map(codes.map(({ code_key, owner }) => [code_key, owner])),
    ]),
  )
}

/** Products on sale whose own article or manufacturer's code such a code is: they are asked first. */
async function shadowsOf(
  tx: Tx,
  wanted: readonly Wanted[],
): Promise<Map<string, { id: string; title: string }[]>> {
  const keys = [...new Set(wanted.map(({ key }) => key))]
  const { rows } = await sql<{ key: string; id: string; title: string }>`
    select p.article_key as key, p.id, coalesce(p.article, p.name) as title from catalog.products p
    where p.article_key = any(${keys}::text[]) and p.active
    union all
    select p.manufacturer_key, p.id, coalesce(p.article, p.name) from catalog.products p
    where p.manufacturer_key = any(${keys}::text[]) and p.active`.execute(tx)
  return Map.groupBy(rows, (row) => row.key)
}

async function write(tx: Tx, set: readonly Wanted[]): Promise<void> {
  if (set.length === 0) return
  await sql`
    insert into catalog.cross_references (id, product_id, code, code_key, owner)
    select * from unnest(${set.map(() => newId())}::uuid[], ${set.map(({ product }) => product.id)}::uuid[],
      ${set.map(({ code }) => code)}::text[], ${set.map(({ key }) => key)}::text[], ${set.map(({ owner }) => owner)}::text[])
    on conflict (product_id, code_key) do update set code = excluded.code, owner = excluded.owner`.execute(tx)
}
