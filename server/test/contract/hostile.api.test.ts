import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { signedInAs } from '#test/factories/people.ts'
import { testApp } from '#test/app.ts'
import { sampleOf } from './sample.ts'
import { operatorPerson, tradingCompany } from './two-companies.ts'
import { ask, nameOf, nobody, paramsOf, wholeContract, type AnyEndpoint } from './whole-contract.ts'

const portal = await testApp({ config: { SMTP_URL: 'smtp://127.0.0.1:1' } })
const { app, db } = portal
const server = app.fastify
const contract = wholeContract()
const company = await tradingCompany(portal)
const director = await db
  .selectFrom('organizations.members')
  .select('user_id')
  .where('company_id', '=', company.companyId)
  .where('role', '=', 'director')
  .executeTakeFirstOrThrow()

const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')

const texts = ['', '\0', '\ud800', '__proto__', 'я'.repeat(5000)]
const numbers = ['-1', '1e309', '99999999999999999999', '2026-02-30']
const cursors = [1, 2, 3, 4, 5].flatMap((length) =>
  ['x', '\0', nobody].map((part) => cursor(...Array.from({ length }, () => part))),
)

/** Every text and number of a sample, one at a time, exchanged for something hostile. */
function* exchanged(sample: unknown, hostile: readonly unknown[]): Generator<unknown> {
  if (Array.isArray(sample)) {
    for (const [place, item] of sample.entries())
      for (const one of exchanged(item, hostile)) yield sample.with(place, one)
    return
  }
  if (typeof sample === 'object' && sample !== null) {
    for (const [name, field] of Object.entries(sample))
      for (const one of exchanged(field, hostile)) yield { ...sample, [name]: one }
    return
  }
  yield* hostile
}

/** The sample with every field that may be absent named too, so that each is reached. */
function full(schema: z.ZodType): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return full(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(schema.shape).map(([name, field]) => [name, full(field as z.ZodType)]),
    )
  if (schema instanceof z.ZodArray) return [full(schema.element as z.ZodType)]
  return sampleOf(schema)
}

/** Somebody who may call the endpoint, in a session of his own: what is asked may end it. */
async function allowed({ access }: AnyEndpoint): Promise<string> {
  if (access.kind === 'operator') return operatorPerson(portal, 'administrator')
  return (await signedInAs(db, director.user_id, { contract_id: company.contractId })).cookie
}

const ids = (endpoint: AnyEndpoint) =>
  Object.fromEntries(paramsOf(endpoint).map((name) => [name, company.objects[name] ?? nobody]))

/** Asks, and answers what broke: a server's own error is never an answer to somebody's input. */
async function broken(endpoint: AnyEndpoint, asked: Parameters<typeof ask>[2][]): Promise<string[]> {
  const cookie = await allowed(endpoint)
  const found: string[] = []
  for (const one of asked) {
    const said = await ask(server, endpoint, { params: ids(endpoint), ...one, cookie })
    if (said.status >= 500)
      found.push(`${nameOf(endpoint)} ${JSON.stringify(one).slice(0, 160)}: ${said.status}`)
  }
  return found
}

async function brokenOver(asked: (endpoint: AnyEndpoint) => Parameters<typeof ask>[2][]): Promise<string[]> {
  const found: string[] = []
  for (const endpoint of contract) found.push(...(await broken(endpoint, asked(endpoint))))
  return found
}

describe('no input of anybody makes the server fail', () => {
  it('in a path: ids that are none', async () => {
    const wrong = [
      '1',
      '%',
      '\0',
      "' or 1=1",
      '../me',
      '-'.repeat(36),
      'x'.repeat(390),
      '__proto__',
      '\ud800',
    ]
    expect(
      await brokenOver((endpoint) =>
        paramsOf(endpoint).flatMap((name) =>
          wrong.map((value) => ({ params: { ...ids(endpoint), [name]: value.replace('\ud800', '�') } })),
        ),
      ),
    ).toEqual([])
  })

  it('in a query: texts, numbers, cursors of other lists, keys twice', async () => {
    expect(
      await brokenOver(({ query }) => {
        const names = query instanceof z.ZodObject ? Object.keys(query.shape) : []
        return names.flatMap((name) => {
          const values =
            name === 'cursor' ? [...texts.slice(1, -1), ...cursors] : [...texts.slice(1, -1), ...numbers]
          return [
            ...values.map((value) => ({
              search: new URLSearchParams({ [name]: value.replace('\ud800', '�') }).toString(),
            })),
            { search: `${name}=1&${name}=2` },
            { search: `${name}[]=1&${name}[a]=2&__proto__[x]=1` },
            { search: `${name}=${'x'.repeat(12_000)}` },
          ]
        })
      }),
    ).toEqual([])
  }, 120_000)

  it('in a body: another shape, texts and numbers that do not fit', async () => {
    const shapes: unknown[] = [null, [], {}, 'text', 5]
    expect(
      await brokenOver(({ body }) => {
        if (!body) return []
        const sample = full(body)
        const wrong = [...exchanged(sample, [...texts, ...numbers, null, -1, 1e308, []])]
        return [...shapes, ...wrong].map((one) => ({ body: one }))
      }),
    ).toEqual([])
  }, 120_000)

  it('in a body that is no JSON, too deep, too long, or wants to be a prototype', async () => {
    const raw = [
      '{',
      '"',
      '[1,]',
      '\0',
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
      '{"__proto__":{"operator":true}}',
      '{"constructor":{"prototype":{"operator":true}}}',
    ]
    expect(await brokenOver(({ body }) => (body ? raw.map((text) => ({ raw: text })) : []))).toEqual([])
    expect({}).not.toHaveProperty('operator')
  })

  it('answers a body over its limit with payload_too_large', async () => {
    const [small] = contract.filter(
      ({ body, bodyLimit, access }) => body && !bodyLimit && access.kind === 'public',
    )
    const said = await ask(server, small!, { raw: JSON.stringify({ x: 'x'.repeat(1_100_000) }) })
    expect(said.code).toBe('payload_too_large')
  })
})
