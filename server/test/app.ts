import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Endpoint, InputOf, OutputOf, Problem } from '@portal/api/endpoint.ts'
import { afterAll } from 'vitest'
import type { z } from 'zod'
import { loadConfig, type Config } from '#kernel/config.ts'
import type { Db } from '#kernel/db.ts'
import { openFiles } from '#kernel/files.ts'
import { makeLog } from '#kernel/log.ts'
import { buildApp, type BuiltApp } from '#src/app.ts'
import { testDatabase } from './template-database.ts'

type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

/** What the server answered: the body of the contract, or a problem. */
export interface Answer<Body> {
  status: number
  /** the problem's code, or undefined */
  code: string | undefined
  problem: Problem
  body: Body
  /** the session cookie that the answer sets, ready to be sent back */
  cookie: string | undefined
  headers: Record<string, string | string[] | number | undefined>
}

/** `cookie` makes the call somebody's; other headers are as given. */
export type CallHeaders = Record<string, string>

export interface TestApp {
  app: BuiltApp
  db: Db
  databaseUrl: string
  /** the time of the portal; tests move it */
  time: { now: Date }
  call<E extends AnyEndpoint>(
    endpoint: E,
    input: InputOf<E>,
    headers?: CallHeaders,
  ): Promise<Answer<OutputOf<E>>>
}

/**
 * The real application over a database of this test file's own; nothing listens, no jobs run.
 * Call it at the top of the file: `const { db, call } = await testApp()`.
 */
export async function testApp(
  options: {
    now?: Date
    config?: Partial<Config>
    max?: number
    /** with the demo company inside */
    demo?: boolean
  } = {},
): Promise<TestApp> {
  const database = await testDatabase({ max: options.max ?? 8, demo: options.demo ?? false })
  const folder = await mkdtemp(path.join(tmpdir(), 'artikul-test-'))
  const time = { now: options.now ?? new Date('2026-11-24T07:00:00Z') }
  const config = {
    ...loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent', PUBLIC_URL: 'http://portal.test', DEMO: '0' }),
    ...options.config,
  }
  const app = await buildApp({
    config,
    db: database.db,
    clock: { now: () => time.now },
    files: await openFiles(config),
    log: makeLog(config.LOG_LEVEL),
    databaseUrl: database.url,
  })
  await app.fastify.ready()
  afterAll(async () => {
    await app.fastify.close()
    await rm(folder, { recursive: true, force: true })
  })

  return {
    app,
    db: database.db,
    databaseUrl: database.url,
    time,
    call: async (endpoint, input, headers = {}) => {
      const { params, query, body } = input as Record<string, Record<string, unknown> | undefined>
      const answer = await app.fastify.inject({
        method: endpoint.method,
        url: addressOf(endpoint, params, query),
        headers,
        ...(body === undefined ? {} : { payload: body }),
      })
      const json = answer.headers['content-type']?.toString().includes('json')
        ? (answer.json() as unknown)
        : answer.body
      const token = answer.cookies.find(({ name }) => name === 'artikul_session')?.value
      return {
        status: answer.statusCode,
        code: answer.statusCode >= 400 ? (json as Problem).code : undefined,
        problem: json as Problem,
        body: json as never,
        cookie: token ? `artikul_session=${token}` : undefined,
        headers: answer.headers,
      }
    },
  }
}

function addressOf(
  endpoint: AnyEndpoint,
  params: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string {
  const filled = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) search.append(name, String(one))
  return `/api${filled}${search.size > 0 ? `?${search.toString()}` : ''}`
}
