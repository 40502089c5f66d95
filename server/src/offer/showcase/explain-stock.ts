import type { OutputOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { Language } from '@portal/api/primitives.ts'
import type { explainStock as endpoint } from '@portal/api/stock-display.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { sum, wireQuantity } from '#kernel/money.ts'
import { termsOfContract } from '#src/terms/contracts/public.ts'
import { maskStock, policiesNamed } from '#src/terms/visibility/public.ts'
import { loadConditions } from './conditions.ts'
import { loadOffered } from './offered.ts'
import { nameColumn } from './product-rows.ts'

type Answer = OutputOf<typeof endpoint>

/** What a buyer under a contract, or a guest, sees of a product's stock, beside what is there and which policy decided. */
export async function explainStock(
  db: Db,
  question: {
    productId: string
    contractId?: string | undefined
    deliveryPointId?: string | undefined
  },
  at: { now: Date; language: Language },
): Promise<Answer> {
  const { productId, contractId } = question
  const ofContract = contractId ? await termsOfContract(db, contractId) : null
  if (ofContract === undefined) throw new AppError('not_found')
  const deliveryPoints = ofContract ? await pointsOf(db, ofContract.companyId) : []
  const point = question.deliveryPointId ?? null
  if (point && !deliveryPoints.some(({ id }) => id === point)) throw new AppError('not_found')
  const terms = ofContract ? { ...ofContract, deliveryPointId: point } : ({ kind: 'guest' } as const)
  const { rows } = await sql<{
    name: string
    slug: string
    unit: string
    categories: string[]
    number: string | null
    company_id: string | null
    company: string | null
  }>`
    select ${nameColumn('p', at)} as name, p.slug, ${nameColumn('u', at)} as unit, ct.number, ct.company_id, co.name as company,
      array(select distinct a.id from catalog.product_categories pc
        join catalog.categories c on c.id = pc.category_id, unnest(c.ancestors) a(id) where pc.product_id = p.id) as categories
    from catalog.products p join catalog.units u on u.id = p.base_unit_id
    left join contracts.contracts ct on ct.id = ${contractId ?? null}
    left join organizations.companies co on co.id = ct.company_id
    where p.id = ${productId}`.execute(db)
  const product = rows[0]
  if (!product) throw new AppError('not_found')
  const conditions = await loadConditions(db, terms, at)
  const offered = (await loadOffered(db, conditions, [productId])).get(productId)
  const head = {
    productName: product.name,
    slug: product.slug,
    unitName: product.unit,
    contractNumber: product.number,
    companyId: product.company_id,
    companyName: product.company,
    deliveryPoints,
  }
  if (!offered) return { ...head, offered: false, total: null, warehouses: [], numberMayBeTold: false }

  const categories = new Set(product.categories)
  const masked = maskStock(conditions.policies, categories, offered.warehouses)
  const decides = offered.warehouses.map((warehouse) => ({
    ...warehouse,
    policy: conditions.policies.of(categories, warehouse.warehouseId),
  }))
  const policies = [masked.policy, ...decides.map(({ policy }) => policy)]
  const named = await policiesNamed(
    db,
    policies.flatMap(({ id }) => id ?? []),
    at.language,
  )
  const decidedBy = (id: string | null) => (id === null ? null : (named.get(id) ?? null))
  const hidden = { display: 'hidden', level: null, quantity: null, over: false } as const
  return {
    ...head,
    offered: true,
    total: {
      shown: masked.total,
      free: wireQuantity(sum(offered.warehouses.map(({ available }) => available))),
      decidedBy: decidedBy(masked.policy.id),
    },
    warehouses: decides.map(({ warehouseId, name, available, policy }) => ({
      warehouseId,
      name,
      shown: masked.warehouses.find((each) => each.warehouseId === warehouseId)?.stock ?? hidden,
      free: wireQuantity(available),
      decidedBy: decidedBy(policy.id),
    })),
    numberMayBeTold: masked.numberMayBeTold,
  }
}

function pointsOf(db: Db, companyId: string): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('organizations.delivery_points')
    .select(['id', 'name'])
    .where('company_id', '=', companyId)
    .where('active', '=', true)
    .orderBy('is_default', 'desc')
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute()
}
