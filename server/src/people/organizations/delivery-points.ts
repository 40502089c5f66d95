import { AppError } from '@portal/api/errors.ts'
import type { DeliveryPoint, deliveryPointInput } from '@portal/api/organizations.ts'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { DB } from '#src/database.ts'
import { transaction, type Db, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '../audit/public.ts'

type Input = z.output<typeof deliveryPointInput>
type Row = Selectable<DB['organizations.delivery_points']>

/** All delivery points of a company; the default one first, the closed ones last. */
export async function deliveryPointsOf(db: Db | Tx, companyId: string): Promise<DeliveryPoint[]> {
  const rows = await db
    .selectFrom('organizations.delivery_points')
    .selectAll()
    .where('company_id', '=', companyId)
    .orderBy('active', 'desc')
    .orderBy('is_default', 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(shown)
}

/** Adds a delivery point; the first of a company is its default. */
export async function addPoint(context: Context, companyId: string, input: Input): Promise<DeliveryPoint> {
  return transaction(context.db, async (tx) => {
    await lockCompany(tx, companyId)
    const present = await tx
      .selectFrom('organizations.delivery_points')
      .select('id')
      .where('company_id', '=', companyId)
      .where('is_default', '=', true)
      .executeTakeFirst()
    const isDefault = input.isDefault === true || !present
    if (isDefault) await clearDefault(tx, companyId)
    const id = newId()
    const row = await tx
      .insertInto('organizations.delivery_points')
      .values({
        ...columns(input),
        id,
        company_id: companyId,
        name: input.name,
        address: input.address,
        is_default: isDefault,
        created_at: context.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await audit(tx, context, companyId, id, 'delivery_point.add', input)
    return shown(row)
  })
}

/** Changes a delivery point of this company; a closed one is no default. */
export async function changePoint(
  context: Context,
  companyId: string,
  pointId: string,
  input: { [K in keyof Input]?: Input[K] | undefined } & { active?: boolean | undefined },
): Promise<DeliveryPoint> {
  return transaction(context.db, async (tx) => {
    await lockCompany(tx, companyId)
    if (input.isDefault) await clearDefault(tx, companyId)
    const isDefault = input.active === false ? false : input.isDefault
    const row = await tx
      .updateTable('organizations.delivery_points')
      .set({
        ...columns(input),
        ...(input.active === undefined ? {} : { active: input.active }),
        ...(isDefault === undefined ? {} : { is_default: isDefault }),
        company_id: companyId,
      })
      .where('id', '=', pointId)
      .where('company_id', '=', companyId)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new AppError('not_found')
    await audit(tx, context, companyId, pointId, 'delivery_point.change', input)
    return shown(row)
  })
}

async function lockCompany(tx: Tx, companyId: string): Promise<void> {
  const company = await tx
    .selectFrom('organizations.companies')
    .select('id')
    .where('id', '=', companyId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!company) throw new AppError('not_found')
}

async function clearDefault(tx: Tx, companyId: string): Promise<void> {
  await tx
    .updateTable('organizations.delivery_points')
    .set({ is_default: false })
    .where('company_id', '=', companyId)
    .where('is_default', '=', true)
    .execute()
}

function columns(input: { [K in keyof Input]?: Input[K] | undefined }) {
  return {
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.address === undefined ? {} : { address: input.address }),
    ...(input.consignee === undefined ? {} : { consignee: input.consignee }),
    ...(input.contactName === undefined ? {} : { contact_name: input.contactName }),
    ...(input.contactPhone === undefined ? {} : { contact_phone: input.contactPhone }),
    ...(input.note === undefined ? {} : { note: input.note }),
  }
}

function audit(tx: Tx, context: Context, companyId: string, id: string, action: string, details: object) {
  return record(tx, context, {
    action,
    entityKind: 'delivery_point',
    entityId: id,
    companyId,
    details: { ...details },
  })
}

function shown(row: Row): DeliveryPoint {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    consignee: row.consignee,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    note: row.note,
    isDefault: row.is_default,
    active: row.active,
  }
}
