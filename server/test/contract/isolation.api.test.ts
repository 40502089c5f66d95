import { endpoint } from '@portal/api/endpoint.ts'
import { id, money, price } from '@portal/api/primitives.ts'
import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { mount } from '#kernel/mount.ts'
import { answerProblem } from '#kernel/problem.ts'
import { identifyCaller } from '#src/terms/contexts/public.ts'
import { testApp } from '#test/app.ts'
import { makeUser, signedInAs } from '#test/factories/people.ts'
import { bareMoney } from './bare-money.ts'
import { complaintsOfAccess, complaintsOfStrangers, type Persona } from './isolation.ts'
import { sampleOf } from './sample.ts'
import { operatorPerson, tellsSecret, tradingCompany } from './two-companies.ts'
import { ask, nameOf, paramsOf, wholeContract } from './whole-contract.ts'

const portal = await testApp({ config: { SMTP_URL: 'smtp://127.0.0.1:1' } })
const { app, db } = portal
const server = app.fastify
const contract = wholeContract()
const ours = await tradingCompany(portal)
const theirs = await tradingCompany(portal)

const personas: Persona[] = [
  { name: 'a guest', cookie: undefined, buyer: null, operator: null },
  {
    name: 'somebody without a company',
    cookie: (await signedInAs(db, (await makeUser(db)).id)).cookie,
    buyer: null,
    operator: null,
  },
  { name: 'a director', cookie: ours.director, buyer: 'all', operator: null },
  ...(await Promise.all(
    (['viewer', 'warehouse', 'accountant', 'buyer'] as const).map(async (role) => ({
      name: `a ${role}`,
      cookie: await ours.person(role),
      buyer: role,
      operator: null,
    })),
  )),
  ...(await Promise.all(
    (['administrator', 'manager', 'credit_controller', 'content'] as const).map(async (role) => ({
      name: `the operator's ${role} without a contract`,
      cookie: await operatorPerson(portal, role),
      buyer: null,
      operator: role,
    })),
  )),
  {
    name: 'a manager who looks with a buyer’s eyes',
    cookie: await operatorPerson(portal, 'manager', {
      contract_id: ours.contractId,
      acting_company_id: ours.companyId,
      acting_mode: 'preview',
      acting_until: new Date('2100-01-01T00:00:00Z'),
    }),
    buyer: 'all',
    operator: 'manager',
    preview: true,
  },
]

describe('who may call an endpoint', () => {
  it('is told by the contract for every endpoint, and a sample of its input is known', () => {
    expect(contract.length).toBeGreaterThan(100)
    for (const one of contract)
      for (const part of ['query', 'body'] as const) {
        const schema = one[part]
        const sample = schema && sampleOf(schema)
        expect(
          !schema || schema.safeParse(sample ?? (part === 'query' ? {} : undefined)).success,
          `${nameOf(one)}: server/test/contract/sample.ts makes no ${part} for it`,
        ).toBe(true)
      }
  })

  it.each(personas)('refuses $name whatever is not his', async (persona) => {
    const { asked, complaints } = await complaintsOfAccess(server, contract, persona)
    expect(complaints).toEqual([])
    expect(asked).toBeGreaterThan(0)
  })
})

describe('another company’s object', () => {
  it('is not found, at any endpoint and at any place of its path', async () => {
    const { asked, complaints } = await complaintsOfStrangers(server, contract, ours, theirs)
    expect(complaints).toEqual([])
    expect(asked).toBeGreaterThan(20)
  })

  it('is found by its own company: the objects of this test are real', async () => {
    for (const one of contract.filter(
      ({ method, access, path }) => method === 'GET' && access.kind === 'buyer' && path.includes(':'),
    )) {
      const said = await ask(server, one, { params: theirs.objects, cookie: theirs.director })
      expect(said.status, `${nameOf(one)}: ${said.text.slice(0, 200)}`).toBe(200)
    }
    // a stranger's writes have changed nothing
    for (const [table, key] of [
      ['carts.carts', 'cartId'],
      ['orders.orders', 'orderId'],
      ['organizations.members', 'memberId'],
    ] as const)
      expect(
        await db.selectFrom(table).select('id').where('id', '=', theirs.objects[key]!).execute(),
      ).toHaveLength(1)
  })
})

describe('the operator’s objects', () => {
  it('that are not there are not found', async () => {
    const admin = await operatorPerson(portal, 'administrator')
    const complaints: string[] = []
    for (const one of contract) {
      if (one.access.kind !== 'operator' || paramsOf(one).length === 0) continue
      const said = await ask(server, one, { cookie: admin })
      if (said.code !== 'not_found')
        complaints.push(`${nameOf(one)}: said ${said.status} ${said.text.slice(0, 200)}`)
    }
    expect(complaints).toEqual([])
  })
})

describe('a role without prices', () => {
  it('meets money only where the contract marks it as a price', () => {
    const shown = contract.filter(
      ({ access }) =>
        access.kind !== 'operator' &&
        !(
          access.kind === 'buyer' &&
          (access.permission === 'prices.view' || access.permission === 'finance.view')
        ),
    )
    const bare = shown.flatMap((one) => bareMoney(one.response).map((path) => `${nameOf(one)}: ${path}`))
    expect(bare).toEqual([])
    expect(
      bareMoney(z.object({ rows: z.array(z.object({ sum: money.nullable(), shown: price(money) })) })),
    ).toEqual(['rows[].sum'])
  })

  it.each(['viewer', 'warehouse'] as const)('reads no price as a %s, anywhere (law 6)', async (role) => {
    const cookie = await ours.person(role)
    const withPrices: string[] = []
    let read = 0
    for (const one of contract.filter(({ method }) => method === 'GET')) {
      const said = await ask(server, one, { params: ours.objects, cookie })
      if (said.status === 200) read += 1
      if (tellsSecret(said.text)) withPrices.push(nameOf(one))
    }
    expect(withPrices).toEqual([])
    expect(read).toBeGreaterThan(8)
  })

  it('is the reason: a director reads the same prices', async () => {
    const told = []
    for (const one of contract.filter(
      ({ method, access }) => method === 'GET' && access.kind !== 'operator',
    )) {
      const said = await ask(server, one, { params: ours.objects, cookie: ours.director })
      if (tellsSecret(said.text)) told.push(nameOf(one))
    }
    expect(told).toEqual(
      expect.arrayContaining([
        'GET /catalogue',
        'GET /carts/:cartId',
        'GET /orders/:orderId',
        'GET /products/:slug',
      ]),
    )
  })
})

describe('this test can fail', () => {
  const planted = endpoint({
    method: 'GET',
    path: '/planted/orders/:orderId',
    params: z.object({ orderId: id }),
    response: z.object({ number: z.string() }),
    summary: 'Planted',
    access: { kind: 'buyer', permission: null },
    errors: [],
    tags: ['Planted'],
  })
  const unknown = { ...planted, path: '/planted/:unheardOfId', params: z.object({ unheardOfId: id }) }

  async function leaking() {
    const bare = fastify()
    bare.setErrorHandler(answerProblem)
    bare.decorateRequest('caller', null as never)
    bare.addHook('onRequest', async (request) => {
      request.caller = await identifyCaller(db, request.headers.cookie?.split('=')[1] ?? '', app.clock.now())
    })
    mount({ ...app, fastify: bare }, planted, async ({ params, context }) =>
      context.db
        .selectFrom('orders.orders')
        .select('number')
        .where('id', '=', params.orderId)
        .executeTakeFirstOrThrow(),
    )
    await bare.ready()
    return bare
  }

  it('tells of an endpoint that forgets whose the object is', async () => {
    const { complaints } = await complaintsOfStrangers(await leaking(), [planted], ours, theirs)
    expect(complaints.join()).toContain('GET /planted/orders/:orderId with another company')
  })

  it('tells of an endpoint that answers whom it should refuse', async () => {
    const strict = { ...planted, access: { kind: 'buyer', permission: 'members.manage' } as const }
    const viewer = personas.find(({ buyer }) => buyer === 'viewer')!
    const { complaints } = await complaintsOfAccess(await leaking(), [strict], viewer)
    expect(complaints.join()).toContain('as a viewer: forbidden expected')
  })

  it('asks for an object where a path has a parameter that nobody knows', async () => {
    const { complaints } = await complaintsOfStrangers(server, [unknown], ours, theirs)
    expect(complaints[0]).toContain("make a company's object for :unheardOfId")
  })
})
