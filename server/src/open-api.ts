import scalar from '@scalar/fastify-api-reference'
import type { Endpoint } from '@portal/api/endpoint.ts'
import { errorCodes } from '@portal/api/errors.ts'
import { z } from 'zod'
import type { App } from '#kernel/app.ts'
import { mounted } from '#kernel/mount.ts'

/** Serves the contract as OpenAPI 3.1 and as a page to read. */
export async function mountOpenApi({ fastify }: App): Promise<void> {
  fastify.get('/api/openapi.json', async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300')
    return openApi(mounted)
  })
  await fastify.register(scalar, {
    routePrefix: '/api/docs',
    configuration: { url: '/api/openapi.json', title: 'Artikul API' },
  })
}

/** The whole contract as an OpenAPI 3.1 document. */
export function openApi(endpoints: readonly Endpoint[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Artikul', version: '0.1.0', description: 'The HTTP API of the wholesale portal.' },
    paths,
    components: { schemas: { Problem: problemSchema } },
  }
}

const problemSchema = {
  type: 'object',
  description: 'RFC 9457 problem with the code of our registry',
  required: ['type', 'title', 'status', 'code', 'params', 'fields', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(errorCodes) },
    params: { type: 'object' },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
    requestId: { type: 'string' },
  },
}

function operation(endpoint: Endpoint): Record<string, unknown> {
  const codes = Object.groupBy(endpoint.errors, (code) => String(errorCodes[code].status))
  const failures = Object.entries(codes).map(([status, names]) => [
    status,
    {
      description: names?.join(', '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ])
  return {
    summary: endpoint.summary,
    tags: endpoint.tags,
    description: accessText(endpoint),
    parameters: [...parameters('path', endpoint.params), ...parameters('query', endpoint.query)],
    ...requestBody(endpoint),
    responses: {
      200: {
        description: 'OK',
        content: {
          [endpoint.response instanceof z.ZodFile ? 'application/octet-stream' : 'application/json']: {
            schema: jsonSchema(endpoint.response, 'output'),
          },
        },
      },
      ...Object.fromEntries(failures),
    },
  }
}

function accessText({ access }: Endpoint): string {
  const permission = 'permission' in access && access.permission ? `, permission ${access.permission}` : ''
  return `Who may call it: ${access.kind}${permission}.`
}

function requestBody(endpoint: Endpoint): { requestBody: unknown } | null {
  if (endpoint.upload)
    return {
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['file'],
              properties: { file: { type: 'string', format: 'binary' } },
            },
          },
        },
      },
    }
  if (!endpoint.body) return null
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: jsonSchema(endpoint.body, 'input') } },
    },
  }
}

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined): unknown[] {
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !(field as z.ZodType).safeParse(undefined).success,
    schema: jsonSchema(field as z.ZodType, 'input'),
  }))
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
