import type { OutputOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { explainPrice as endpoint } from '@portal/api/offer.ts'
import { baseUnit, type Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import { dateIn } from '#kernel/clock.ts'
import type { Db } from '#kernel/db.ts'
import { decimal, one } from '#kernel/money.ts'
import { type NotOffered, loadAgreement, termsOfContract } from '#src/terms/contracts/public.ts'
import { explainPrice } from '#src/terms/ownprices/public.ts'
import { nameColumn } from './product-rows.ts'

/** "Why this price", and whether the product is offered at all under the contract. */
export async function explainOffer(
  db: Db,
  question: { contractId: string; productId: string; packagingId?: string; quantity?: string; on?: string },
  at: { now: Date; language: Language },
): Promise<OutputOf<typeof endpoint>> {
  const terms = await termsOfContract(db, question.contractId)
  if (!terms) throw new AppError('not_found')
  const agreement = await loadAgreement(db, terms, at)
  const { rows } = await sql<{ name: string; reason: NotOffered | null }>`
    select ${nameColumn('p', at)} as name, ${agreement.assortment.reason('p')} as reason
    from catalog.products p where p.id = ${question.productId}`.execute(db)
  const product = rows[0]
  if (!product) throw new AppError('not_found')
  const line = {
    productId: question.productId,
    packagingId: question.packagingId ?? baseUnit,
    quantity: question.quantity ? decimal(question.quantity) : one,
  }
  const explained = await explainPrice(db, terms, line, question.on ?? dateIn(at.now, terms.timeZone))
  return {
    productName: product.name,
    contractNumber: explained.contractNumber,
    price: explained.price,
    steps: explained.steps,
    offered: product.reason === null,
    notOfferedBecause: product.reason,
  }
}
