import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { date, decimal, id, instant, money, packagingId, page, pageQuery } from './primitives.ts'

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
  /** what is free over all warehouses, in base units */
  stock: decimal,
  /** of one base unit from the least quantity, by the base list of the product's seller, today */
  basePrice: money.nullable(),
  active: z.boolean(),
  public: z.boolean(),
  /** sold only as its variants: it stays out of the offer itself */
  hasVariants: z.boolean(),
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
    public: z.stringbool().optional(),
  }),
  response: page(productRow),
  summary: 'All products as the operator has them; searched by words, article, code, number or barcode',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

/** One product with everything that is known of it. */
export const productDetails = productRow.extend({
  sellerId: id,
  sellerName: z.string(),
  kind: z.enum(['goods', 'service', 'set', 'container']),
  code: z.string().nullable(),
  manufacturerCode: z.string().nullable(),
  manufacturer: z.string().nullable(),
  country: z.string().nullable(),
  fullName: z.string().nullable(),
  description: z.string().nullable(),
  variantLabel: z.string().nullable(),
  /** of variants, to which it belongs */
  family: z.object({ id, name: z.string() }).nullable(),
  vatClass: z.enum(['base', 'reduced', 'zero', 'none']),
  weightKg: decimal.nullable(),
  volumeM3: decimal.nullable(),
  minQuantity: decimal.nullable(),
  stepQuantity: decimal.nullable(),
  maxQuantity: decimal.nullable(),
  createdAt: instant,
  /** the main one first; each with the names of what stands above it */
  categories: z.array(z.object({ id, path: z.array(z.string()), isMain: z.boolean() })),
  /** one packaging = numerator / denominator base units */
  packagings: z.array(
    z.object({ id, unitName: z.string(), numerator: decimal, denominator: decimal, active: z.boolean() }),
  ),
  /** unitName null = of the base unit */
  barcodes: z.array(z.object({ barcode: z.string(), unitName: z.string().nullable() })),
  attributes: z.array(z.object({ id, name: z.string(), value: z.string(), unit: z.string().nullable() })),
  stockByWarehouse: z.array(
    z.object({
      warehouseId: id,
      warehouseName: z.string(),
      active: z.boolean(),
      quantity: decimal,
      reserved: decimal,
      free: decimal,
      asOf: instant,
    }),
  ),
  inTransit: z.array(
    z.object({ id, warehouseName: z.string(), quantity: decimal, expectedOn: date, confirmed: z.boolean() }),
  ),
  prices: z.array(
    z.object({
      priceListId: id,
      priceListName: z.string(),
      isBase: z.boolean(),
      includesVat: z.boolean(),
      packagingId,
      unitName: z.string(),
      minQuantity: decimal,
      amount: money,
      perQuantity: decimal,
      validFrom: date.nullable(),
      validUntil: date.nullable(),
    }),
  ),
  /** the first fifty by the customer's name, and how many there are */
  contracts: z.object({
    items: z.array(z.object({ id, number: z.string(), companyId: id, companyName: z.string() })),
    total: z.number().int(),
  }),
  externalIds: z.array(
    z.object({
      source: z.string(),
      /** the connection's name, or null when there is none any more */
      sourceName: z.string().nullable(),
      externalId: z.string(),
    }),
  ),
})
export type ProductDetails = z.infer<typeof productDetails>

export const getProductAsOperator = endpoint({
  method: 'GET',
  path: '/office/products/:productId',
  params: z.object({ productId: id }),
  response: productDetails,
  summary:
    'One product with its units, stock by warehouse, prices in every list and the contracts that offer it',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

export const updateProducts = endpoint({
  method: 'PATCH',
  path: '/office/products',
  body: z.object({
    productIds: z.array(id).min(1).max(1000),
    active: z.boolean().optional(),
    public: z.boolean().optional(),
  }),
  response: z.object({
    /** one for each that was named, in the same order */
    outcomes: z.array(
      z.object({ productId: id, outcome: z.enum(['changed', 'same', 'has_variants', 'not_found']) }),
    ),
  }),
  summary: 'Offer many products or not, show them to guests or not',
  access: { kind: 'operator', permission: 'goods.manage' },
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
  errors: ['not_found', 'sold_as_variants'],
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
        /** in it and in all below it */
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

export const listAttributeValues = endpoint({
  method: 'GET',
  path: '/office/attribute-values',
  query: z.object({ search: z.string().max(100).optional() }),
  response: z.object({
    items: z.array(
      z.object({
        id,
        value: z.string(),
        unit: z.string().nullable(),
        attributeId: id,
        attributeName: z.string(),
      }),
    ),
  }),
  summary: 'Values of properties (at most 200, searched by words of the property and the value)',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})
