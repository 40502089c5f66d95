import { AppError } from '@portal/api/errors.ts'
import { type RawBuilder, sql } from 'kysely'
import { buyerTerms, type Context } from '#kernel/mount.ts'
import { loadAgreement } from '#src/terms/contracts/public.ts'

/** Whose numbers are read or written, and which products the one who does it may see. */
export interface Whose {
  companyId: string
  /** condition over a row of catalog.products under this alias (law 4) */
  sees(product: string): RawBuilder<boolean>
}

/** A buyer: his company, and what the contract that he works under offers. */
export async function ownNumbers(context: Context): Promise<Whose> {
  const terms = buyerTerms(context)
  const { assortment } = await loadAgreement(context.db, terms, context)
  return { companyId: terms.companyId, sees: (product) => assortment.offers(product) }
}

/** The operator's people: all products of all sellers. Throws not_found. */
export async function numbersOfCustomer(context: Context, companyId: string): Promise<Whose> {
  const company = await context.db
    .selectFrom('organizations.companies')
    .select('id')
    .where('id', '=', companyId)
    .executeTakeFirst()
  if (!company) throw new AppError('not_found')
  return { companyId, sees: (product) => sql<boolean>`not ${sql.raw(product)}.has_variants` }
}
