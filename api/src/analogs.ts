import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { offerItem } from './offer.ts'
import { decimal, empty, id, packagingId } from './primitives.ts'

const office = ['goods'] as const
const tags = ['offer'] as const

export const analogKind = z.enum(['replacement', 'analog', 'accessory'])
export type AnalogKind = z.infer<typeof analogKind>

/** A directed link of one product to another. */
export const analogLink = z.object({
  productId: id,
  article: z.string().nullable(),
  name: z.string(),
  active: z.boolean(),
  kind: analogKind,
  /** base units of it in the place of one base unit of the product that it stands for */
  ratio: decimal,
  note: z.string().nullable(),
  /** an exchange named it, and no person has changed it since */
  fromExchange: z.boolean(),
})
export type AnalogLink = z.infer<typeof analogLink>

const links = z.object({
  /** what may be taken in the place of the product, or along with it */
  to: z.array(analogLink),
  /** in the place of what, or along with what, the product may be taken */
  from: z.array(analogLink),
})

const product = z.object({ productId: id })
const link = product.extend({ analogId: id, kind: analogKind })

export const listAnalogs = endpoint({
  method: 'GET',
  path: '/office/products/:productId/analogs',
  params: product,
  response: links,
  summary: 'Links of a product to others and of others to it (function 42)',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags: office,
})

export const setAnalog = endpoint({
  method: 'PUT',
  path: '/office/products/:productId/analogs/:kind/:analogId',
  params: link,
  body: z.object({
    /** as it is typed: `1`, `2,5` */
    ratio: z.string().max(40).default('1'),
    note: z.string().trim().max(300).nullable().default(null),
  }),
  response: links,
  summary: 'Link a product to another, or change the link',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found', 'analog_of_itself', 'replacement_circle'],
  tags: office,
})

export const removeAnalog = endpoint({
  method: 'DELETE',
  path: '/office/products/:productId/analogs/:kind/:analogId',
  params: link,
  response: empty,
  summary: 'Take a link away',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found'],
  tags: office,
})

export const analogOutcome = z.enum([
  'set',
  'changed',
  'same',
  'unknown',
  'unknown_analog',
  'ambiguous',
  'itself',
  'circle',
  'bad_kind',
  'bad_ratio',
  'repeated',
])

export const setAnalogRows = endpoint({
  method: 'POST',
  path: '/office/analog-rows',
  body: z.object({
    rows: z
      .array(
        z.object({
          article: z.string().max(400),
          analog: z.string().max(400),
          /** a word of people; empty = analog */
          kind: z.string().max(60).default(''),
          ratio: z.string().max(40).default(''),
          note: z.string().max(300).default(''),
        }),
      )
      .min(1)
      .max(5000),
  }),
  response: z.object({
    /** one for each that was sent, in the same order */
    rows: z.array(z.object({ outcome: analogOutcome })),
  }),
  summary: 'Links from pasted or uploaded rows of two articles; one outcome per row, in order',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: [],
  bodyLimit: 8 * 1024 * 1024,
  tags: office,
})

/** What may be taken in the place of a product, and how much of it. */
export const substitute = z.object({
  item: offerItem,
  kind: z.enum(['replacement', 'analog']),
  note: z.string().nullable(),
  ratio: decimal,
  /** what is bought of it, in this unit, in the place of what was asked for; null where no quantity was named */
  packagingId,
  quantity: decimal.nullable(),
})
export type Substitute = z.infer<typeof substitute>

export const findSubstitutes = endpoint({
  method: 'POST',
  path: '/substitutes',
  body: z.object({
    wanted: z
      .array(
        z.object({
          productId: id.optional(),
          /** of a product that is sold no more, where its id is not known */
          article: z.string().max(200).optional(),
          packagingId: packagingId.optional(),
          quantity: z.string().max(60).optional(),
        }),
      )
      .min(1)
      .max(1000),
  }),
  response: z.object({
    /** one for each that was named, in the same order; replacements first, then what is in stock; at most six */
    found: z.array(z.array(substitute)),
  }),
  summary:
    'What the present contract offers in the place of products that are absent, discontinued or unknown',
  access: { kind: 'buyer', permission: 'catalogue.view' },
  errors: [],
  tags,
})

export const getSubstitutes = endpoint({
  method: 'GET',
  path: '/products/:slug/substitutes',
  params: z.object({ slug: z.string().max(300) }),
  response: z.object({ items: z.array(substitute) }),
  summary: 'What is offered in the place of a product that is sold no more; not found where there is nothing',
  access: { kind: 'shopper' },
  errors: ['not_found'],
  tags,
})
