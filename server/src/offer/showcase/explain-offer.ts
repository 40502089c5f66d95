import type { OutputOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { explainPrice as endpoint } from '@portal/api/price-explanations.ts'
import { baseUnit, type Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import { dateIn } from '#kernel/clock.ts'
import type { Db } from '#kernel/db.ts'
import { decimal, one, wireQuantity } from '#kernel/money.ts'
import { vatRateOf } from '#src/goods/catalog/public.ts'
import { loadAgreement, type NotOffered, ruleNaming, termsOfContract } from '#src/terms/contracts/public.ts'
import { explainPrice } from '#src/terms/ownprices/public.ts'
import { nameColumn } from './product-rows.ts'

type Answer = OutputOf<typeof endpoint>

/** "Why this price", whether the product is offered at all under the contract on that day, and by which rule. */
export async function explainOffer(
  db: Db,
  question: { contractId: string; productId: string; packagingId?: string; quantity?: string; on?: string },
  at: { now: Date; language: Language },
): Promise<Answer> {
  const terms = await termsOfContract(db, question.contractId)
  if (!terms) throw new AppError('not_found')
  const on = question.on ?? dateIn(at.now, terms.timeZone)
  const { contractId, productId } = question
  const { assortment, exported } = await loadAgreement(db, terms, { ...at, on })
  const unitName = nameColumn('u', at)
  const { rows } = await sql<{
    name: string
    reason: NotOffered | null
    vat_rate: string | null
    units: Answer['units']
  }>`
    select ${nameColumn('p', at)} as name, ${assortment.reason('p')} as reason,
      ${vatRateOf('p', 's', on, { exported })} as vat_rate,
      (select json_agg(json_build_object('packagingId', k.id, 'name', k.name) order by k.factor, k.id) from (
        select ${baseUnit} as id, ${unitName} as name, 0 as factor from catalog.units u where u.id = p.base_unit_id
        union all
        select k.id::text, ${unitName}, k.factor_numerator / k.factor_denominator
        from catalog.packagings k join catalog.units u on u.id = k.unit_id where k.product_id = p.id and k.active
      ) k) as units
    from catalog.products p join sellers.sellers s on s.id = p.seller_id where p.id = ${productId}`.execute(
    db,
  )
  const product = rows[0]
  if (!product) throw new AppError('not_found')
  const line = {
    productId,
    packagingId: question.packagingId ?? baseUnit,
    quantity: question.quantity ? decimal(question.quantity) : one,
  }
  const { contractNumber, price, includesVat, steps } = await explainPrice(db, terms, line, on)
  const { reason } = product
  const effect = reason === 'denied' ? 'deny' : reason === null ? 'allow' : null
  return {
    productName: product.name,
    contractNumber,
    units: product.units,
    price,
    includesVat,
    vatRate: product.vat_rate === null ? null : wireQuantity(product.vat_rate),
    steps,
    offered: reason === null,
    notOfferedBecause: reason,
    rule: effect && (await ruleNaming(db, { contractId, productId, effect, on })),
  }
}
