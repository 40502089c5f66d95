import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import {
  type addFamilyRows,
  type MemberAnswer,
  mostFamilyMembers,
  type OfficeFamily,
  type setFamilyMember,
} from '@portal/api/families.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { articleKey } from '../article-key.ts'
import { goodsByArticle } from '../goods-by-article.ts'
import { officeFamily } from './office-family.ts'
import { lockFamily, placeMembers, type WantedPlace } from './place-members.ts'
import { valueIdsOf } from './write-axes.ts'
import { markEdited } from './write-family.ts'

const longestValue = 120

/**
 * Puts a product into a family or on another of its cells. Throws not_found, invalid_input for a value of another axis,
 * sold_as_variants, in_other_family, cell_taken and limit_reached.
 */
export async function putMember(
  context: Context,
  { familyId, productId }: { familyId: string; productId: string },
  { valueIds = [], move }: ParsedOf<typeof setFamilyMember>['body'],
): Promise<OfficeFamily> {
  return transaction(context.db, async (tx) => {
    const { axes } = await lockFamily(tx, familyId)
    await refuseForeignValues(tx, axes, valueIds)
    const [done] = await placeMembers(tx, context, familyId, axes, [{ productId, valueIds, move }])
    const { outcome, other } = done!
    if (outcome === 'unknown') throw new AppError('not_found')
    if (outcome === 'sold_as_variants') throw new AppError('sold_as_variants')
    if (outcome === 'other_family') throw new AppError('in_other_family', { family: other })
    if (outcome === 'cell_taken') throw new AppError('cell_taken', { article: other })
    if (outcome === 'full') throw new AppError('limit_reached', { most: mostFamilyMembers })
    if (outcome !== 'same') {
      await markEdited(tx, context, familyId)
      await record(tx, context, {
        action: outcome === 'added' ? 'family.add_member' : 'family.place_member',
        entityKind: 'family',
        entityId: familyId,
        details: { productId, valueIds, move },
      })
    }
    return officeFamily(tx, context.language, familyId)
  })
}

async function refuseForeignValues(
  tx: Tx,
  axes: readonly string[],
  valueIds: readonly (string | null)[],
): Promise<void> {
  const { rows } = await sql<{ place: number }>`
    select (w.place - 1)::int as place
    from unnest(${[...valueIds]}::uuid[]) with ordinality w(id, place)
    left join catalog.attribute_values v on v.id = w.id and v.attribute_id = (${[...axes]}::uuid[])[w.place]
    where w.id is not null and v.id is null`.execute(tx)
  const wrong = rows.map(({ place }) => [`valueIds.${place}`, 'not_found'] as const)
  if (wrong.length > 0) throw new AppError('invalid_input', {}, Object.fromEntries(wrong))
}

/** Takes products out of a family; those that are not in it are passed over. Throws not_found. */
export async function dropMembers(
  context: Context,
  familyId: string,
  productIds: readonly string[],
): Promise<OfficeFamily> {
  return transaction(context.db, async (tx) => {
    await lockFamily(tx, familyId)
    const { rows: gone } = await sql<{ id: string }>`
      update catalog.products set family_id = null, family_by_hand = true, updated_at = ${context.now}
      where family_id = ${familyId} and not has_variants and id = any(${[...productIds]}::uuid[]) returning id`.execute(
      tx,
    )
    const ids = gone.map(({ id }) => id)
    if (ids.length > 0) {
      await sql`delete from catalog.family_places where product_id = any(${ids}::uuid[])`.execute(tx)
      await markEdited(tx, context, familyId)
      await record(tx, context, {
        action: 'family.remove_members',
        entityKind: 'family',
        entityId: familyId,
        details: { productIds: ids },
      })
    }
    return officeFamily(tx, context.language, familyId)
  })
}

type Rows = ParsedOf<typeof addFamilyRows>['body']['rows']

/** Members from rows of an article and its values; rows in = rows reported. Values that are not there yet are made. */
export async function addMemberRows(
  context: Context,
  familyId: string,
  rows: Rows,
): Promise<OutputOf<typeof addFamilyRows>> {
  return transaction(context.db, async (tx) => {
    const { axes } = await lockFamily(tx, familyId)
    const goods = await goodsByArticle(
      tx,
      rows.map(({ article }) => article),
    )
    const judged = rows.map((row) => judge(goods, axes.length, row))
    const taken = judged.flatMap((each) => ('outcome' in each ? [] : [each]))
    const values: Map<string, string>[] = []
    for (const [axis, attributeId] of axes.entries())
      values.push(
        await valueIdsOf(tx, attributeId, [...new Set(taken.flatMap((row) => row.values[axis] || []))]),
      )
    const answers = await placeMembers(
      tx,
      context,
      familyId,
      axes,
      taken.map(({ productId, values: texts }): WantedPlace => ({
        productId,
        valueIds: axes.map((_, axis) => (texts[axis] ? values[axis]!.get(texts[axis]) : undefined)),
      })),
    )
    const done = answers.filter(({ outcome }) => outcome === 'added' || outcome === 'placed').length
    if (done > 0) {
      await markEdited(tx, context, familyId)
      await record(tx, context, {
        action: 'family.add_rows',
        entityKind: 'family',
        entityId: familyId,
        details: { rows: rows.length, done },
      })
    }
    let next = 0
    return { rows: judged.map((each): MemberAnswer => ('outcome' in each ? each : answers[next++]!)) }
  })
}

function judge(
  goods: ReadonlyMap<string, string[]>,
  axes: number,
  { article, values }: Rows[number],
): MemberAnswer | { productId: string; values: string[] } {
  const refused = (outcome: MemberAnswer['outcome']) => ({ outcome, other: null })
  const found = goods.get(articleKey(article)) ?? []
  if (found.length === 0) return refused('unknown')
  if (found.length > 1) return refused('ambiguous')
  const texts = values.map((text) => text.replaceAll(/\s+/g, ' ').trim())
  if (texts.slice(axes).some((text) => text !== '')) return refused('too_many_values')
  if (texts.some((text) => text.length > longestValue)) return refused('too_long')
  return { productId: found[0]!, values: texts.slice(0, axes) }
}
