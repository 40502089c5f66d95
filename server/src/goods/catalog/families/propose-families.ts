import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { proposeFamilies } from '@portal/api/families.ts'
import { sql } from 'kysely'
import type { Context } from '#kernel/mount.ts'
import { officeSearch } from '../office-search.ts'
import { inAxisOrder } from './axis-order.ts'
import { type Candidate, proposeFrom } from './family-proposal.ts'

/** So many products are looked at: a wider choice is narrowed by category or words. */
const mostLooked = 3000
const mostProposals = 100

interface Row {
  id: string
  article: string | null
  name: string
  name_en: string | null
  kin: string
  properties: { id: string; valueId: string; text: string }[] | null
}

/** Families that could be made of products of a category or a search that belong to none yet; the largest first. */
export async function proposedFamilies(
  { db, language }: Context,
  query: ParsedOf<typeof proposeFamilies>['query'],
): Promise<OutputOf<typeof proposeFamilies>> {
  const conditions = [sql`p.family_id is null and p.active and p.kind = 'goods' and not p.has_variants`]
  if (query.search?.trim()) conditions.push(officeSearch('p', query.search))
  if (query.categoryId)
    conditions.push(sql`exists (select from catalog.product_categories pc join catalog.categories k on k.id = pc.category_id
      where pc.product_id = p.id and k.ancestors @> array[${query.categoryId}::uuid])`)
  const { rows } = await sql<Row>`
    select p.id, p.article, p.name, p.name_en,
      concat_ws(' ', p.seller_id, p.brand_id, p.base_unit_id, (select pc.category_id from catalog.product_categories pc
        where pc.product_id = p.id order by pc.is_main desc, pc.category_id limit 1)) as kin,
      (select json_agg(json_build_object('id', v.attribute_id, 'valueId', v.id, 'text', v.value) order by v.number, v.value, v.id)
        from catalog.product_attributes a join catalog.attribute_values v on v.id = a.value_id
        where a.product_id = p.id) as properties
    from catalog.products p
    where ${sql.join(conditions, sql` and `)}
    order by p.name collate "ru-x-icu", p.id limit ${mostLooked + 1}`.execute(db)
  const looked = rows.slice(0, mostLooked)
  const proposals = proposeFrom(looked.map(candidateOf))
    .toSorted((a, b) => b.members.length - a.members.length)
    .slice(0, mostProposals)
  const names = await namesOf(
    db,
    language,
    proposals.flatMap(({ axes }) => axes),
  )
  return {
    items: proposals.map(({ name, nameEn, axes, members }) => ({
      name,
      nameEn,
      axes: axes.map((attributeId) => ({
        attributeId,
        name: names.get(attributeId) ?? '',
        values: [...new Set(members.map(({ properties }) => properties.get(attributeId)!.text))].toSorted(
          (a, b) => inAxisOrder({ place: null, value: a }, { place: null, value: b }),
        ),
      })),
      members: members.map(({ id, article, name: own }) => ({ productId: id, article, name: own })),
    })),
    looked: looked.length,
    more: rows.length > mostLooked,
  }
}

/** Of several values of one property the first counts, as it does in a family. */
function candidateOf({ id, article, name, name_en, kin, properties }: Row): Candidate {
  return {
    id,
    article,
    name,
    nameEn: name_en,
    kin,
    properties: new Map(
      (properties ?? []).toReversed().map(({ id: property, ...value }) => [property, value]),
    ),
  }
}

async function namesOf(
  db: Context['db'],
  language: Context['language'],
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('catalog.attributes')
    .select(['id', 'name', 'name_en'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name, name_en }) => [id, (language === 'en' && name_en) || name]))
}
