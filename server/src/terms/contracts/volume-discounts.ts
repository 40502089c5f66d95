import type { VolumeDiscountInput } from '@portal/api/price-terms-fields.ts'
import { transaction } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { requireVolumeRules, volumeRow } from '#src/terms/pricing/public.ts'
import { lockContract } from './lock-contract.ts'
import { noteChange } from './note-change.ts'

/** Puts these volume discounts in the place of those that a contract had. */
export async function setVolumeDiscountsOfContract(
  context: Context,
  contractId: string,
  rules: readonly VolumeDiscountInput[],
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const contract = await lockContract(tx, contractId)
    await requireVolumeRules(tx, rules)
    const before = await tx
      .deleteFrom('contracts.volume_discounts')
      .where('contract_id', '=', contractId)
      .returningAll()
      .execute()
    if (rules.length > 0)
      await tx
        .insertInto('contracts.volume_discounts')
        .values(rules.map((rule) => ({ ...volumeRow(rule), contract_id: contractId })))
        .execute()
    await noteChange(tx, context, contract, 'contract.set_volume_discounts', { before, rules })
  })
}
