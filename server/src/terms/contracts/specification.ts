import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { addSpecificationRule, setCategoryDiscount } from '@portal/api/contracts.ts'
import { sql, type RawBuilder } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { lockContract } from './lock-contract.ts'
import { noteChange } from './note-change.ts'
import { validPeriod } from './valid-period.ts'

type NewRule = ParsedOf<typeof addSpecificationRule>['body']

const columnOf = {
  product: 'product_id',
  category: 'category_id',
  brand: 'brand_id',
  attribute_value: 'attribute_value_id',
} as const

/** Allows or denies something under a contract; the same rule again moves its dates. Answers the rule's id. */
export async function addRule(context: Context, contractId: string, rule: NewRule): Promise<string> {
  return transaction(context.db, async (tx) => {
    const contract = await lockContract(tx, contractId)
    await requireSubject(tx, rule, contract.seller_id)
    const column = columnOf[rule.subject]
    const same = await tx
      .selectFrom('contracts.specification_rules')
      .select('id')
      .where('contract_id', '=', contractId)
      .where('effect', '=', rule.effect)
      .where(column, '=', rule.subjectId)
      .executeTakeFirst()
    const dates = validPeriod(rule.validFrom, rule.validUntil)
    const id = same?.id ?? newId()
    if (same)
      await tx.updateTable('contracts.specification_rules').set(dates).where('id', '=', same.id).execute()
    else
      await tx
        .insertInto('contracts.specification_rules')
        .values({ id, contract_id: contractId, effect: rule.effect, [column]: rule.subjectId, ...dates })
        .execute()
    await noteChange(tx, context, contract, 'contract.add_rule', { ...rule })
    return id
  })
}

export async function removeRule(context: Context, contractId: string, ruleId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const contract = await lockContract(tx, contractId)
    const removed = await tx
      .deleteFrom('contracts.specification_rules')
      .where('id', '=', ruleId)
      .where('contract_id', '=', contractId)
      .returningAll()
      .executeTakeFirst()
    if (!removed) throw new AppError('not_found')
    await noteChange(tx, context, contract, 'contract.remove_rule', { ...removed })
  })
}

/** A discount for a category and all below it; null takes it back. */
export async function setDiscount(
  context: Context,
  contractId: string,
  categoryId: string,
  discount: ParsedOf<typeof setCategoryDiscount>['body'],
): Promise<void> {
  const { percent, stacking } = discount
  await transaction(context.db, async (tx) => {
    const contract = await lockContract(tx, contractId)
    await requireOne(tx, sql`catalog.categories where id = ${categoryId}`)
    if (percent === null || Number(percent) === 0)
      await tx
        .deleteFrom('contracts.category_discounts')
        .where('contract_id', '=', contractId)
        .where('category_id', '=', categoryId)
        .execute()
    else
      await tx
        .insertInto('contracts.category_discounts')
        .values({ contract_id: contractId, category_id: categoryId, percent, stacking })
        .onConflict((conflict) =>
          conflict.columns(['contract_id', 'category_id']).doUpdateSet({ percent, stacking }),
        )
        .execute()
    await noteChange(tx, context, contract, 'contract.set_category_discount', { categoryId, ...discount })
  })
}

async function requireSubject(tx: Tx, { subject, subjectId }: NewRule, sellerId: string): Promise<void> {
  const tables = {
    product: sql`catalog.products where id = ${subjectId} and seller_id = ${sellerId}`,
    category: sql`catalog.categories where id = ${subjectId}`,
    brand: sql`catalog.brands where id = ${subjectId}`,
    attribute_value: sql`catalog.attribute_values where id = ${subjectId}`,
  }
  await requireOne(tx, tables[subject])
}

async function requireOne(tx: Tx, from: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql`select 1 from ${from}`.execute(tx)
  if (rows.length === 0) throw new AppError('not_found')
}
