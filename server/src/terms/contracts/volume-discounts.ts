import type { VolumeDiscountRules } from '@portal/api/price-terms-fields.ts'
import { transaction } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { requireSeen, requireVolumeRules, volumeRow } from '#src/terms/pricing/public.ts'
import { lockContract } from './lock-contract.ts'
import { noteChange } from './note-change.ts'

/** Puts these volume discounts in the place of those that a contract had; throws terms_changed where others stand there than were seen. */
export async function setVolumeDiscountsOfContract(
  context: Context,
  contractId: string,
  { rules, seen }: VolumeDiscountRules,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const contract = await lockContract(tx, contractId)
    await requireVolumeRules(tx, rules)
    const before = await tx
      .deleteFrom('contracts.volume_discounts')
      .where('contract_id', '=', contractId)
      .returningAll()
      .execute()
    requireSeen(before, seen)
    if (rules.length > 0)
      await tx
        .insertInto('contracts.volume_discounts')
        .values(rules.map((rule) => ({ ...volumeRow(rule), contract_id: contractId })))
        .execute()
    await noteChange(tx, context, contract, 'contract.set_volume_discounts', { before, rules })
  })
}
