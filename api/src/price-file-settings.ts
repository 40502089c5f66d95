import { z } from 'zod'
import { id, language } from './primitives.ts'

// Function 15: what a price list file is made of.

/** Rows of a PDF at most: whoever needs more takes a table. */
export const mostPdfRows = 5_000

export const priceFileFormat = z.enum(['xlsx', 'csv', 'yml', 'pdf'])
export type PriceFileFormat = z.infer<typeof priceFileFormat>

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
