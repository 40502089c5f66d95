import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { feedFormat, priceFileProfile } from './price-file-profiles.ts'
import { id } from './primitives.ts'

// Function 15: secret addresses from which machines read a price list.

const tags = ['price-files'] as const
const profileParams = z.object({ profileId: id })
const writes = { kind: 'buyer', permission: 'prices.view', writes: true } as const

/** Live addresses of one profile. */
export const mostFeeds = 10

export const createPriceFeed = endpoint({
  method: 'POST',
  path: '/price-file-profiles/:profileId/feeds',
  params: profileParams,
  body: z.object({
    format: feedFormat,
    /** a file that is older is made anew */
    freshMinutes: z.number().int().min(15).max(1440),
  }),
  response: z.object({ profile: priceFileProfile, url: z.string() }),
  summary: 'Open an address from which a machine reads the price list; its secret is told this once',
  access: writes,
  errors: ['not_found', 'limit_reached', 'wrong_state'],
  tags,
})

export const revokePriceFeed = endpoint({
  method: 'POST',
  path: '/price-file-profiles/:profileId/feeds/:feedId/revocation',
  params: profileParams.extend({ feedId: id }),
  response: priceFileProfile,
  summary: 'Close an address at once',
  access: writes,
  errors: ['not_found'],
  tags,
})

export const readPriceFeed = endpoint({
  method: 'GET',
  path: '/price-feeds/:token',
  params: z.object({ token: z.string().regex(/^[\w-]{43}$/) }),
  response: z.file(),
  summary:
    'The price list behind a secret address. Answers If-None-Match; while the first file is being made, 503 with Retry-After',
  access: { kind: 'token' },
  errors: ['not_found', 'not_ready'],
  perMinute: 30,
  tags,
})
