import { readdirSync } from 'node:fs'
import type { Endpoint } from '@portal/api/endpoint.ts'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { nameOf } from './whole-contract.ts'
import { withoutLimit } from './without-limit.ts'

const folder = new URL('../../../api/src/', import.meta.url)

async function declared(): Promise<Endpoint[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  const modules = await Promise.all(
    files.map((name) => import(`@portal/api/${name}`) as Promise<Record<string, unknown>>),
  )
  return modules.flatMap((one) => Object.values(one)).filter(isEndpoint)
}

const isEndpoint = (one: unknown): one is Endpoint =>
  typeof one === 'object' && one !== null && 'method' in one && 'path' in one && 'access' in one

describe('an input', () => {
  it('has a limit wherever it could grow, at every endpoint of the contract', async () => {
    const endpoints = await declared()
    expect(endpoints.length).toBeGreaterThan(200)
    const free = endpoints.flatMap((one) =>
      (['params', 'query', 'body'] as const).flatMap((part) =>
        one[part] ? withoutLimit(one[part]).map((path) => `${nameOf(one)}: ${part}${path}`) : [],
      ),
    )
    expect(free).toEqual([])
  })

  it('without a limit is found wherever it stands', () => {
    const text = z.string()
    expect(
      withoutLimit(
        z.object({
          short: text.max(10),
          day: z.iso.date(),
          yes: z.stringbool(),
          one: z.enum(['a']),
          rows: z.array(z.object({ said: text.nullable() })).max(3),
          chosen: z.array(z.enum(['a', 'b'])),
          either: z.union([z.literal(1), z.object({ by: text })]),
          named: z.record(z.string().max(3), z.number()),
        }),
      ),
    ).toEqual(['.rows[].said', '.chosen', '.either.by', '.named'])
  })
})
