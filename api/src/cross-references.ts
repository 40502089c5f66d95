import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, page, pageQuery } from './primitives.ts'

const tags = ['goods'] as const

/** Longest code that is kept, counted after invisible characters are gone. */
export const longestCrossReference = 60
/** What one product is called by others at most. */
export const mostCrossReferences = 500

/** As it was written; invisible characters and double spaces are dropped by the server. */
const written = z.string().max(400)
/** Whose code it is: a maker, a catalogue, a competitor. */
const owner = z.string().trim().max(120)

/** What somebody else calls a product. */
export const crossReference = z.object({
  id,
  code: z.string(),
  owner: z.string().nullable(),
  product: z.object({ id, article: z.string().nullable(), name: z.string(), active: z.boolean() }),
  /** how many other products have the same code: a row with it asks which is meant */
  sharedWith: z.number().int(),
  /** the article of another product that has this very article or manufacturer's code, which is asked first */
  shadowedBy: z.string().nullable(),
})
export type CrossReference = z.infer<typeof crossReference>

export const listCrossReferences = endpoint({
  method: 'GET',
  path: '/office/cross-references',
  query: pageQuery.extend({
    search: z.string().max(200).optional(),
    owner: owner.optional(),
    productId: id.optional(),
    /** only those that several products have, or that another article hides */
    trouble: z.stringbool().optional(),
  }),
  response: page(crossReference),
  summary: 'What others call the goods, by code; searched by how a code begins, and by words of the product',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

export const listCrossReferenceOwners = endpoint({
  method: 'GET',
  path: '/office/cross-reference-owners',
  response: z.object({ items: z.array(z.object({ owner: z.string(), count: z.number().int() })) }),
  summary: 'Whose codes are known, and how many of each (at most 200, the most frequent first)',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

export const addCrossReference = endpoint({
  method: 'POST',
  path: '/office/cross-references',
  body: z.object({ productId: id, code: written, owner: owner.nullable().default(null) }),
  response: crossReference,
  summary: 'Teach the portal what somebody else calls a product',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found', 'invalid_input', 'limit_reached', 'cross_reference_exists'],
  tags,
})

export const changeCrossReference = endpoint({
  method: 'PATCH',
  path: '/office/cross-references/:crossReferenceId',
  params: z.object({ crossReferenceId: id }),
  body: z.object({ productId: id.optional(), code: written.optional(), owner: owner.nullable().optional() }),
  response: crossReference,
  summary: 'Change a code, whose it is, or which product it means',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found', 'invalid_input', 'limit_reached', 'cross_reference_exists'],
  tags,
})

export const removeCrossReferences = endpoint({
  method: 'POST',
  path: '/office/cross-references/removal',
  body: z.object({ ids: z.array(id).min(1).max(1000) }),
  response: z.object({
    /** what they were, to be written again */
    removed: z.array(z.object({ productId: id, code: z.string(), owner: z.string().nullable() })),
  }),
  summary: 'Forget codes; answers what they were',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: [],
  tags,
})

export const crossReferenceOutcome = z.enum([
  'set',
  'changed',
  'same',
  'header',
  'empty',
  'too_long',
  'bad_code',
  'owner_too_long',
  'own_article',
  'unknown',
  'ambiguous',
  'repeated',
  'full',
])
export type CrossReferenceOutcome = z.infer<typeof crossReferenceOutcome>

export const setCrossReferenceRows = endpoint({
  method: 'POST',
  path: '/office/cross-reference-rows',
  body: z.object({
    rows: z
      .array(
        z.object({ article: z.string().max(400), code: written, owner: z.string().max(400).default('') }),
      )
      .min(1)
      .max(10_000),
  }),
  response: z.object({
    /** one for each that was sent, in the same order */
    rows: z.array(
      z.object({
        outcome: crossReferenceOutcome,
        productName: z.string().nullable(),
        /** taken, but the code is the article of another product, which is asked first */
        shadowedBy: z.string().nullable(),
      }),
    ),
  }),
  summary: 'Codes of others from pasted or uploaded rows; one outcome per row, in order',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: [],
  bodyLimit: 8 * 1024 * 1024,
  tags,
})
