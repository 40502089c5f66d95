import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, page, pageQuery } from './primitives.ts'

const tags = ['offer'] as const

/** Longest number that is kept, counted after invisible characters are gone. */
export const longestPartNumber = 60

/** As it was written; invisible characters and double spaces are dropped by the server. */
const written = z.string().max(400)

/** A number that stands at another product already: is that told, does it move here, or do both keep it? */
export const onTakenNumber = z.enum(['tell', 'move', 'share'])
export type OnTakenNumber = z.infer<typeof onTakenNumber>

/** A number of a company's own for a product. */
export const partNumberRow = z.object({
  productId: id,
  partNumber: z.string(),
  /** null: the contract that the buyer works under does not offer it */
  product: z
    .object({
      slug: z.string(),
      article: z.string().nullable(),
      name: z.string(),
      brand: z.string().nullable(),
      picture: z.string().nullable(),
      unitName: z.string(),
    })
    .nullable(),
  /** how many other products have the same number */
  sharedWith: z.number().int(),
})
export type PartNumberRow = z.infer<typeof partNumberRow>

export const partNumberSet = partNumberRow.extend({
  /** another product whose supplier's article is this number: typed, it now means the one with the own number */
  shadows: z.object({ article: z.string(), name: z.string() }).nullable(),
})

export const partNumberOutcome = z.enum([
  'set',
  'changed',
  'same',
  'empty',
  'too_long',
  'bad_number',
  'unknown',
  'ambiguous',
  'repeated',
  'taken',
  'full',
])
export type PartNumberOutcome = z.infer<typeof partNumberOutcome>

const listQuery = pageQuery.extend({ search: z.string().max(200).optional() })
const setBody = z.object({ partNumber: written, onTaken: onTakenNumber.default('tell') })
const removalBody = z.object({ productIds: z.array(id).min(1).max(1000) })
const removed = z.object({ removed: z.array(z.object({ productId: id, partNumber: z.string() })) })
const rowsBody = z.object({
  rows: z
    .array(z.object({ article: z.string().max(400), partNumber: written }))
    .min(1)
    .max(10_000),
  onTaken: onTakenNumber.default('tell'),
})
const rowsAnswer = z.object({
  /** one for each that was sent, in the same order */
  rows: z.array(
    z.object({
      outcome: partNumberOutcome,
      productName: z.string().nullable(),
      /** whose number it is already, where that may be told */
      takenBy: z.string().nullable(),
    }),
  ),
})
export type PartNumberRowsAnswer = z.infer<typeof rowsAnswer>
const rowsLimit = 8 * 1024 * 1024

const product = z.object({ productId: id })
const company = z.object({ companyId: id })

export const listPartNumbers = endpoint({
  method: 'GET',
  path: '/part-numbers',
  query: listQuery,
  response: page(partNumberRow),
  summary: "The company's own part numbers (function 43), by number",
  access: { kind: 'buyer', permission: 'catalogue.view' },
  errors: [],
  tags,
})

export const setPartNumber = endpoint({
  method: 'PUT',
  path: '/part-numbers/:productId',
  params: product,
  body: setBody,
  response: partNumberSet,
  summary: 'Give a product an own part number, or another one',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: ['not_found', 'part_number_taken', 'part_numbers_full'],
  tags,
})

export const removePartNumbers = endpoint({
  method: 'POST',
  path: '/part-numbers/removal',
  body: removalBody,
  response: removed,
  summary: 'Take own part numbers away; answers what they were',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: [],
  tags,
})

export const setPartNumberRows = endpoint({
  method: 'POST',
  path: '/part-numbers/rows',
  body: rowsBody,
  response: rowsAnswer,
  summary: 'Own part numbers from pasted or uploaded rows; one outcome per row, in order',
  access: { kind: 'buyer', permission: 'carts.edit', writes: true },
  errors: [],
  bodyLimit: rowsLimit,
  tags,
})

export const listPartNumbersOf = endpoint({
  method: 'GET',
  path: '/office/companies/:companyId/part-numbers',
  params: company,
  query: listQuery,
  response: page(partNumberRow),
  summary: "A customer's own part numbers, by number",
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

export const setPartNumberOf = endpoint({
  method: 'PUT',
  path: '/office/companies/:companyId/part-numbers/:productId',
  params: company.extend({ productId: id }),
  body: setBody,
  response: partNumberSet,
  summary: "Give a product a customer's part number, or another one",
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found', 'part_number_taken', 'part_numbers_full'],
  tags,
})

export const removePartNumbersOf = endpoint({
  method: 'POST',
  path: '/office/companies/:companyId/part-numbers/removal',
  params: company,
  body: removalBody,
  response: removed,
  summary: "Take a customer's part numbers away; answers what they were",
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})

export const setPartNumberRowsOf = endpoint({
  method: 'POST',
  path: '/office/companies/:companyId/part-numbers/rows',
  params: company,
  body: rowsBody,
  response: rowsAnswer,
  summary: "A customer's part numbers from pasted or uploaded rows; one outcome per row, in order",
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  bodyLimit: rowsLimit,
  tags,
})
