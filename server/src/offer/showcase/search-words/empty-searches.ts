import { sql } from 'kysely'
import type { Terms } from '#kernel/caller.ts'
import { type Db, transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Log } from '#kernel/log.ts'
import type { Task } from '#kernel/worker.ts'
import { alike } from '../catalogue-index/words.ts'

/** Written down together, so that searching costs nothing more. */
const writeEveryMs = 1500
/** Different words that wait to be written; beyond it they are let go: whoever floods the search fills no table. */
const mostWaiting = 500
const longest = 100

interface Vain {
  words: string
  companyId: string | null
  count: number
  at: Date
}

const waiting = new WeakMap<Db, Map<string, Vain>>()

/**
 * Remembers that a search found nothing. Only the words are kept, and for which company; nothing that looks like
 * somebody's address or telephone.
 */
export function noteEmptySearch(
  context: { db: Db; now: Date; log: Log; caller: { terms: Terms } },
  text: string,
): void {
  const words = keptWords(text)
  if (words === null) return
  const { terms } = context.caller
  const companyId = terms.kind === 'buyer' ? terms.companyId : null
  const mine = waiting.get(context.db) ?? new Map<string, Vain>()
  const key = `${companyId ?? ''} ${words}`
  const before = mine.get(key)
  if (before) {
    before.count += 1
    before.at = context.now
    return
  }
  if (mine.size >= mostWaiting) return
  mine.set(key, { words, companyId, count: 1, at: context.now })
  if (waiting.has(context.db)) return
  waiting.set(context.db, mine)
  setTimeout(() => {
    waiting.delete(context.db)
    writeDown(context.db, [...mine.values()]).catch((error: unknown) =>
      context.log.warn({ err: error }, 'vain searches were not written down'),
    )
  }, writeEveryMs).unref()
}

/** The words as they are kept: alike in case and spaces; null for what must not be kept or says nothing. */
export function keptWords(text: string): string | null {
  const words = alike(text.slice(0, 400)).replaceAll(/\s+/g, ' ').trim()
  if (words.length < 2 || words.length > longest || !/[\p{L}\p{N}]/u.test(words)) return null
  const digits = words.replaceAll(/\D/g, '')
  const telephone =
    /^[+78(]/.test(words) && digits.length >= 10 && digits.length <= 12 && !/\p{L}/u.test(words)
  return words.includes('@') || telephone ? null : words
}

async function writeDown(db: Db, vain: readonly Vain[]): Promise<void> {
  await transaction(db, async (tx) => {
    await sql`insert into showcase.empty_searches as e (id, words, company_id, count, first_at, last_at)
      select v.id, v.words, v.company_id, v.count, v.at, v.at
      from unnest(${vain.map(() => newId())}::uuid[], ${vain.map((one) => one.words)}::text[],
        ${vain.map((one) => one.companyId)}::uuid[], ${vain.map((one) => one.count)}::int[],
        ${vain.map((one) => one.at)}::timestamptz[]) as v(id, words, company_id, count, at)
      order by v.words, v.company_id
      on conflict (words, company_id) do update set count = e.count + excluded.count, last_at = excluded.last_at`.execute(
      tx,
    )
  })
}

/** Words that the search has learnt, or that the operator has seen, leave the list. */
export async function forgetEmpty(tx: Tx, words: readonly string[]): Promise<number> {
  const kept = words.flatMap((one) => keptWords(one) ?? [])
  const gone = await sql`delete from showcase.empty_searches where words = any(${kept}::text[])`.execute(tx)
  return Number(gone.numAffectedRows ?? 0n)
}

const trimTask = 'showcase:trim-empty-searches'
export const showcaseCron = [`27 3 * * * ${trimTask}`]

/** Words of a quarter of a year, and of those the 20,000 most frequent. */
export function showcaseTasks(db: Db): Record<string, Task> {
  return {
    [trimTask]: async () => {
      await sql`delete from showcase.empty_searches where last_at < now() - interval '90 days'
        or id in (select id from showcase.empty_searches order by count desc, last_at desc offset 20000)`.execute(
        db,
      )
    },
  }
}
