import { AppError } from '@portal/api/errors.ts'
import { type MemberAnswer, mostFamilyMembers } from '@portal/api/families.ts'
import { sql } from 'kysely'
import type { Tx } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { placeOnAxis } from './place-on-axis.ts'

export interface WantedPlace {
  productId: string
  /** one for each axis: a value, null = as its property says, undefined = as it is */
  valueIds: readonly (string | null | undefined)[]
  /** take it out of another family */
  move?: boolean
}

interface Candidate {
  id: string
  article: string | null
  name: string
  has_variants: boolean
  family_id: string | null
  family_name: string | null
  /** one for each axis: where it was put by hand, and what its own property says */
  hand: (string | null)[]
  own: (string | null)[]
}

/** Locks a family, so that two people do not put two products on one cell. Throws not_found. */
export async function lockFamily(tx: Tx, familyId: string): Promise<{ axes: string[] }> {
  const { rows } = await sql<{ axes: string[] }>`
    select axis_attribute_ids as axes from catalog.families where id = ${familyId} for update`.execute(tx)
  if (!rows[0]) throw new AppError('not_found')
  return rows[0]
}

/**
 * Puts products into a family that is locked, each on its cell, in the order in which they are named; one that finds its
 * cell taken stays where it is. One answer for each.
 */
export async function placeMembers(
  tx: Tx,
  { now }: Pick<Context, 'now'>,
  familyId: string,
  axes: readonly string[],
  wanted: readonly WantedPlace[],
): Promise<MemberAnswer[]> {
  const products = await candidates(
    tx,
    axes,
    wanted.map(({ productId }) => productId),
  )
  const room = await roomOf(tx, familyId, axes)
  const seen = new Set<string>()
  const set: { productId: string; hand: (string | null)[] }[] = []
  const answers = wanted.map(({ productId, valueIds, move = false }): MemberAnswer => {
    const product = products.get(productId)
    const answer = (outcome: MemberAnswer['outcome'], other: string | null = null) => ({ outcome, other })
    if (!product) return answer('unknown')
    if (seen.has(productId)) return answer('repeated')
    if (product.has_variants) return answer('sold_as_variants')
    const member = product.family_id === familyId
    if (product.family_id !== null && !member && !move) return answer('other_family', product.family_name)
    if (!member && room.count >= mostFamilyMembers) return answer('full')
    const before = member ? product.hand : axes.map(() => null)
    const hand = axes.map((_, axis) => {
      const wish = valueIds[axis]
      return wish === undefined ? before[axis]! : wish
    })
    const cell = hand.map((value, axis) => value ?? product.own[axis] ?? null)
    const key = keyOf(cell)
    const there = key === null ? undefined : room.cells.get(key)
    if (there && there.id !== productId) return answer('cell_taken', there.title)
    seen.add(productId)
    if (member && hand.every((value, axis) => value === before[axis])) return answer('same')
    if (member) {
      const left = keyOf(before.map((value, axis) => value ?? product.own[axis] ?? null))
      if (left !== null && room.cells.get(left)?.id === productId) room.cells.delete(left)
    } else room.count += 1
    if (key !== null) room.cells.set(key, { id: productId, title: product.article ?? product.name })
    set.push({ productId, hand })
    return answer(member ? 'placed' : 'added')
  })
  await write(tx, now, familyId, axes, set)
  return answers
}

/** Products by id, locked in its order. */
async function candidates(
  tx: Tx,
  axes: readonly string[],
  productIds: readonly string[],
): Promise<Map<string, Candidate>> {
  const ordered = sql`unnest(${[...axes]}::uuid[]) with ordinality axis(id, place)`
  const { rows } = await sql<Candidate>`
    select p.id, p.article, p.name, p.has_variants, p.family_id, f.name as family_name,
      array(select (select h.value_id from catalog.family_places h where h.product_id = p.id and h.attribute_id = axis.id)
        from ${ordered} order by axis.place) as hand,
      array(select (select t.value_id from catalog.product_attributes t
          join catalog.attribute_values w on w.id = t.value_id
          where t.product_id = p.id and t.attribute_id = axis.id order by w.number, w.value, w.id limit 1)
        from ${ordered} order by axis.place) as own
    from catalog.products p left join catalog.families f on f.id = p.family_id
    where p.id = any(${[...new Set(productIds)]}::uuid[]) order by p.id for no key update of p`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Who stands where; of two on one cell the first by id. */
async function roomOf(tx: Tx, familyId: string, axes: readonly string[]) {
  const { rows } = await sql<{ id: string; title: string; cell: (string | null)[] }>`
    select p.id, coalesce(p.article, p.name) as title,
      array(select ${placeOnAxis('p', 'axis.id')}
        from unnest(${[...axes]}::uuid[]) with ordinality axis(id, place) order by axis.place) as cell
    from catalog.products p where p.family_id = ${familyId} and not p.has_variants order by p.id`.execute(tx)
  const cells = new Map<string, { id: string; title: string }>()
  for (const { id, title, cell } of rows) {
    const key = keyOf(cell)
    if (key !== null && !cells.has(key)) cells.set(key, { id, title })
  }
  return { count: rows.length, cells }
}

/** null: without axes, or without a place on one of them, there is no cell to be taken. */
const keyOf = (cell: readonly (string | null)[]) =>
  cell.length > 0 && cell.every((value) => value !== null) ? cell.join(' ') : null

async function write(
  tx: Tx,
  now: Date,
  familyId: string,
  axes: readonly string[],
  set: readonly { productId: string; hand: readonly (string | null)[] }[],
): Promise<void> {
  if (set.length === 0) return
  const ids = set.map(({ productId }) => productId)
  await sql`update catalog.products set family_id = ${familyId}, family_by_hand = true, updated_at = ${now}
    where id = any(${ids}::uuid[])`.execute(tx)
  await sql`delete from catalog.family_places where product_id = any(${ids}::uuid[])`.execute(tx)
  const places = set.flatMap(({ productId, hand }) =>
    hand.flatMap((valueId, axis) => (valueId === null ? [] : [{ productId, axis: axes[axis]!, valueId }])),
  )
  await sql`insert into catalog.family_places (product_id, attribute_id, value_id)
    select * from unnest(${places.map(({ productId }) => productId)}::uuid[], ${places.map(({ axis }) => axis)}::uuid[],
      ${places.map(({ valueId }) => valueId)}::uuid[])`.execute(tx)
}
