import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { decimal, empty, id, money, page, pageQuery } from './primitives.ts'

// The least that goods may cost: no discount lowers a price below.

const tags = ['terms'] as const
const manage = { kind: 'operator', permission: 'prices.manage' } as const

export const floorPrice = z.object({
  id,
  sellerId: id,
  sellerName: z.string(),
  subject: z.enum(['product', 'category', 'everything']),
  subjectId: id.nullable(),
  article: z.string().nullable(),
  /** of the product or the category; null = all goods of the seller */
  name: z.string().nullable(),
  /** of one base unit */
  amount: money.nullable(),
  includesVat: z.boolean().nullable(),
  costList: z.object({ id, name: z.string() }).nullable(),
  markupPercent: decimal.nullable(),
})
export type FloorPrice = z.infer<typeof floorPrice>

export const listFloorPrices = endpoint({
  method: 'GET',
  path: '/office/floor-prices',
  query: pageQuery.extend({ search: z.string().max(200).optional() }),
  response: page(floorPrice),
  summary: 'Floor prices: those of all goods, of categories, then of single products',
  access: manage,
  errors: [],
  tags,
})

export const setFloorPrice = endpoint({
  method: 'PUT',
  path: '/office/floor-prices',
  body: z
    .object({
      sellerId: id,
      productId: id.nullable().default(null),
      categoryId: id.nullable().default(null),
      floor: z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('markup'),
          costListId: id,
          /** over the cost; above -100 */
          percent: z
            .string()
            .regex(/^-?\d{1,3}(\.\d{1,3})?$/)
            .refine((percent) => !/^-(100|[1-9]\d{2})/.test(percent)),
        }),
        z.object({
          kind: z.literal('amount'),
          amount: z
            .string()
            .regex(/^\d{1,13}(\.\d{1,6})?$/)
            .refine((amount) => /[1-9]/.test(amount)),
          currency: z.string().regex(/^[A-Z]{3}$/),
          includesVat: z.boolean(),
        }),
      ]),
    })
    .refine((set) => !set.productId || !set.categoryId, { path: ['categoryId'] })
    .refine((set) => set.floor.kind === 'markup' || set.productId !== null, { path: ['productId'] }),
  response: floorPrice,
  summary: 'Set the floor of a product, a category or all goods of a seller; again replaces',
  access: manage,
  errors: ['not_found'],
  tags,
})

export const removeFloorPrice = endpoint({
  method: 'DELETE',
  path: '/office/floor-prices/:floorPriceId',
  params: z.object({ floorPriceId: id }),
  response: empty,
  summary: 'Take a floor price back',
  access: manage,
  errors: ['not_found'],
  tags,
})
