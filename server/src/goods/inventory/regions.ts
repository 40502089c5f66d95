import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { Language } from '@portal/api/primitives.ts'
import type { createRegion, DeliveryRegion, listPointRegions, updateRegion } from '@portal/api/warehouses.ts'
import { sql } from 'kysely'
import { type Db, transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'

const most = 500

/** Regions of delivery with their warehouses, the nearest first; one when an id is given. */
export async function regionList(
  db: Db,
  language: Language,
  regionId: string | null = null,
): Promise<DeliveryRegion[]> {
  const name = (alias: string) =>
    language === 'en'
      ? sql`coalesce(${sql.raw(alias)}.name_en, ${sql.raw(alias)}.name)`
      : sql`${sql.raw(alias)}.name`
  const { rows } = await sql<{
    id: string
    name: string
    name_ru: string
    name_en: string | null
    warehouses: DeliveryRegion['warehouses'] | null
    point_count: number
  }>`
    select r.id, ${name('r')} as name, r.name as name_ru, r.name_en,
      (select json_agg(json_build_object('id', w.id, 'name', ${name('w')}, 'active', w.active) order by rw.priority, w.name)
        from inventory.region_warehouses rw join inventory.warehouses w on w.id = rw.warehouse_id
        where rw.region_id = r.id) as warehouses,
      (select count(*)::int from inventory.point_regions pr where pr.region_id = r.id) as point_count
    from inventory.regions r
    where ${regionId === null ? sql`true` : sql`r.id = ${regionId}`}
    order by r.position, r.name collate "ru-x-icu", r.id limit ${most}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    nameRu: row.name_ru,
    nameEn: row.name_en,
    warehouses: row.warehouses ?? [],
    pointCount: row.point_count,
  }))
}

export async function regionNamed(db: Db, language: Language, regionId: string): Promise<DeliveryRegion> {
  const [found] = await regionList(db, language, regionId)
  if (!found) throw new AppError('not_found')
  return found
}

/** Makes a region; its name must be free. */
export async function addRegion(
  context: Context,
  input: ParsedOf<typeof createRegion>['body'],
): Promise<string> {
  const id = newId()
  await transaction(context.db, async (tx) => {
    const made = await sql`insert into inventory.regions (id, name, name_en)
      values (${id}, ${input.name}, ${input.nameEn || null})
      on conflict (lower(name)) do nothing`.execute(tx)
    if (made.numAffectedRows !== 1n) throw new AppError('in_use')
    await serve(tx, id, input.warehouseIds)
    await note(tx, context, 'region.add', id, { ...input })
  })
  return id
}

/** Changes the name, or who serves it: the whole list in its order. */
export async function changeRegion(
  context: Context,
  regionId: string,
  input: ParsedOf<typeof updateRegion>['body'],
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const before = await tx
      .selectFrom('inventory.regions')
      .select(['name', 'name_en'])
      .where('id', '=', regionId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new AppError('not_found')
    const name = input.name ?? before.name
    const taken = await sql`select from inventory.regions
      where lower(name) = lower(${name}) and id <> ${regionId}`.execute(tx)
    if (taken.rows.length > 0) throw new AppError('in_use')
    await tx
      .updateTable('inventory.regions')
      .set({ name, name_en: input.nameEn === undefined ? before.name_en : input.nameEn || null })
      .where('id', '=', regionId)
      .execute()
    if (input.warehouseIds) await serve(tx, regionId, input.warehouseIds)
    await note(tx, context, 'region.change', regionId, { before, after: { ...input } })
  })
}

export async function dropRegion(context: Context, regionId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const gone = await tx
      .deleteFrom('inventory.regions')
      .where('id', '=', regionId)
      .returning('name')
      .executeTakeFirst()
    if (!gone) throw new AppError('not_found')
    await note(tx, context, 'region.remove', regionId, { ...gone })
  })
}

async function serve(tx: Tx, regionId: string, warehouseIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(warehouseIds)]
  await tx.deleteFrom('inventory.region_warehouses').where('region_id', '=', regionId).execute()
  if (wanted.length === 0) return
  const { numAffectedRows } = await sql`
    insert into inventory.region_warehouses (region_id, warehouse_id, priority)
    select ${regionId}::uuid, w.id, wanted.place
    from unnest(${wanted}::uuid[]) with ordinality as wanted(id, place)
    join inventory.warehouses w on w.id = wanted.id`.execute(tx)
  if (Number(numAffectedRows ?? 0) !== wanted.length) throw new AppError('not_found')
}

/** In which regions the points of a company stand; throws not_found without such a company. */
export async function pointRegions(
  db: Db,
  companyId: string,
  language: Language,
): Promise<OutputOf<typeof listPointRegions>['items']> {
  const company = await db
    .selectFrom('organizations.companies')
    .select('id')
    .where('id', '=', companyId)
    .executeTakeFirst()
  if (!company) throw new AppError('not_found')
  const { rows } = await sql<OutputOf<typeof listPointRegions>['items'][number]>`
    select pr.delivery_point_id as "deliveryPointId", r.id as "regionId",
      ${language === 'en' ? sql`coalesce(r.name_en, r.name)` : sql`r.name`} as "regionName"
    from inventory.point_regions pr
    join inventory.regions r on r.id = pr.region_id
    join organizations.delivery_points p on p.id = pr.delivery_point_id
    where p.company_id = ${companyId}`.execute(db)
  return rows
}

/** Puts a delivery point of a company into a region, or into none. */
export async function placePoint(
  context: Context,
  point: { companyId: string; deliveryPointId: string },
  regionId: string | null,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const found = await tx
      .selectFrom('organizations.delivery_points')
      .select('id')
      .where('id', '=', point.deliveryPointId)
      .where('company_id', '=', point.companyId)
      .executeTakeFirst()
    if (!found) throw new AppError('not_found')
    if (regionId === null)
      await tx
        .deleteFrom('inventory.point_regions')
        .where('delivery_point_id', '=', point.deliveryPointId)
        .execute()
    else {
      const region = await tx
        .selectFrom('inventory.regions')
        .select('id')
        .where('id', '=', regionId)
        .executeTakeFirst()
      if (!region) throw new AppError('not_found')
      await tx
        .insertInto('inventory.point_regions')
        .values({ delivery_point_id: point.deliveryPointId, region_id: regionId })
        .onConflict((conflict) => conflict.column('delivery_point_id').doUpdateSet({ region_id: regionId }))
        .execute()
    }
    await record(tx, context, {
      action: 'delivery_point.region',
      entityKind: 'delivery_point',
      entityId: point.deliveryPointId,
      companyId: point.companyId,
      details: { regionId },
    })
  })
}

function note(
  tx: Tx,
  context: Context,
  action: string,
  id: string,
  details: Record<string, unknown>,
): Promise<void> {
  return record(tx, context, { action, entityKind: 'region', entityId: id, details })
}
