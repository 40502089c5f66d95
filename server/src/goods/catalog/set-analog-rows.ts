import type { AnalogKind, setAnalogRows } from '@portal/api/analogs.ts'
import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { articleKey } from './article-key.ts'
import { lockAnalogs, readRatio } from './office-analogs.ts'
import { goodsByArticle } from './goods-by-article.ts'
import { circles } from './replacement-circles.ts'

type Rows = ParsedOf<typeof setAnalogRows>['body']['rows']
type Answer = OutputOf<typeof setAnalogRows>['rows'][number]

interface Link {
  productId: string
  analogId: string
  kind: AnalogKind
  ratio: string
  note: string | null
}

/** What people call the kinds; an empty word is an analog. */
const words: Record<AnalogKind, RegExp> = {
  replacement: /^(замена|заменитель|взамен|replacement|replaces?)$/,
  analog: /^(|аналог|analog(ue)?|equivalent)$/,
  accessory: /^(сопутствующ(ий|ее|ая)|аксессуар|к нему|с ним|accessory)$/,
}

/** Links from rows of two articles; rows in = rows reported. Of two rows for one link the first counts. */
export async function putAnalogRows(context: Context, rows: Rows): Promise<OutputOf<typeof setAnalogRows>> {
  return transaction(context.db, async (tx) => {
    await lockAnalogs(tx)
    const goods = await goodsByArticle(
      tx,
      rows.flatMap(({ article, analog }) => [article, analog]),
    )
    const judged = rows.map((row) => judge(goods, row))
    const links = judged.flatMap((each) => (typeof each === 'string' ? [] : each))
    const refused = await circles(tx, links)
    const standing = await linksThere(tx, links)
    const taken = new Set<string>()
    const set: Link[] = []
    const answers = judged.map((each): Answer => {
      if (typeof each === 'string') return { outcome: each }
      const key = keyOf(each)
      if (taken.has(key)) return { outcome: 'repeated' }
      if (refused.has(each)) return { outcome: 'circle' }
      taken.add(key)
      const before = standing.get(key)
      if (before?.ratio === each.ratio && before.note === each.note) return { outcome: 'same' }
      set.push(each)
      return { outcome: before ? 'changed' : 'set' }
    })
    await putLinks(tx, set)
    if (set.length > 0)
      await record(tx, context, {
        action: 'analog.set_rows',
        entityKind: 'product',
        entityId: null,
        details: { rows: rows.length, set: set.length },
      })
    return { rows: answers }
  })
}

function judge(goods: ReadonlyMap<string, string[]>, row: Rows[number]): Link | Answer['outcome'] {
  const from = goods.get(articleKey(row.article)) ?? []
  const to = goods.get(articleKey(row.analog)) ?? []
  if (from.length === 0) return 'unknown'
  if (to.length === 0) return 'unknown_analog'
  if (from.length > 1 || to.length > 1) return 'ambiguous'
  if (from[0] === to[0]) return 'itself'
  const word = row.kind.trim().toLowerCase()
  const kind = (Object.keys(words) as AnalogKind[]).find((each) => words[each].test(word))
  if (!kind) return 'bad_kind'
  const ratio = readRatio(row.ratio)
  if (!ratio) return 'bad_ratio'
  const note = row.note.trim() || null
  return { productId: from[0]!, analogId: to[0]!, kind, ratio: ratio.toFixed(), note }
}

const keyOf = ({ productId, analogId, kind }: Link) => `${productId} ${analogId} ${kind}`

async function linksThere(tx: Tx, links: readonly Link[]): Promise<Map<string, Link>> {
  const { rows } = await sql<Link>`
    select product_id as "productId", analog_id as "analogId", kind, trim_scale(ratio)::text as ratio, note
    from catalog.analogs where product_id = any(${links.map(({ productId }) => productId)}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [keyOf(row), row]))
}

async function putLinks(tx: Tx, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return
  await sql`
    insert into catalog.analogs (product_id, analog_id, kind, ratio, note)
    select * from unnest(${links.map((link) => link.productId)}::uuid[], ${links.map((link) => link.analogId)}::uuid[],
      ${links.map((link) => link.kind)}::text[], ${links.map((link) => link.ratio)}::numeric[],
      ${links.map((link) => link.note)}::text[])
    on conflict (product_id, analog_id, kind) do update set ratio = excluded.ratio, note = excluded.note, source = null`.execute(
    tx,
  )
}
