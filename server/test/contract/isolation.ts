import { operatorRolePermissions, rolePermissions } from '@portal/api/permissions.ts'
import type { FastifyInstance } from 'fastify'
import { ask, nameOf, nobody, paramsOf, type AnyEndpoint } from './whole-contract.ts'

/** Somebody who calls: what he is, and the cookie that makes him so. */
export interface Persona {
  name: string
  cookie: string | undefined
  buyer: keyof typeof rolePermissions | 'all' | null
  operator: keyof typeof operatorRolePermissions | null
  /** looks with a buyer's eyes and must not write */
  preview?: boolean
}

/** What a persona is refused with before the endpoint looks at anything; null = he may call it. */
export function refusalOf({ access }: AnyEndpoint, persona: Persona): string | null {
  const buyerMay = (permission: string) =>
    persona.buyer === 'all' ||
    (persona.buyer !== null && (rolePermissions[persona.buyer] as readonly string[]).includes(permission))
  if (access.kind === 'public' || access.kind === 'token') return null
  if (access.kind === 'shopper')
    return persona.buyer === null || buyerMay('catalogue.view') ? null : 'forbidden'
  if (persona.cookie === undefined) return 'not_signed_in'
  if (access.kind === 'signedIn') return null
  if (access.kind === 'operator') {
    if (persona.operator === null) return 'not_found'
    const held: readonly string[] = operatorRolePermissions[persona.operator]
    return access.permission === null || held.includes(access.permission) ? null : 'forbidden'
  }
  if (persona.buyer === null) return 'no_terms'
  if (access.permission !== null && !buyerMay(access.permission)) return 'forbidden'
  return access.writes && persona.preview ? 'preview_only' : null
}

/** Calls everything that a persona may not call; answers what was not refused as it must be. */
export async function complaintsOfAccess(
  server: FastifyInstance,
  endpoints: readonly AnyEndpoint[],
  persona: Persona,
): Promise<{ asked: number; complaints: string[] }> {
  const refused = endpoints.filter((endpoint) => refusalOf(endpoint, persona) !== null)
  const complaints: string[] = []
  for (const endpoint of refused) {
    const expected = refusalOf(endpoint, persona)
    const said = await ask(server, endpoint, { cookie: persona.cookie })
    if (said.code !== expected || said.text.includes('"items"'))
      complaints.push(
        `${nameOf(endpoint)} as ${persona.name}: ${expected} expected, said ${said.status} ${said.code ?? ''}`,
      )
  }
  return { asked: refused.length, complaints }
}

/** Endpoints where a stranger's object is no secret, and why. */
const openToAll: Record<string, string> = {
  'GET /orders/purchases/:productId': 'answers what the caller himself bought of a product: nothing',
}

/**
 * Calls every endpoint of a buyer or of any signed-in user with the objects of another company in its path: the whole
 * path theirs, and a child of theirs below a parent of one's own. Whatever is not answered with not_found is told.
 */
export async function complaintsOfStrangers(
  server: FastifyInstance,
  endpoints: readonly AnyEndpoint[],
  own: { director: string; objects: Record<string, string> },
  foreign: { objects: Record<string, string> },
): Promise<{ asked: number; complaints: string[] }> {
  const complaints: string[] = []
  let asked = 0
  for (const endpoint of endpoints) {
    const names = paramsOf(endpoint)
    const mine =
      endpoint.access.kind === 'buyer' ||
      endpoint.access.kind === 'shopper' ||
      endpoint.access.kind === 'signedIn'
    if (names.length === 0 || !mine || nameOf(endpoint) in openToAll) continue
    for (const name of names.filter((name) => foreign.objects[name] === undefined))
      complaints.push(
        `${nameOf(endpoint)}: make a company's object for :${name} in server/test/contract/two-companies.ts`,
      )
    for (let first = 0; first < names.length; first += 1) {
      // a place within a parent, such as a row's number, is nobody's by itself
      if (names[first] === 'position') continue
      const params = Object.fromEntries(
        names.map((name, place) => [name, (place < first ? own : foreign).objects[name] ?? nobody]),
      )
      asked += 1
      const said = await ask(server, endpoint, { params, cookie: own.director })
      if (said.status !== 404 || said.code !== 'not_found')
        complaints.push(
          `${nameOf(endpoint)} with another company's ${names.slice(first).join(', ')}: not_found expected, said ${said.status} ${said.code ?? said.text.slice(0, 200)}`,
        )
    }
  }
  return { asked, complaints }
}
