import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { createWarehouse, updateWarehouse } from '@portal/api/warehouses.ts'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'

/** Makes a warehouse by hand; an exchange that names it later makes one of its own. */
export async function addWarehouse(
  context: Context,
  input: ParsedOf<typeof createWarehouse>['body'],
): Promise<string> {
  const id = newId()
  await transaction(context.db, async (tx) => {
    await tx
      .insertInto('inventory.warehouses')
      .values({
        id,
        name: input.name,
        name_en: input.nameEn || null,
        address: input.address || null,
        region: input.region || null,
        position: input.position ?? 0,
        active: input.active ?? true,
      })
      .execute()
    await record(tx, context, {
      action: 'warehouse.add',
      entityKind: 'warehouse',
      entityId: id,
      details: { ...input },
    })
  })
  return id
}

/** Changes what is named and nothing else; the log keeps what stood there. */
export async function changeWarehouse(
  context: Context,
  warehouseId: string,
  input: ParsedOf<typeof updateWarehouse>['body'],
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const before = await tx
      .selectFrom('inventory.warehouses')
      .selectAll()
      .where('id', '=', warehouseId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new AppError('not_found')
    await tx
      .updateTable('inventory.warehouses')
      .set({
        name: input.name ?? before.name,
        name_en: input.nameEn === undefined ? before.name_en : input.nameEn || null,
        address: input.address === undefined ? before.address : input.address || null,
        region: input.region === undefined ? before.region : input.region || null,
        position: input.position ?? before.position,
        active: input.active ?? before.active,
      })
      .where('id', '=', warehouseId)
      .execute()
    await record(tx, context, {
      action: 'warehouse.change',
      entityKind: 'warehouse',
      entityId: warehouseId,
      details: { before, after: { ...input } },
    })
  })
}
