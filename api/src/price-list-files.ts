import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { empty, id, instant, language, page, pageQuery, price } from './primitives.ts'

const tags = ['price-files'] as const

/** Rows of a PDF at most: whoever needs more takes a table. */
export const mostPdfRows = 5_000
/** Profiles of one person under one contract, and live addresses of one profile. */
export const mostProfiles = 50
export const mostFeeds = 10
/** Bytes of a file that a letter brings along; a larger one is linked to, behind the sign-in. */
export const mostAttachedBytes = 8 * 1024 * 1024
/** After so many days a made file is cleared away. */
export const keepFilesDays = 14

export const priceFileFormat = z.enum(['xlsx', 'csv', 'yml', 'pdf'])
export type PriceFileFormat = z.infer<typeof priceFileFormat>

/** What a machine reads. */
export const feedFormat = z.enum(['yml', 'csv', 'xlsx'])
export type FeedFormat = z.infer<typeof feedFormat>

export const priceFileColumn = z.enum([
  'article',
  'part_number',
  'name',
  'brand',
  'category',
  'manufacturer_code',
  'barcode',
  'unit',
  'packagings',
  'min_quantity',
  'step',
  'price',
  'next_tier',
  'purchase_price',
  'base_price',
  'vat_rate',
  'stock',
  'in_transit',
  'weight',
  'volume',
  'country',
  'picture',
  'link',
])
export type PriceFileColumn = z.infer<typeof priceFileColumn>

/** Columns that tell what the buyer himself pays: they stand in no file that hides his purchase price. */
export const purchaseColumns: readonly PriceFileColumn[] = ['purchase_price', 'base_price']

/** To what a price with mark-up is rounded; `.90` and `.99`: to the nearest price that ends so. */
export const priceRounding = z.enum(['none', '0.1', '1', '5', '10', '50', '100', '.90', '.99'])
export type PriceRounding = z.infer<typeof priceRounding>

/** A number as a person typed it (`12,5`); the server answers what it understood. */
const typed = z.string().max(40)

export const markUp = z.object({
  /** over the purchase price, for whatever has no mark-up of its own; may be negative, above −100 */
  percent: typed,
  /** of a brand; it stands before a category's */
  brands: z.array(z.object({ brandId: id, percent: typed })).max(100),
  /** of a category and all below it; the nearest one counts */
  categories: z.array(z.object({ categoryId: id, percent: typed })).max(100),
  /** at least so much is added to the price of one unit */
  minSum: typed.nullable(),
  rounding: priceRounding,
})
export type MarkUp = z.infer<typeof markUp>

export const priceFileSettings = z.object({
  scope: z.object({
    /** with all below them; with brands too: whatever is in one of these categories and of one of these brands */
    categoryIds: z.array(id).max(200),
    brandIds: z.array(id).max(200),
    /** only what the buyer is shown to be in stock */
    inStock: z.boolean(),
  }),
  /** in this order */
  columns: z.array(priceFileColumn).min(1).max(priceFileColumn.options.length),
  language,
  format: priceFileFormat,
  csvEncoding: z.enum(['utf-8', 'windows-1251']),
  markUp: markUp.nullable(),
  /** are prices told with VAT inside or without it */
  vatIncluded: z.boolean(),
  /** absent: yes where there is a mark-up */
  hidePurchasePrice: z.boolean().optional(),
  title: z.string().trim().max(200).nullable(),
  /** of the prices, from the day on which the file is made */
  validDays: z.number().int().min(1).max(365).nullable(),
  /** does the file name the contract, its seller and its currency's terms; a file for one's own customers may not */
  namesContract: z.boolean(),
})
export type PriceFileSettings = z.infer<typeof priceFileSettings>

const name = z.string().trim().min(1).max(120)

export const priceFileSchedule = z.object({
  every: z.enum(['day', 'week', 'month']),
  /** 1 = Monday for a week; the day of a month, the last one of a shorter month; null for every day */
  day: z.number().int().min(1).max(31).nullable(),
  /** in the seller's zone */
  hour: z.number().int().min(0).max(23),
})
export type PriceFileSchedule = z.infer<typeof priceFileSchedule>

export const priceFeed = z.object({
  id,
  format: feedFormat,
  /** the last signs of the token, to tell addresses apart */
  tokenEnd: z.string(),
  freshMinutes: z.number().int(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
  /** when the file that it serves was made */
  madeAt: instant.nullable(),
  errorCode: z.string().nullable(),
})
export type PriceFeed = z.infer<typeof priceFeed>

export const priceFileProfile = z.object({
  id,
  name: z.string(),
  settings: priceFileSettings.required(),
  /** names of what the settings mention by id */
  names: z.record(z.string(), z.string()),
  hasLogo: z.boolean(),
  schedule: priceFileSchedule.extend({ nextAt: instant }).nullable(),
  feeds: z.array(priceFeed),
  updatedAt: instant,
  /** letters and addresses need a person of the company; a manager who acts for it makes files only */
  abilities: z.object({ schedule: z.boolean(), feed: z.boolean() }),
})
export type PriceFileProfile = z.infer<typeof priceFileProfile>

export const priceFileProfileSummary = z.object({
  id,
  name: z.string(),
  format: priceFileFormat,
  hasMarkUp: z.boolean(),
  schedule: priceFileSchedule.extend({ nextAt: instant }).nullable(),
  feedCount: z.number().int(),
  updatedAt: instant,
})
export type PriceFileProfileSummary = z.infer<typeof priceFileProfileSummary>

const profileParams = z.object({ profileId: id })
const reads = { kind: 'buyer', permission: 'prices.view' } as const
const writes = { kind: 'buyer', permission: 'prices.view', writes: true } as const

export const listPriceFileProfiles = endpoint({
  method: 'GET',
  path: '/price-file-profiles',
  response: z.object({ items: z.array(priceFileProfileSummary) }),
  summary: 'What the caller makes price list files of under the present contract; the last changed first',
  access: reads,
  errors: [],
  tags,
})

export const getPriceFileProfile = endpoint({
  method: 'GET',
  path: '/price-file-profiles/:profileId',
  params: profileParams,
  response: priceFileProfile,
  summary: 'One profile of price list files, with its timetable and its addresses for machines',
  access: reads,
  errors: ['not_found'],
  tags,
})

export const createPriceFileProfile = endpoint({
  method: 'POST',
  path: '/price-file-profiles',
  body: z.object({ name, settings: priceFileSettings }),
  response: priceFileProfile,
  summary: 'Save what price list files are made of',
  access: writes,
  errors: ['name_taken', 'limit_reached'],
  tags,
})

export const updatePriceFileProfile = endpoint({
  method: 'PUT',
  path: '/price-file-profiles/:profileId',
  params: profileParams,
  body: z.object({ name, settings: priceFileSettings }),
  response: priceFileProfile,
  summary: 'Change a profile: its next files, letters and feeds follow',
  access: writes,
  errors: ['not_found', 'name_taken'],
  tags,
})

export const deletePriceFileProfile = endpoint({
  method: 'DELETE',
  path: '/price-file-profiles/:profileId',
  params: profileParams,
  response: empty,
  summary: 'Delete a profile with its timetable and addresses; files that were made stay',
  access: writes,
  errors: ['not_found'],
  tags,
})

export const setPriceFileLogo = endpoint({
  method: 'PUT',
  path: '/price-file-profiles/:profileId/logo',
  params: profileParams,
  response: priceFileProfile,
  summary: 'Put a picture at the head of xlsx and pdf files: PNG, JPEG or WebP',
  access: writes,
  errors: ['not_found', 'file_kind_unknown', 'file_too_large'],
  upload: { maxBytes: 2 * 1024 * 1024 },
  tags,
})

export const removePriceFileLogo = endpoint({
  method: 'DELETE',
  path: '/price-file-profiles/:profileId/logo',
  params: profileParams,
  response: priceFileProfile,
  summary: 'Take the picture away',
  access: writes,
  errors: ['not_found'],
  tags,
})

export const setPriceFileSchedule = endpoint({
  method: 'PUT',
  path: '/price-file-profiles/:profileId/schedule',
  params: profileParams,
  body: priceFileSchedule,
  response: priceFileProfile,
  summary: 'Send the file to the caller by mail, every day, week or month at an hour',
  access: writes,
  errors: ['not_found', 'wrong_state'],
  tags,
})

export const removePriceFileSchedule = endpoint({
  method: 'DELETE',
  path: '/price-file-profiles/:profileId/schedule',
  params: profileParams,
  response: priceFileProfile,
  summary: 'Stop the letters',
  access: writes,
  errors: ['not_found'],
  tags,
})

export const previewPriceFile = endpoint({
  method: 'POST',
  path: '/price-file-previews',
  body: z.object({ settings: priceFileSettings }),
  response: z.object({
    /** products that the settings choose */
    total: z.number().int(),
    columns: z.array(z.object({ key: priceFileColumn, title: z.string(), figure: z.boolean() })),
    rows: price(z.array(z.array(z.string()))),
    /** what the file says of itself */
    statement: z.array(z.string()),
  }),
  summary: 'The first rows of a file of these settings, as they would stand in it',
  access: reads,
  errors: [],
  tags,
})

export const getPriceFileChoices = endpoint({
  method: 'GET',
  path: '/price-file-choices',
  response: z.object({
    /** products in the whole assortment of the contract */
    total: z.number().int(),
    brands: z.array(z.object({ id, name: z.string(), count: z.number().int() })),
  }),
  summary: 'What the scope of a price list file can be narrowed to, within the assortment',
  access: reads,
  errors: [],
  tags,
})

// -- made files

export const priceFile = z.object({
  id,
  profileId: id.nullable(),
  name: z.string(),
  format: priceFileFormat,
  purpose: z.enum(['download', 'mail']),
  state: z.enum(['queued', 'making', 'ready', 'failed']),
  progress: z.number().int(),
  rowCount: z.number().int().nullable(),
  /** products that the format has no place for: without a price in YML */
  leftOut: z.number().int(),
  size: z.number().int().nullable(),
  /** it has been cleared away */
  gone: z.boolean(),
  errorCode: z.string().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
})
export type PriceFile = z.infer<typeof priceFile>

const fileParams = z.object({ priceFileId: id })

export const makePriceFile = endpoint({
  method: 'POST',
  path: '/price-file-profiles/:profileId/files',
  params: profileParams,
  body: z.object({ mailWhenReady: z.boolean().optional() }),
  response: priceFile,
  summary: 'Make a file of a profile in the background',
  access: writes,
  errors: ['not_found', 'limit_reached'],
  perMinute: 30,
  tags,
})

export const listPriceFiles = endpoint({
  method: 'GET',
  path: '/price-files',
  query: pageQuery.omit({ total: true }),
  response: page(priceFile),
  summary: 'Files that were made for the caller under the present contract, the newest first',
  access: reads,
  errors: [],
  tags,
})

export const getPriceFile = endpoint({
  method: 'GET',
  path: '/price-files/:priceFileId',
  params: fileParams,
  response: priceFile,
  summary: 'State and progress of one file',
  access: reads,
  errors: ['not_found'],
  tags,
})

export const downloadPriceFile = endpoint({
  method: 'GET',
  path: '/price-files/:priceFileId/content',
  params: fileParams,
  response: z.file(),
  summary: 'The file itself',
  access: reads,
  errors: ['not_found'],
  tags,
})

// -- addresses for machines

export const createPriceFeed = endpoint({
  method: 'POST',
  path: '/price-file-profiles/:profileId/feeds',
  params: profileParams,
  body: z.object({
    format: feedFormat,
    /** a file that is older is made anew */
    freshMinutes: z.number().int().min(15).max(1440),
  }),
  response: z.object({ profile: priceFileProfile, url: z.string() }),
  summary: 'Open an address from which a machine reads the price list; its secret is told this once',
  access: writes,
  errors: ['not_found', 'limit_reached', 'wrong_state'],
  tags,
})

export const revokePriceFeed = endpoint({
  method: 'POST',
  path: '/price-file-profiles/:profileId/feeds/:feedId/revocation',
  params: profileParams.extend({ feedId: id }),
  response: priceFileProfile,
  summary: 'Close an address at once',
  access: writes,
  errors: ['not_found'],
  tags,
})

export const readPriceFeed = endpoint({
  method: 'GET',
  path: '/price-feeds/:token',
  params: z.object({ token: z.string().regex(/^[\w-]{43}$/) }),
  response: z.file(),
  summary:
    'The price list behind a secret address. Answers If-None-Match; while the first file is being made, 503 with Retry-After',
  access: { kind: 'token' },
  errors: ['not_found', 'not_ready'],
  perMinute: 30,
  tags,
})

// -- the operator's view

const ofCompany = z.object({ companyId: id })

export const officePriceFeed = priceFeed.extend({
  profileName: z.string(),
  contractNumber: z.string(),
  personName: z.string(),
})
export type OfficePriceFeed = z.infer<typeof officePriceFeed>

export const officePriceFile = priceFile
  .omit({ purpose: true, profileId: true, gone: true })
  .extend({ purpose: z.enum(['download', 'mail']), contractNumber: z.string(), personName: z.string() })
export type OfficePriceFile = z.infer<typeof officePriceFile>

export const listCompanyPriceFeeds = endpoint({
  method: 'GET',
  path: '/office/companies/:companyId/price-feeds',
  params: ofCompany,
  query: pageQuery.omit({ total: true }),
  response: page(officePriceFeed),
  summary: 'Addresses from which machines of a company read price lists',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})

export const listCompanyPriceFiles = endpoint({
  method: 'GET',
  path: '/office/companies/:companyId/price-files',
  params: ofCompany,
  query: pageQuery.omit({ total: true }),
  response: page(officePriceFile),
  summary: 'Price list files that people of a company had made',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})

export const revokeCompanyPriceFeed = endpoint({
  method: 'POST',
  path: '/office/companies/:companyId/price-feeds/:feedId/revocation',
  params: ofCompany.extend({ feedId: id }),
  response: officePriceFeed,
  summary: 'Close an address of a company at once',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})
