import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { priceFeed } from './price-file-profiles.ts'
import { priceFile } from './price-files.ts'
import { id, page, pageQuery } from './primitives.ts'

// Function 15 as the operator sees it: files and addresses of a company.

const tags = ['price-files'] as const
const ofCompany = z.object({ companyId: id })

export const officePriceFeed = priceFeed.extend({
  profileName: z.string(),
  contractNumber: z.string(),
  personName: z.string(),
})
export type OfficePriceFeed = z.infer<typeof officePriceFeed>

export const officePriceFile = priceFile
  .omit({ purpose: true, profileId: true, gone: true })
  .extend({ purpose: z.enum(['download', 'mail']), contractNumber: z.string(), personName: z.string() })
export type OfficePriceFile = z.infer<typeof officePriceFile>

export const listCompanyPriceFeeds = endpoint({
  method: 'GET',
  path: '/office/companies/:companyId/price-feeds',
  params: ofCompany,
  query: pageQuery.omit({ total: true }),
  response: page(officePriceFeed),
  summary: 'Addresses from which machines of a company read price lists',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})

export const listCompanyPriceFiles = endpoint({
  method: 'GET',
  path: '/office/companies/:companyId/price-files',
  params: ofCompany,
  query: pageQuery.omit({ total: true }),
  response: page(officePriceFile),
  summary: 'Price list files that people of a company had made',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})

export const revokeCompanyPriceFeed = endpoint({
  method: 'POST',
  path: '/office/companies/:companyId/price-feeds/:feedId/revocation',
  params: ofCompany.extend({ feedId: id }),
  response: officePriceFeed,
  summary: 'Close an address of a company at once',
  access: { kind: 'operator', permission: 'customers.manage' },
  errors: ['not_found'],
  tags,
})
