import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { createStockPolicy, updateStockPolicy } from '@portal/api/stock-display.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { decimal, zero } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'

type Input = ParsedOf<typeof createStockPolicy>['body']
type Looks = ParsedOf<typeof updateStockPolicy>['body']

/** Makes a policy for an audience, a category and a warehouse that have none yet; answers its id. */
export async function makePolicy(context: Context, input: Input): Promise<string> {
  const looks = looksOf(input)
  const { audience, subjectId, categoryId, warehouseId } = input
  const narrow = audience === 'contract' || audience === 'company' || audience === 'group'
  if (narrow && subjectId === null) throw new AppError('invalid_input', {}, { subjectId: 'required' })
  const id = newId()
  await transaction(context.db, async (tx) => {
    if (narrow && subjectId) await mustBe(tx, subjects[audience], subjectId)
    if (categoryId) await mustBe(tx, 'catalog.categories', categoryId)
    if (warehouseId) await mustBe(tx, 'inventory.warehouses', warehouseId)
    const made = await tx
      .insertInto('visibility.policies')
      .values({
        id,
        contract_id: audience === 'contract' ? subjectId : null,
        company_id: audience === 'company' ? subjectId : null,
        group_id: audience === 'group' ? subjectId : null,
        for_guests: audience === 'guests',
        category_id: categoryId,
        warehouse_id: warehouseId,
        ...looks,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['contract_id', 'company_id', 'group_id', 'for_guests', 'category_id', 'warehouse_id'])
          .doNothing(),
      )
      .returning('id')
      .executeTakeFirst()
    if (!made) throw new AppError('stock_policy_exists')
    await note(tx, context, 'stock_policy.add', id, { ...input })
  })
  return id
}

/** Another way of showing; the audit log keeps what it was before. */
export async function changePolicy(context: Context, policyId: string, input: Looks): Promise<void> {
  const looks = looksOf(input)
  await transaction(context.db, async (tx) => {
    const before = await tx
      .selectFrom('visibility.policies')
      .select(['display', 'few_below', 'many_from', 'cap'])
      .where('id', '=', policyId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new AppError('not_found')
    await tx.updateTable('visibility.policies').set(looks).where('id', '=', policyId).execute()
    await note(tx, context, 'stock_policy.change', policyId, { before, after: looks })
  })
}

export async function removePolicy(context: Context, policyId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const gone = await tx
      .deleteFrom('visibility.policies')
      .where('id', '=', policyId)
      .returningAll()
      .executeTakeFirst()
    if (!gone) throw new AppError('not_found')
    await note(tx, context, 'stock_policy.remove', policyId, { ...gone })
  })
}

/** Thresholds must stand in their order, whatever the kind: another kind may be chosen later. */
function looksOf({ display, fewBelow, manyFrom, cap }: Looks) {
  const fields: Record<string, string> = {}
  if (decimal(fewBelow).lte(zero)) fields['fewBelow'] = 'not_positive'
  if (decimal(manyFrom).lt(decimal(fewBelow))) fields['manyFrom'] = 'out_of_order'
  if (decimal(cap).lte(zero)) fields['cap'] = 'not_positive'
  if (Object.keys(fields).length > 0) throw new AppError('invalid_input', {}, fields)
  return { display, few_below: fewBelow, many_from: manyFrom, cap }
}

const subjects = {
  contract: 'contracts.contracts',
  company: 'organizations.companies',
  group: 'organizations.groups',
} as const

async function mustBe(
  tx: Tx,
  table: (typeof subjects)[keyof typeof subjects] | 'catalog.categories' | 'inventory.warehouses',
  id: string,
): Promise<void> {
  const found = await tx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
  if (!found) throw new AppError('not_found')
}

function note(
  tx: Tx,
  context: Context,
  action: string,
  id: string,
  details: Record<string, unknown>,
): Promise<void> {
  return record(tx, context, { action, entityKind: 'stock_policy', entityId: id, details })
}
