import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'

interface Link {
  productId: string
  analogId: string
  kind: string
}

/**
 * Which of these links would lead back to where they begin, taken one after the other and together with those that are kept:
 * a buyer sent from A to B would be sent from B to A. Only replacements: two analogs stand for each other as they should.
 */
export async function circles<L extends Link>(tx: Tx, links: readonly L[]): Promise<Set<L>> {
  const replacing = links.filter(({ kind }) => kind === 'replacement')
  if (replacing.length === 0) return new Set()
  // everything that can be reached from where the links lead; a union stops at what it knows
  const { rows } = await sql<{ product_id: string; analog_id: string }>`
    with recursive reached(id) as (
      select unnest(${replacing.map(({ analogId }) => analogId)}::uuid[])
      union
      select a.analog_id from reached r join catalog.analogs a on a.product_id = r.id and a.kind = 'replacement'
    )
    select a.product_id, a.analog_id from reached r
    join catalog.analogs a on a.product_id = r.id and a.kind = 'replacement'`.execute(tx)
  const next = new Map<string, Set<string>>()
  const add = (from: string, to: string) => {
    const known = next.get(from)
    if (known) known.add(to)
    else next.set(from, new Set([to]))
  }
  for (const row of rows) add(row.product_id, row.analog_id)
  const refused = new Set<L>()
  for (const link of replacing)
    if (leads(next, link.analogId, link.productId)) refused.add(link)
    else add(link.productId, link.analogId)
  return refused
}

function leads(next: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set([from])
  const waiting = [from]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === to) return true
    for (const other of next.get(id) ?? [])
      if (!seen.has(other)) {
        seen.add(other)
        waiting.push(other)
      }
  }
  return false
}
