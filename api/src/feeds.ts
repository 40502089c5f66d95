import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { recordCounts } from './exchange.ts'
import { id, instant, page, pageQuery } from './primitives.ts'

const tags = ['exchange'] as const
const access = { kind: 'operator', permission: 'exchange.manage' } as const
const name = z.string().trim().min(1).max(200)
const currency = z.string().regex(/^[A-Z]{3}$/)

/** By which word a row finds its product; `auto` takes the first of article, manufacturer's code, barcode, name that a column holds. */
export const matchBy = z.enum(['auto', 'article', 'manufacturerCode', 'barcode', 'name'])

export const feedSettings = z.object({
  matchBy,
  /** a row whose product nobody knows makes one; else it is refused */
  createProducts: z.boolean(),
  /** names and other descriptions of the products that this source has made follow the file */
  updateProducts: z.boolean(),
  /** of prices whose column says nothing */
  includesVat: z.boolean(),
  currency,
  /** rows without a price above others become categories */
  groupCategories: z.boolean(),
  /** each sheet is a category */
  sheetCategories: z.boolean(),
  /** a full file names everything that the source has */
  mode: z.enum(['full', 'delta']),
  /** what a full file does not name: is kept, or goes off sale and loses this source's prices */
  missing: z.enum(['keep', 'withdraw']),
  /** stops and asks when more than this share (percent) would vanish, lose its price or change it more than twofold */
  maxDropPercent: z.number().int().min(0).max(100),
  /** a file whose columns are remembered goes in by itself */
  auto: z.boolean(),
  /** read on a timetable; null = files are uploaded */
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
  everyHours: z.number().int().min(1).max(168),
})
export type FeedSettings = z.infer<typeof feedSettings>

export const importState = z.enum([
  'reading',
  'mapping',
  'checking',
  'ready',
  'asks',
  'importing',
  'done',
  'failed',
  'discarded',
])
export type ImportState = z.infer<typeof importState>

export const columnRole = z.enum([
  'article',
  'manufacturerCode',
  'barcode',
  'externalId',
  'name',
  'brand',
  'unit',
  'pack',
  'country',
  'description',
  'attribute',
  'category',
  'categoryPath',
  'currency',
  'attributes',
  'pictures',
  'price',
  'stock',
])
export type ColumnRole = z.infer<typeof columnRole>

export const mappedColumn = z.object({
  /** from 0 */
  column: z.number().int().min(0).max(255),
  role: columnRole,
  /** what a new list, warehouse or attribute is called */
  title: z.string().trim().max(200),
  /** of a price: an own list; null = a list of this source named by the title */
  priceListId: id.nullable().default(null),
  currency: currency.nullable().default(null),
  includesVat: z.boolean().nullable().default(null),
  /** of a stock: an own warehouse; null = one named by the title */
  warehouseId: id.nullable().default(null),
})
export type MappedColumn = z.infer<typeof mappedColumn>

export const sheetMapping = z.object({
  sheet: z.string().max(200),
  use: z.boolean(),
  /** the header's rows, counted from 1; 0 = there is none */
  headerRow: z.number().int().min(0).max(100),
  headerRows: z.number().int().min(0).max(6),
  columns: z.array(mappedColumn).max(60),
})
export type SheetMapping = z.infer<typeof sheetMapping>

export const feedMapping = z.object({ sheets: z.array(sheetMapping).max(300) })
export type FeedMapping = z.infer<typeof feedMapping>

export const feedSheet = z.object({
  name: z.string(),
  hidden: z.boolean(),
  rowCount: z.number().int(),
  firstRows: z.array(z.array(z.string())),
  /** the words over each column as they were read, for every row that could be a header's first */
  titles: z.array(z.string()),
  /** sheets of one header share their columns */
  headerKey: z.string(),
  /** the columns were remembered from an earlier file */
  remembered: z.boolean(),
  /** prices that a hidden sheet of settings names, the notes above the header */
  hints: z.array(z.string()),
})
export type FeedSheet = z.infer<typeof feedSheet>

/** Why an import stops and asks. */
export const askReason = z.object({
  code: z.enum(['vanish', 'lose_price', 'price_jump']),
  count: z.number().int(),
  total: z.number().int(),
  percent: z.number().int(),
})
export type AskReason = z.infer<typeof askReason>

export const rowOutcome = z.enum([
  'create',
  'change',
  'same',
  'duplicate',
  'unknown',
  'refused',
  'group',
  'note',
])
export type RowOutcome = z.infer<typeof rowOutcome>

export const feedImport = z.object({
  id,
  sourceId: id,
  sourceName: z.string(),
  jobId: id,
  fileName: z.string(),
  size: z.number().int(),
  origin: z.enum(['upload', 'url']),
  state: importState,
  progress: z.number().int(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  errorCode: z.string().nullable(),
  errorParams: z.record(z.string(), z.string()).nullable(),
  asks: z.array(askReason),
  /** rows of the file by what becomes of them */
  outcomes: z.partialRecord(rowOutcome, z.number().int()),
  /** products of this source that a full file does not name */
  missingCount: z.number().int(),
  /** after the import: what was written, by kind */
  counts: z.record(z.string(), recordCounts),
})
export type FeedImport = z.infer<typeof feedImport>

export const feedImportDetails = feedImport.extend({
  sheets: z.array(feedSheet),
  mapping: feedMapping.nullable(),
  /** what to choose from */
  priceLists: z.array(z.object({ id, name: z.string(), currency: z.string(), includesVat: z.boolean() })),
  warehouses: z.array(z.object({ id, name: z.string() })),
  settings: feedSettings,
})
export type FeedImportDetails = z.infer<typeof feedImportDetails>

export const feedSource = z.object({
  id,
  name: z.string(),
  active: z.boolean(),
  sellerId: id,
  sellerName: z.string(),
  settings: feedSettings,
  /** products that this source has made or priced */
  productCount: z.number().int(),
  rememberedCount: z.number().int(),
  nextFetchAt: instant.nullable(),
  lastImport: feedImport.nullable(),
})
export type FeedSource = z.infer<typeof feedSource>

export const listFeedSources = endpoint({
  method: 'GET',
  path: '/office/feeds/sources',
  response: z.object({ items: z.array(feedSource) }),
  summary: 'Sources of price files and feeds, with what came last',
  access,
  errors: [],
  tags,
})

export const getFeedSource = endpoint({
  method: 'GET',
  path: '/office/feeds/sources/:sourceId',
  params: z.object({ sourceId: id }),
  response: feedSource,
  summary: 'One source of price files',
  access,
  errors: ['not_found'],
  tags,
})

export const createFeedSource = endpoint({
  method: 'POST',
  path: '/office/feeds/sources',
  body: z.object({ name, sellerId: id, settings: feedSettings.partial().default({}) }),
  response: feedSource,
  summary: 'A new source of price files: whose goods they are and what they may write',
  access,
  errors: ['not_found'],
  tags,
})

export const updateFeedSource = endpoint({
  method: 'PATCH',
  path: '/office/feeds/sources/:sourceId',
  params: z.object({ sourceId: id }),
  body: z.object({
    name: name.optional(),
    active: z.boolean().optional(),
    settings: feedSettings.partial().optional(),
    /** the columns of all earlier files are forgotten */
    forgetColumns: z.boolean().optional(),
  }),
  response: feedSource,
  summary: 'Change a source of price files',
  access,
  errors: ['not_found'],
  tags,
})

export const uploadFeedFile = endpoint({
  method: 'POST',
  path: '/office/feeds/sources/:sourceId/imports',
  params: z.object({ sourceId: id }),
  response: feedImport,
  summary: 'Send a price file (.xls, .xlsx, .ods, .csv, YML): it is read in the background',
  access,
  errors: ['not_found', 'file_empty', 'file_kind_unknown', 'wrong_state'],
  upload: { maxBytes: 256 * 1024 * 1024 },
  tags,
})

export const fetchFeed = endpoint({
  method: 'POST',
  path: '/office/feeds/sources/:sourceId/fetches',
  params: z.object({ sourceId: id }),
  response: feedSource,
  summary: 'Read the feed at the source’s address now',
  access,
  errors: ['not_found', 'wrong_state'],
  perMinute: 10,
  tags,
})

export const listFeedImports = endpoint({
  method: 'GET',
  path: '/office/feeds/imports',
  query: pageQuery.extend({ sourceId: id.optional() }),
  response: page(feedImport),
  summary: 'Price files that came, the newest first',
  access,
  errors: [],
  tags,
})

export const getFeedImport = endpoint({
  method: 'GET',
  path: '/office/feeds/imports/:importId',
  params: z.object({ importId: id }),
  response: feedImportDetails,
  summary: 'One price file: its sheets, columns and what would become of its rows',
  access,
  errors: ['not_found'],
  tags,
})

export const feedRow = z.object({
  position: z.number().int(),
  sheet: z.string(),
  row: z.number().int(),
  outcome: rowOutcome,
  article: z.string().nullable(),
  name: z.string().nullable(),
  unit: z.string().nullable(),
  brand: z.string().nullable(),
  category: z.string().nullable(),
  /** by the import's price columns, in their order; an empty text = on request, null = not named */
  prices: z.array(z.string().nullable()),
  stocks: z.array(z.string().nullable()),
  productId: id.nullable(),
  remarks: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.string()) })),
})
export type FeedRow = z.infer<typeof feedRow>

export const listFeedRows = endpoint({
  method: 'GET',
  path: '/office/feeds/imports/:importId/rows',
  params: z.object({ importId: id }),
  query: z.object({
    outcome: rowOutcome.optional(),
    /** only rows with something to say about them */
    remarks: z.stringbool().optional(),
    after: z.coerce.number().int().min(-1).default(-1),
    limit: z.coerce.number().int().min(1).max(200).default(20),
  }),
  response: z.object({
    rows: z.array(feedRow),
    nextAfter: z.number().int().nullable(),
    priceTitles: z.array(z.string()),
    stockTitles: z.array(z.string()),
  }),
  summary: 'Rows of a checked price file with what becomes of each',
  access,
  errors: ['not_found'],
  tags,
})

export const setFeedMapping = endpoint({
  method: 'PUT',
  path: '/office/feeds/imports/:importId/mapping',
  params: z.object({ importId: id }),
  body: feedMapping,
  response: feedImportDetails,
  summary: 'Say what the columns are; the file is checked with them, and they are remembered',
  access,
  errors: ['not_found', 'wrong_state', 'columns_not_found', 'price_list_currency'],
  tags,
})

export const startFeedImport = endpoint({
  method: 'POST',
  path: '/office/feeds/imports/:importId/start',
  params: z.object({ importId: id }),
  body: z.object({
    /** the answer to an import that asks */
    confirmed: z.boolean().default(false),
  }),
  response: feedImport,
  summary: 'Write a checked price file',
  access,
  errors: ['not_found', 'wrong_state'],
  tags,
})

export const discardFeedImport = endpoint({
  method: 'POST',
  path: '/office/feeds/imports/:importId/discard',
  params: z.object({ importId: id }),
  response: feedImport,
  summary: 'Leave a price file unwritten',
  access,
  errors: ['not_found', 'wrong_state'],
  tags,
})
