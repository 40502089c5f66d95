import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { priceFileColumn, priceFileFormat, priceFileSettings } from './price-file-settings.ts'
import { empty, id, instant, price } from './primitives.ts'

// Function 15: saved settings of price list files, with their timetable and their addresses for machines.

const tags = ['price-files'] as const
const profileParams = z.object({ profileId: id })
const reads = { kind: 'buyer', permission: 'prices.view' } as const
const writes = { kind: 'buyer', permission: 'prices.view', writes: true } as const

/** Profiles of one person under one contract. */
export const mostProfiles = 50

const name = z.string().trim().min(1).max(120)

/** What a machine reads. */
export const feedFormat = z.enum(['yml', 'csv', 'xlsx'])
export type FeedFormat = z.infer<typeof feedFormat>

export const priceFileSchedule = z.object({
  every: z.enum(['day', 'week', 'month']),
  /** 1 = Monday for a week; the day of a month, the last one of a shorter month; null for every day */
  day: z.number().int().min(1).max(31).nullable(),
  /** in the seller's zone */
  hour: z.number().int().min(0).max(23),
})
export type PriceFileSchedule = z.infer<typeof priceFileSchedule>

export const priceFeed = z.object({
  id,
  format: feedFormat,
  /** the last signs of the token, to tell addresses apart */
  tokenEnd: z.string(),
  freshMinutes: z.number().int(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
  /** when the file that it serves was made */
  madeAt: instant.nullable(),
  errorCode: z.string().nullable(),
})
export type PriceFeed = z.infer<typeof priceFeed>

export const priceFileProfile = z.object({
  id,
  name: z.string(),
  settings: priceFileSettings.required(),
  /** names of what the settings mention by id */
  names: z.record(z.string(), z.string()),
  hasLogo: z.boolean(),
  schedule: priceFileSchedule.extend({ nextAt: instant }).nullable(),
  feeds: z.array(priceFeed),
  updatedAt: instant,
  /** letters and addresses need a person of the company; a manager who acts for it makes files only */
  abilities: z.object({ schedule: z.boolean(), feed: z.boolean() }),
})
export type PriceFileProfile = z.infer<typeof priceFileProfile>

export const priceFileProfileSummary = z.object({
  id,
  name: z.string(),
  format: priceFileFormat,
  hasMarkUp: z.boolean(),
  schedule: priceFileSchedule.extend({ nextAt: instant }).nullable(),
  feedCount: z.number().int(),
  updatedAt: instant,
})
export type PriceFileProfileSummary = z.infer<typeof priceFileProfileSummary>

export const listPriceFileProfiles = endpoint({
  method: 'GET',
  path: '/price-file-profiles',
  response: z.object({ items: z.array(priceFileProfileSummary) }),
  summary: 'What the caller makes price list files of under the present contract; the last changed first',
  access: reads,
  errors: [],
  tags,
})

export const getPriceFileProfile = endpoint({
  method: 'GET',
  path: '/price-file-profiles/:profileId',
  params: profileParams,
  response: priceFileProfile,
  summary: 'One profile of price list files, with its timetable and its addresses for machines',
  access: reads,
  errors: ['not_found'],
  tags,
})

export const createPriceFileProfile = endpoint({
  method: 'POST',
  path: '/price-file-profiles',
  body: z.object({ name, settings: priceFileSettings }),
  response: priceFileProfile,
  summary: 'Save what price list files are made of',
  access: writes,
  errors: ['name_taken', 'limit_reached'],
  tags,
})

export const updatePriceFileProfile = endpoint({
  method: 'PUT',
  path: '/price-file-profiles/:profileId',
  params: profileParams,
  body: z.object({ name, settings: priceFileSettings }),
  response: priceFileProfile,
  summary: 'Change a profile: its next files, letters and feeds follow',
  access: writes,
  errors: ['not_found', 'name_taken'],
  tags,
})

export const deletePriceFileProfile = endpoint({
  method: 'DELETE',
  path: '/price-file-profiles/:profileId',
  params: profileParams,
  response: empty,
  summary: 'Delete a profile with its timetable and addresses; files that were made stay',
  access: writes,
  errors: ['not_found'],
  tags,
})

export const setPriceFileLogo = endpoint({
  method: 'PUT',
  path: '/price-file-profiles/:profileId/logo',
  params: profileParams,
  response: priceFileProfile,
  summary: 'Put a picture at the head of xlsx and pdf files: PNG, JPEG or WebP',
  access: writes,
  errors: ['not_found', 'file_kind_unknown', 'file_too_large'],
  upload: { maxBytes: 2 * 1024 * 1024 },
  tags,
})

export const removePriceFileLogo = endpoint({
  method: 'DELETE',
  path: '/price-file-profiles/:profileId/logo',
  params: profileParams,
  response: priceFileProfile,
  summary: 'Take the picture away',
  access: writes,
  errors: ['not_found'],
  tags,
})

export const setPriceFileSchedule = endpoint({
  method: 'PUT',
  path: '/price-file-profiles/:profileId/schedule',
  params: profileParams,
  body: priceFileSchedule,
  response: priceFileProfile,
  summary: 'Send the file to the caller by mail, every day, week or month at an hour',
  access: writes,
  errors: ['not_found', 'wrong_state'],
  tags,
})

export const removePriceFileSchedule = endpoint({
  method: 'DELETE',
  path: '/price-file-profiles/:profileId/schedule',
  params: profileParams,
  response: priceFileProfile,
  summary: 'Stop the letters',
  access: writes,
  errors: ['not_found'],
  tags,
})

export const previewPriceFile = endpoint({
  method: 'POST',
  path: '/price-file-previews',
  body: z.object({ settings: priceFileSettings }),
  response: z.object({
    /** products that the settings choose */
    total: z.number().int(),
    columns: z.array(z.object({ key: priceFileColumn, title: z.string(), figure: z.boolean() })),
    rows: price(z.array(z.array(z.string()))),
    /** what the file says of itself */
    statement: z.array(z.string()),
  }),
  summary: 'The first rows of a file of these settings, as they would stand in it',
  access: reads,
  errors: [],
  tags,
})

export const getPriceFileChoices = endpoint({
  method: 'GET',
  path: '/price-file-choices',
  response: z.object({
    /** products in the whole assortment of the contract */
    total: z.number().int(),
    brands: z.array(z.object({ id, name: z.string(), count: z.number().int() })),
  }),
  summary: 'What the scope of a price list file can be narrowed to, within the assortment',
  access: reads,
  errors: [],
  tags,
})
