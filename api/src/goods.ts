import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { decimal, id, instant, page, pageQuery } from './primitives.ts'

const tags = ['goods'] as const

export const productRow = z.object({
  id,
  number: z.string(),
  article: z.string().nullable(),
  name: z.string(),
  brand: z.string().nullable(),
  categoryName: z.string().nullable(),
  unitName: z.string(),
  picture: z.string().nullable(),
  stock: decimal,
  basePrice: decimal.nullable(),
  active: z.boolean(),
  public: z.boolean(),
  slug: z.string(),
  updatedAt: instant,
})
export type ProductRow = z.infer<typeof productRow>

export const listProducts = endpoint({
  method: 'GET',
  path: '/office/products',
  query: pageQuery.extend({
    search: z.string().max(200).optional(),
    categoryId: id.optional(),
    active: z.stringbool().optional(),
  }),
  response: page(productRow),
  summary: 'All products as the operator has them',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

export const updateProduct = endpoint({
  method: 'PATCH',
  path: '/office/products/:productId',
  params: z.object({ productId: id }),
  body: z.object({ active: z.boolean().optional(), public: z.boolean().optional() }),
  response: productRow,
  summary: 'Offer a product or not, show it to guests or not',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found'],
  tags,
})

export const listCategoriesAsOperator = endpoint({
  method: 'GET',
  path: '/office/categories',
  response: z.object({
    items: z.array(
      z.object({
        id,
        parentId: id.nullable(),
        name: z.string(),
        slug: z.string(),
        active: z.boolean(),
        public: z.boolean(),
        productCount: z.number().int(),
      }),
    ),
  }),
  summary: 'The whole category tree',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

export const listBrands = endpoint({
  method: 'GET',
  path: '/office/brands',
  query: z.object({ search: z.string().max(100).optional() }),
  response: z.object({ items: z.array(z.object({ id, name: z.string() })) }),
  summary: 'Brands (at most 200, searched by name)',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})
