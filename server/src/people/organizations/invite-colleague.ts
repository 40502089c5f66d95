import { AppError } from '@portal/api/errors.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import { transaction } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { invite, type InvitationInput, type InvitationWithLink } from './invite.ts'
import { powersOfBuyer } from './members.ts'
import { roleWith, within } from './powers.ts'

/** Invites a colleague within the inviter's own powers: also nobody without limits by one who has limits. */
export async function inviteAsBuyer(
  context: Context,
  terms: BuyerTerms,
  publicUrl: string,
  input: InvitationInput,
): Promise<InvitationWithLink> {
  return transaction(context.db, async (tx) => {
    const powers = await powersOfBuyer(tx, terms)
    const { permissions } = roleWith({ role: 'custom', permissions: [] }, input)
    const given = {
      scope: 'company' as const,
      permissions,
      contractIds: input.contractIds ?? null,
      orderLimit: null,
      periodLimit: null,
      periodDays: null,
    }
    if (!within(powers, given)) throw new AppError('beyond_own_permissions')
    return invite(tx, context, publicUrl, { companyId: terms.companyId }, input)
  })
}
