import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { offerItem } from './offer.ts'
import { decimal, id, packagingId } from './primitives.ts'

const tags = ['offer'] as const

// Rows of articles: quick order and paste.

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
    /** found by what somebody else calls the product: `code`, and `owner` where it is known */
    'cross_reference',
    'cross_reference_of',
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
