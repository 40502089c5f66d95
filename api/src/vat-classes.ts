import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { date, decimal, id, page, pageQuery } from './primitives.ts'
import { vatClass } from './vat-rates.ts'

// VAT classes of many products: looked through, and changed from a day on by ticks, by a filter or by pasted articles.

const tags = ['goods'] as const

const goodsFilter = {
  search: z.string().trim().max(200).optional(),
  categoryId: id.optional(),
  brandId: id.optional(),
  /** of today */
  vatClass: vatClass.optional(),
}

export const classifiedProduct = z.object({
  id,
  article: z.string().nullable(),
  name: z.string(),
  brand: z.string().nullable(),
  categoryName: z.string().nullable(),
  sellerName: z.string(),
  /** of today, in the seller's zone */
  vatClass,
  /** percent today, in the seller's regime; null = without VAT */
  rate: decimal.nullable(),
  /** the next change that is to come */
  next: z.object({ validFrom: date, vatClass, rate: decimal.nullable() }).nullable(),
})
export type ClassifiedProduct = z.infer<typeof classifiedProduct>

export const listVatClasses = endpoint({
  method: 'GET',
  path: '/office/vat-classes',
  query: pageQuery.extend({
    ...goodsFilter,
    /** only those with a change to come */
    changing: z.stringbool().optional(),
  }),
  response: page(classifiedProduct),
  summary: 'Products with their VAT class and rate of today, and what they change to next',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

export const setVatClasses = endpoint({
  method: 'POST',
  path: '/office/vat-classes',
  body: z.object({
    validFrom: date,
    /** null takes the changes of that day back */
    vatClass: vatClass.nullable(),
    goods: z.discriminatedUnion('by', [
      z.object({ by: z.literal('ids'), productIds: z.array(id).min(1).max(1000) }),
      z
        .object({ by: z.literal('filter'), ...goodsFilter })
        .refine((filter) => filter.search || filter.categoryId || filter.brandId || filter.vatClass),
    ]),
  }),
  response: z.object({
    found: z.number().int(),
    /** the others are of that class on that day anyway, or had nothing to take back */
    changed: z.number().int(),
  }),
  summary: 'Change the VAT class of many products from a day on; what has been shipped keeps its VAT',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['invalid_input'],
  tags,
})

export const pastedClassOutcome = z.enum([
  'changed',
  'same',
  'empty',
  'article_unknown',
  'article_ambiguous',
  'class_unreadable',
  'repeated',
])
export type PastedClassOutcome = z.infer<typeof pastedClassOutcome>

export const pasteVatClasses = endpoint({
  method: 'POST',
  path: '/office/vat-classes/pasted',
  body: z.object({
    validFrom: date,
    /** of rows that name none */
    vatClass,
    /** lines of "article[; class or rate]", parts set apart by a semicolon or a tab */
    rows: z.array(z.string().max(400)).min(1).max(5000),
  }),
  response: z.object({
    /** one for each row that was sent, in the same order */
    rows: z.array(
      z.object({
        outcome: pastedClassOutcome,
        name: z.string().nullable(),
        before: vatClass.nullable(),
        after: vatClass.nullable(),
      }),
    ),
  }),
  summary: 'Change VAT classes from a day on by pasted articles; every row is reported',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: [],
  tags,
})
