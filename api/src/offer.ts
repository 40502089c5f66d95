import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { offeredDocument } from './product-media.ts'
import { date, decimal, id, money, packagingId, price } from './primitives.ts'

const tags = ['offer'] as const

/** Stock as this buyer's policy shows it (function 11); a number is there only where the policy is exact or capped. */
export const shownStock = z.object({
  display: z.enum(['exact', 'bands', 'capped', 'yes_no', 'hidden']),
  level: z.enum(['none', 'few', 'some', 'many', 'yes']).nullable(),
  quantity: decimal.nullable(),
  /** true: more than `quantity` (a capped figure) */
  over: z.boolean(),
})

export type ShownStock = z.infer<typeof shownStock>

/** The own price of one unit in the quantity asked for. */
export const ownPrice = z.object({
  /** price of one of the unit named by packagingId */
  unitPrice: money,
  /** struck through, present only when higher */
  basePrice: money.nullable(),
  nextTier: z.object({ minQuantity: decimal, unitPrice: money }).nullable(),
  includesVat: z.boolean(),
})

export type OwnPrice = z.infer<typeof ownPrice>

export const offeredUnit = z.object({
  packagingId,
  name: z.string(),
  /** base units in one of these */
  factor: decimal,
})

export type OfferedUnit = z.infer<typeof offeredUnit>

/** A product as this buyer (or guest) is offered it, in a row or a card. */
export const offerItem = z.object({
  productId: id,
  slug: z.string(),
  article: z.string().nullable(),
  /** the buyer's own part number */
  partNumber: z.string().nullable(),
  name: z.string(),
  brand: z.string().nullable(),
  /** path of the picture, or null */
  picture: z.string().nullable(),
  /** what he buys in: the base unit first */
  units: z.array(offeredUnit),
  minQuantity: decimal.nullable(),
  step: decimal.nullable(),
  maxQuantity: decimal.nullable(),
  stock: shownStock,
  inTransit: z.object({ quantity: decimal.nullable(), eta: date }).nullable(),
  /** null for a role without prices and for guests; `onRequest` tells a missing price from a hidden one */
  price: price(ownPrice),
  onRequest: z.boolean(),
  /** quantity in carts of the present company, summed over units into base units */
  inCart: decimal.nullable(),
})

export type OfferItem = z.infer<typeof offerItem>

export const categoryNode = z.object({
  id,
  parentId: id.nullable(),
  slug: z.string(),
  name: z.string(),
  /** products offered in it and below */
  count: z.number().int(),
  /** of one of these products; null when none has one */
  picture: z.string().nullable(),
})

export type CategoryNode = z.infer<typeof categoryNode>

export const getCategories = endpoint({
  method: 'GET',
  path: '/categories',
  response: z.object({ items: z.array(categoryNode) }),
  summary: 'The category tree with counts inside the assortment of the caller; empty categories are left out',
  access: { kind: 'shopper' },
  errors: [],
  tags,
})

/** `filters`: attribute id -> chosen value ids, or a range of a number; `brand` is one too, under the key "brand". */
export const catalogueQuery = z.object({
  category: z.string().max(200).optional(),
  search: z.string().max(300).optional(),
  /** `attributeId:valueId,valueId;attributeId:12..40;brand:id`; a range may be open: `12..`, `..40` */
  filters: z.string().max(4000).optional(),
  inStock: z.stringbool().optional(),
  sort: z.enum(['relevance', 'name', '-name', 'article', 'newest']).optional(),
  page: z.coerce.number().int().min(1).max(2000).default(1),
  perPage: z.coerce.number().int().min(1).max(200).default(50),
  facets: z.stringbool().optional(),
})

export type CatalogueQuery = z.input<typeof catalogueQuery>

export const facet = z.object({
  /** attribute id or "brand" */
  key: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  /** of a number: between what there is to choose (null: nothing), and the bounds that are chosen; null: no number */
  range: z
    .object({
      least: decimal.nullable(),
      most: decimal.nullable(),
      from: decimal.nullable(),
      to: decimal.nullable(),
    })
    .nullable(),
  values: z.array(z.object({ id, label: z.string(), count: z.number().int(), chosen: z.boolean() })),
})

export type Facet = z.infer<typeof facet>

export const getCatalogue = endpoint({
  method: 'GET',
  path: '/catalogue',
  query: catalogueQuery,
  response: z.object({
    category: z
      .object({
        id,
        slug: z.string(),
        name: z.string(),
        description: z.string().nullable(),
        path: z.array(z.object({ slug: z.string(), name: z.string() })),
      })
      .nullable(),
    items: z.array(offerItem),
    total: z.number().int(),
    page: z.number().int(),
    perPage: z.number().int(),
    facets: z.array(facet),
    /** what the words were understood as, when they were changed */
    understoodAs: z.string().nullable(),
  }),
  summary: 'A page of the catalogue as the caller is offered it, with facet counts inside his assortment',
  access: { kind: 'shopper' },
  errors: ['not_found'],
  tags,
})

export const suggest = endpoint({
  method: 'GET',
  path: '/suggestions',
  query: z.object({ q: z.string().max(200) }),
  response: z.object({
    products: z.array(offerItem),
    categories: z.array(z.object({ slug: z.string(), name: z.string() })),
  }),
  summary: 'What to show while somebody types: products by article or word, categories',
  access: { kind: 'shopper' },
  errors: [],
  tags,
})

export const priceTier = z.object({
  packagingId,
  unitName: z.string(),
  minQuantity: decimal,
  unitPrice: money,
})

/** A product that another one leads to, and why. */
export const linkedItem = offerItem.extend({
  kind: z.enum(['analog', 'replacement', 'accessory']),
  note: z.string().nullable(),
})

export type LinkedItem = z.infer<typeof linkedItem>

export const productCard = offerItem.extend({
  number: z.string(),
  fullName: z.string().nullable(),
  description: z.string().nullable(),
  manufacturer: z.string().nullable(),
  manufacturerCode: z.string().nullable(),
  country: z.string().nullable(),
  weightKg: decimal.nullable(),
  volumeM3: decimal.nullable(),
  barcodes: z.array(z.string()),
  categoryPath: z.array(z.object({ slug: z.string(), name: z.string() })),
  pictures: z.array(z.string()),
  attributes: z.array(z.object({ name: z.string(), value: z.string(), unit: z.string().nullable() })),
  /** those that are still valid before those that have expired */
  files: z.array(offeredDocument),
  tiers: price(z.array(priceTier)),
  /** agreed under the present contract at a fixed price, and how much of it is left */
  contracted: z
    .object({
      unitName: z.string(),
      quantity: decimal,
      left: decimal,
      /** the first day on which it is over */
      validUntil: date.nullable(),
      blocks: z.boolean(),
    })
    .nullable(),
  warehouses: z.array(z.object({ warehouseId: id, name: z.string(), stock: shownStock })),
  /** what is free of each; an overdue one promises nothing: its date is being clarified */
  lots: z.array(
    z.object({ eta: date, quantity: decimal.nullable(), confirmed: z.boolean(), overdue: z.boolean() }),
  ),
  /** in its place: replacements of what is no longer made first */
  analogs: z.array(linkedItem),
  /** what is bought along with it */
  accessories: z.array(linkedItem),
  variants: z.array(
    z.object({
      productId: id,
      slug: z.string(),
      label: z.string(),
      article: z.string().nullable(),
      current: z.boolean(),
    }),
  ),
  vatRate: decimal.nullable(),
  sellerName: z.string(),
})

export type ProductCard = z.infer<typeof productCard>

export const getProduct = endpoint({
  method: 'GET',
  path: '/products/:slug',
  params: z.object({ slug: z.string().max(300) }),
  response: productCard,
  summary: 'One product as the caller is offered it; outside his assortment it is not found',
  access: { kind: 'shopper' },
  errors: ['not_found'],
  tags,
})

/** A product of a family with its place on each axis; null: it has no value there. */
export const familyMember = z.object({
  item: offerItem,
  /** what an exchange calls it among its family */
  label: z.string().nullable(),
  values: z.array(z.string().nullable()),
})

export type FamilyMember = z.infer<typeof familyMember>

export const getFamily = endpoint({
  method: 'GET',
  path: '/products/:slug/family',
  params: z.object({ slug: z.string().max(300) }),
  response: z.object({
    name: z.string().nullable(),
    axes: z.array(z.object({ name: z.string(), unit: z.string().nullable(), values: z.array(z.string()) })),
    items: z.array(familyMember),
    /** the family has more than what is listed */
    more: z.boolean(),
  }),
  summary: 'The variants of a product that the caller is offered, by the axes of their family (function 46)',
  access: { kind: 'shopper' },
  errors: ['not_found'],
  tags,
})
