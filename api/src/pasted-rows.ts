import { z } from 'zod'
import { decimal } from './primitives.ts'

// Rows that the operator pastes from a spreadsheet: as he sent them, and what became of each.

/** Lines with parts set apart by a semicolon or a tab. */
export const pastedLines = (most: number) => z.array(z.string().max(400)).min(1).max(most)

/** What may become of any row; a subject adds what else it cannot read. */
export const pastedOutcomes = [
  'created',
  'changed',
  'same',
  'empty',
  'article_missing',
  'article_unknown',
  'article_ambiguous',
  'quantity_unreadable',
  'repeated',
] as const

/** One for each row that was sent, in the same order. */
export const pastedRow = z.object({
  row: z.number().int(),
  text: z.string(),
  /** what was understood, or null */
  article: z.string().nullable(),
  name: z.string().nullable(),
  /** what stood there before */
  before: decimal.nullable(),
})
