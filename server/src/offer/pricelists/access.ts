import { AppError } from '@portal/api/errors.ts'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { type PersonTerms, termsOfPerson } from '#src/terms/contexts/public.ts'

/** Whose a profile or a file is. */
export interface Owner {
  user_id: string
  contract_id: string
  on_behalf: boolean
}

/** The caller's terms, if he may have price lists: goods and prices both; throws forbidden. */
export function priceListTerms(context: Context): BuyerTerms {
  const terms = buyerTerms(context)
  if (!mayHavePriceLists(terms)) throw new AppError('forbidden')
  return terms
}

const mayHavePriceLists = ({ permissions }: BuyerTerms): boolean =>
  permissions.has('prices.view') && permissions.has('catalogue.view')

/** The terms under which a file is made for its owner now; null when he may not have it (any more). */
export async function termsOfOwner(db: Db, owner: Owner, now: Date): Promise<PersonTerms | null> {
  const found = await termsOfPerson(
    db,
    { userId: owner.user_id, contractId: owner.contract_id, onBehalf: owner.on_behalf },
    now,
  )
  return found && mayHavePriceLists(found.terms) ? found : null
}

/**
 * The same for what goes out by itself, to a mailbox or a machine: the company must not be blocked and the contract must
 * be in force. A person who looks at the portal is shown his catalogue under both.
 */
export async function termsOfDelivery(db: Db, owner: Owner, now: Date): Promise<PersonTerms | null> {
  const found = await termsOfOwner(db, owner, now)
  return found?.contractState === 'in_force' && found.terms.companyState === 'active' ? found : null
}
