import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { priceFileFormat } from './price-file-settings.ts'
import { id, instant, page, pageQuery } from './primitives.ts'

// Function 15: price list files that were made.

const tags = ['price-files'] as const
const fileParams = z.object({ priceFileId: id })
const reads = { kind: 'buyer', permission: 'prices.view' } as const
const writes = { kind: 'buyer', permission: 'prices.view', writes: true } as const

/** Bytes of a file that a letter brings along; a larger one is linked to, behind the sign-in. */
export const mostAttachedBytes = 8 * 1024 * 1024

/** After so many days a made file is cleared away. */
export const keepFilesDays = 14

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

export const makePriceFile = endpoint({
  method: 'POST',
  path: '/price-file-profiles/:profileId/files',
  params: z.object({ profileId: id }),
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
