import { AppError } from '@portal/api/errors.ts'
import type { FastifyRequest } from 'fastify'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a change that another site makes a browser ask for with our cookie. Browsers say where a request comes from
 * (Sec-Fetch-Site, or Origin in old ones); programs that are no browsers say neither and carry no foreign cookies.
 */
export function refuseOtherSites(request: FastifyRequest, publicUrl: string): void {
  if (safe.has(request.method) || !request.url.startsWith('/api/')) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw new AppError('forbidden', { what: 'origin' })
    return
  }
  const { origin } = request.headers
  if (origin === undefined || origin === new URL(publicUrl).origin) return
  if (!URL.canParse(origin) || new URL(origin).host !== request.host)
    throw new AppError('forbidden', { what: 'origin' })
}
