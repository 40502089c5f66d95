import { AppError } from '@portal/api/errors.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Tx } from '#kernel/db.ts'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { contextsOf } from '#src/terms/contexts/public.ts'
import { contractsOfLines } from './contracts-of-lines.ts'

/** The terms of another contract of the present company; not_found for one that the person may not use. */
export async function termsUnder(tx: Tx, context: Context, contractId: string): Promise<BuyerTerms> {
  const terms = buyerTerms(context)
  if (contractId === terms.contractId) return terms
  const { items } = await contextsOf(tx, context.caller, { contractId }, context.now)
  const found = (await contractsOfLines(tx, terms, [contractId], context.now)).get(contractId)
  if (items.length === 0 || !found) throw new AppError('not_found')
  return found.terms
}
