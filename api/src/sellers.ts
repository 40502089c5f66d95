import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id } from './primitives.ts'

const tags = ['terms'] as const

/** Who runs this portal, as anybody may read it in a register. */
export const getOperator = endpoint({
  method: 'GET',
  path: '/operator',
  response: z.object({
    /** null: no seller is set up yet */
    seller: z
      .object({
        name: z.string(),
        fullName: z.string(),
        inn: z.string(),
        ogrn: z.string().nullable(),
        legalAddress: z.string().nullable(),
      })
      .nullable(),
  }),
  summary: 'The legal entity behind the portal, for its public pages',
  access: { kind: 'public' },
  errors: [],
  tags: ['sellers'],
})

export const listSellers = endpoint({
  method: 'GET',
  path: '/office/sellers',
  response: z.object({
    items: z.array(
      z.object({
        id,
        name: z.string(),
        kind: z.enum(['own', 'third_party']),
        inn: z.string(),
        isDefault: z.boolean(),
      }),
    ),
  }),
  summary: 'Legal entities that sell here',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})
