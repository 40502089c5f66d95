import type { Endpoint } from '@portal/api/endpoint.ts'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { mounted } from '#kernel/mount.ts'
import { sampleOf } from './sample.ts'

export type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

/** Every endpoint that the server answers, as it stands when this is called. */
export function wholeContract(): AnyEndpoint[] {
  return [...mounted]
}

export const nameOf = (endpoint: AnyEndpoint) => `${endpoint.method} ${endpoint.path}`

export const paramsOf = (endpoint: AnyEndpoint) =>
  [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!)

export interface Said {
  status: number
  code: string | undefined
  text: string
}

export interface Asked {
  params?: Record<string, string>
  /** text after the question mark; a sample of the query when absent */
  search?: string
  /** JSON; a sample of the body when absent */
  body?: unknown
  /** sent as it is, instead of `body` */
  raw?: string
  cookie?: string | undefined
}

/** Half a multipart body is enough: who may not call is told so before the file is read. */
const file =
  '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\nA;1\r\n--x--\r\n'

let address = 0

/** Asks an endpoint with what its schemas take, except for what is given. */
export async function ask(server: FastifyInstance, endpoint: AnyEndpoint, asked: Asked): Promise<Said> {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(asked.params?.[name] ?? nobody),
  )
  const search = asked.search ?? sampleSearch(endpoint)
  const json = asked.raw ?? bodyOf(endpoint, asked)
  address = (address + 1) % 60_000
  const answer = await server.inject({
    method: endpoint.method,
    url: `/api${path}${search && `?${search}`}`,
    // limits by address are not what is asked here
    remoteAddress: `100.64.${address >> 8}.${address & 255}`,
    headers: {
      ...(asked.cookie ? { cookie: asked.cookie } : {}),
      ...(endpoint.upload
        ? { 'content-type': 'multipart/form-data; boundary=x' }
        : json === undefined
          ? {}
          : { 'content-type': 'application/json' }),
    },
    ...(endpoint.upload ? { payload: file } : json === undefined ? {} : { payload: json }),
  })
  return { status: answer.statusCode, code: codeIn(answer.body), text: answer.body }
}

/** An id that nothing has. */
export const nobody = '0192aaaa-0000-7000-8000-00000000dead'

function sampleSearch(endpoint: AnyEndpoint): string {
  const query = (endpoint.query ? sampleOf(endpoint.query) : undefined) ?? {}
  return new URLSearchParams(query as Record<string, string>).toString()
}

function bodyOf(endpoint: AnyEndpoint, asked: Asked): string | undefined {
  const body = 'body' in asked ? asked.body : endpoint.body && sampleOf(endpoint.body)
  return body === undefined ? undefined : JSON.stringify(body)
}

function codeIn(text: string): string | undefined {
  if (!text.startsWith('{')) return undefined
  const { code } = JSON.parse(text) as { code?: unknown }
  return typeof code === 'string' ? code : undefined
}
