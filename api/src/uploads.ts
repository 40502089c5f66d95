import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { resolvedRow, rowOutcome } from './matching.ts'
import { id, packagingId } from './primitives.ts'

const tags = ['offer'] as const

export const uploadRow = resolvedRow.extend({
  sheet: z.string().nullable(),
  rowNumber: z.number().int(),
  /** the quantity as the file says it */
  quantityText: z.string().nullable(),
})

export type UploadRow = z.infer<typeof uploadRow>

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
  errors: ['file_too_large', 'file_empty', 'file_kind_unknown'],
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

export const downloadUnmatched = endpoint({
  method: 'GET',
  path: '/uploads/:uploadId/unmatched.csv',
  params: uploadParams,
  response: z.file(),
  summary: 'Rows of an upload that were not taken, with the reason in words, as a table',
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
