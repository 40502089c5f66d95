import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { date, decimal, id, money, packagingId, price, quantity } from './primitives.ts'
import { specificationRule } from './terms.ts'

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

/** `filters`: attribute id -> chosen value ids; `brand` is one too, under the key "brand". */
export const catalogueQuery = z.object({
  category: z.string().max(200).optional(),
  search: z.string().max(300).optional(),
  /** `attributeId:valueId,valueId;brand:id` */
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
  files: z.array(
    z.object({
      kind: z.enum(['certificate', 'manual', 'video', 'file']),
      title: z.string(),
      href: z.string(),
      validUntil: date.nullable(),
      expired: z.boolean(),
    }),
  ),
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
export const familyMember = z.object({ item: offerItem, values: z.array(z.string().nullable()) })
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

/** One step of "why this price" (function 14). */
export const priceStep = z.object({
  kind: z.enum([
    'fixed_price',
    'price_list',
    'tier',
    /** a packaging without a price of its own: the base unit's price times the factor */
    'conversion',
    /** a list in another currency, at the rate of the day */
    'exchange',
    /** an export: VAT is taken out of the list's price */
    'without_vat',
    'contract_discount',
    'category_discount',
    'volume_discount',
    /** the least price; one without a figure could not be reckoned */
    'floor',
    /** a price fixed in the contract is lower than the floor, and exempt from it */
    'floor_exempt',
    'rounding',
    /** a list in another currency that has no rate on that day */
    'no_rate',
    'no_price',
  ]),
  /** what it rests on: the list's name, the category's, the contract's number */
  source: z.string(),
  percent: decimal.nullable(),
  applied: z.boolean(),
  /** price after this step */
  price: money.nullable(),
  /** of a tier that counts more than the line */
  tiersBy: z.enum(['product', 'family']).optional(),
  /** of an exchange: so much for `units` of the list's currency, since that day */
  rate: z.object({ currency: z.string(), units: decimal, rate: decimal, on: date }).optional(),
  /** of a volume discount: what the line has reached */
  threshold: z.object({ countedBy: z.enum(['quantity', 'sum']), value: decimal }).optional(),
  /** the rounding rule of the list; without it, to the currency */
  rounding: z.enum(['0.01', '0.1', '1', '10', 'x.90']).optional(),
})
export type PriceStep = z.infer<typeof priceStep>

export const explainPrice = endpoint({
  method: 'GET',
  path: '/office/contracts/:contractId/products/:productId/price-explanation',
  params: z.object({ contractId: id, productId: id }),
  query: z.object({
    packagingId: packagingId.optional(),
    quantity: quantity.optional(),
    on: date.optional(),
  }),
  response: z.object({
    productName: z.string(),
    contractNumber: z.string(),
    /** what may be asked about: the base unit first */
    units: z.array(z.object({ packagingId, name: z.string() })),
    price: money.nullable(),
    /** is VAT inside the price; null where there is no price */
    includesVat: z.boolean().nullable(),
    /** percent on that day; null = without VAT */
    vatRate: decimal.nullable(),
    steps: z.array(priceStep),
    offered: z.boolean(),
    notOfferedBecause: z.enum(['inactive', 'not_allowed', 'denied', 'other_seller']).nullable(),
    /** the rule of the specification that allows or denies it on that day */
    rule: specificationRule.nullable(),
  }),
  summary: 'Why this price: each step of the resolution for a contract, product, unit, quantity and date',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

export const explainOwnPrice = endpoint({
  method: 'GET',
  path: '/products/:slug/price-explanation',
  params: z.object({ slug: z.string().max(300) }),
  query: z.object({ packagingId: packagingId.optional(), quantity: quantity.optional() }),
  response: z.object({
    contractNumber: z.string(),
    price: money.nullable(),
    /** only what counted; names of price lists are the operator's own business, so `source` is empty there */
    steps: z.array(priceStep),
  }),
  summary: 'Why this price, as a buyer is told it: the steps that counted',
  access: { kind: 'buyer', permission: 'prices.view' },
  errors: ['not_found'],
  tags,
})

// -- rows of articles: quick order and paste

export const rowOutcome = z.enum([
  'found',
  'changed',
  'analog',
  'not_available',
  'not_found',
  'ambiguous',
  'duplicate',
  'bad_quantity',
  'suspect_article',
])
export type RowOutcome = z.infer<typeof rowOutcome>

/** Why a row is not simply "found": a code and the values of its message. */
export const rowReason = z.object({
  code: z.enum([
    'rounded_to_step',
    'raised_to_minimum',
    'lowered_to_maximum',
    'quantity_missing',
    'quantity_unreadable',
    'quantity_not_positive',
    'quantity_too_large',
    'unit_unknown',
    'merged_with_row',
    'looks_like',
    'scientific_notation',
    'formula',
    'on_request',
    'not_enough',
    'backorder',
  ]),
  params: z.record(z.string(), z.string()),
})
export type RowReason = z.infer<typeof rowReason>

/** Another contract of the buyer's company, of those he may use, that offers what the present one does not. */
export const otherContract = z.object({
  contractId: id,
  number: z.string(),
  sellerName: z.string(),
  productId: id,
})
export type OtherContract = z.infer<typeof otherContract>

export const resolvedRow = z.object({
  position: z.number().int(),
  article: z.string(),
  outcome: rowOutcome,
  reasons: z.array(rowReason),
  item: offerItem.nullable(),
  packagingId: packagingId.nullable(),
  quantity: decimal.nullable(),
  candidates: z.array(offerItem),
  /** of a row that is not found here */
  otherContracts: z.array(otherContract),
})
export type ResolvedRow = z.infer<typeof resolvedRow>

export const uploadRow = resolvedRow.extend({
  sheet: z.string().nullable(),
  rowNumber: z.number().int(),
  /** the quantity as the file says it */
  quantityText: z.string().nullable(),
})
export type UploadRow = z.infer<typeof uploadRow>

export const resolveRows = endpoint({
  method: 'POST',
  path: '/row-resolutions',
  body: z.object({
    rows: z
      .array(
        z.object({
          article: z.string().max(200),
          quantity: z.string().max(60).optional(),
          unit: z.string().max(60).optional(),
          /** what somebody has chosen already: it stands over what the article and the unit's word mean */
          productId: id.optional(),
          packagingId: packagingId.optional(),
        }),
      )
      .min(1)
      .max(1000),
  }),
  response: z.object({ rows: z.array(resolvedRow) }),
  summary:
    'Recognise rows of articles with quantities (paste, quick order), or check those chosen: one outcome per row, in order',
  access: { kind: 'buyer', permission: 'catalogue.view' },
  errors: [],
  tags,
})

// -- uploads

export const uploadState = z.enum(['queued', 'reading', 'columns', 'ready', 'applied', 'failed'])

export const uploadColumns = z.object({
  sheet: z.string().max(200),
  /** 1-based row of the header, 0 = none */
  headerRow: z.number().int().min(0).max(1000),
  article: z.number().int().min(0).max(255),
  quantity: z.number().int().min(0).max(255).nullable(),
  unit: z.number().int().min(0).max(255).nullable(),
})
export type UploadColumns = z.infer<typeof uploadColumns>

export const upload = z.object({
  id,
  name: z.string(),
  state: uploadState,
  progress: z.number().int(),
  /** sheets with their first rows, to correct the guessed columns */
  sheets: z.array(
    z.object({ name: z.string(), rowCount: z.number().int(), firstRows: z.array(z.array(z.string())) }),
  ),
  columns: uploadColumns.nullable(),
  rowCount: z.number().int(),
  counts: z.partialRecord(rowOutcome, z.number().int()),
  errorCode: z.string().nullable(),
  errorParams: z.record(z.string(), z.string()).nullable(),
})
export type Upload = z.infer<typeof upload>

const uploadParams = z.object({ uploadId: id })

export const createUpload = endpoint({
  method: 'POST',
  path: '/uploads',
  response: upload,
  summary: 'Upload an .xls, .xlsx, .ods or .csv list of articles; it is read in the background',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['file_too_large', 'file_kind_unknown'],
  upload: { maxBytes: 20 * 1024 * 1024 },
  tags,
})

export const getUpload = endpoint({
  method: 'GET',
  path: '/uploads/:uploadId',
  params: uploadParams,
  response: upload,
  summary: 'State, progress and counts of an upload',
  access: { kind: 'buyer', permission: 'carts.edit' },
  errors: ['not_found'],
  tags,
})

export const setUploadColumns = endpoint({
  method: 'PUT',
  path: '/uploads/:uploadId/columns',
  params: uploadParams,
  body: uploadColumns,
  response: upload,
  summary: 'Correct the columns; the mapping is remembered for lists with the same header',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['not_found', 'wrong_state'],
  tags,
})

export const listUploadRows = endpoint({
  method: 'GET',
  path: '/uploads/:uploadId/rows',
  params: uploadParams,
  query: z.object({
    outcome: rowOutcome.optional(),
    after: z.coerce.number().int().min(-1).default(-1),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  response: z.object({
    rows: z.array(uploadRow),
    nextAfter: z.number().int().nullable(),
  }),
  summary: 'Rows of an upload with their outcomes and source row numbers',
  access: { kind: 'buyer', permission: 'carts.edit' },
  errors: ['not_found'],
  tags,
})

export const chooseForUploadRow = endpoint({
  method: 'PUT',
  path: '/uploads/:uploadId/rows/:position/choice',
  params: uploadParams.extend({ position: z.coerce.number().int().min(0) }),
  body: z.object({
    productId: id,
    packagingId: packagingId.optional(),
    quantity: z.string().max(40).optional(),
  }),
  response: uploadRow,
  summary: 'Choose the product of an ambiguous, suspect or unknown row',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['not_found', 'wrong_state'],
  tags,
})
