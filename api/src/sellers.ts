import { z } from 'zod'
import { endpoint } from './endpoint.ts'

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
