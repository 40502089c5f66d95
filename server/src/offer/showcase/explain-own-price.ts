import type { OutputOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { explainOwnPrice as endpoint, PriceStep } from '@portal/api/price-explanations.ts'
import { baseUnit } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { decimal, one } from '#kernel/money.ts'
import { explainPrice } from '#src/terms/ownprices/public.ts'
import type { Conditions } from './conditions.ts'

/** "Why this price" for the buyer himself: only what counted, without the names of the operator's price lists. */
export async function explainOwnPrice(
  db: Db,
  terms: BuyerTerms,
  conditions: Conditions,
  question: { slug: string; packagingId?: string | undefined; quantity?: string | undefined },
): Promise<OutputOf<typeof endpoint>> {
  const { rows } = await sql<{ id: string }>`
    select p.id from catalog.products p
    where p.slug = ${question.slug} and ${conditions.assortment.offers('p')}`.execute(db)
  const product = rows[0]
  if (!product) throw new AppError('not_found')
  const line = {
    productId: product.id,
    packagingId: question.packagingId ?? baseUnit,
    quantity: question.quantity ? decimal(question.quantity) : one,
  }
  const explained = await explainPrice(db, terms, line, conditions.today)
  return { ...explained, steps: explained.steps.filter((step) => step.applied).map(forBuyer) }
}

/** Neither names of lists nor what the seller pays himself are told, nor that a rate is an old one. */
function forBuyer(step: PriceStep): PriceStep {
  if (step.rate) return { ...step, rate: { ...step.rate, old: false } }
  if (step.kind === 'floor') return { ...step, source: '', percent: null }
  return step.kind === 'price_list' ? { ...step, source: '' } : step
}
