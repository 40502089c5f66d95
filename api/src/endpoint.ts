import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { BuyerPermission, OperatorPermission } from './permissions.ts'

/**
 * Who may call an endpoint.
 * - public: anybody, a guest too;
 * - signedIn: any session;
 * - buyer: somebody with terms (company + contract) and this permission; `writes` is refused to a stale tab and in a preview;
 * - shopper: a buyer who may view the catalogue, or a guest under the guests' terms;
 * - operator: the operator's people with this permission;
 * - token: a machine that knows the secret in the address; the handler asks whose it is, and what he may see now.
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'signedIn' }
  | { kind: 'buyer'; permission: BuyerPermission | null; writes?: boolean }
  | { kind: 'shopper' }
  | { kind: 'operator'; permission: OperatorPermission | null }
  | { kind: 'token' }

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: Method
  /** Under `/api`, with `:name` parameters. */
  path: string
  params?: Params
  query?: Query
  body?: Body
  response: Response
  summary: string
  access: Access
  /** Domain errors that this endpoint may answer besides the general ones. */
  errors: readonly ErrorCode[]
  /** One file as multipart/form-data in the field `file`, at most this many bytes. */
  upload?: { maxBytes: number }
  /** How often one address may call it in a minute; unlimited unless said. */
  perMinute?: number
  /** Largest JSON body in bytes; 1 MiB unless said. */
  bodyLimit?: number
  tags: readonly [string]
}

/** Declares an endpoint: a plain object that the server mounts, OpenAPI describes and the client calls. */
export function endpoint<
  Response extends z.ZodType,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Upload extends { maxBytes: number } | undefined = undefined,
>(
  definition: Endpoint<Params, Query, Body, Response> & { upload?: Upload },
): Endpoint<Params, Query, Body, Response> & { upload?: Upload } {
  return definition
}

type Part<Name extends string, Schema, Direction extends 'input' | 'output'> = Schema extends z.ZodUndefined
  ? unknown
  : Schema extends z.ZodType
    ? { [K in Name]: Direction extends 'input' ? z.input<Schema> : z.output<Schema> }
    : unknown

/** What a caller passes: params, query and body, each only when the endpoint has it. */
export type InputOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? Part<'params', P, 'input'> & Part<'query', Q, 'input'> & Part<'body', B, 'input'>
    : never

/** What a handler receives after validation. */
export type ParsedOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? Part<'params', P, 'output'> & Part<'query', Q, 'output'> & Part<'body', B, 'output'>
    : never

/** What a handler returns and a caller gets. */
export type OutputOf<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never

/** The header with the contract that this tab believes to work under. */
export const termsHeader = 'x-portal-contract'

/** RFC 9457 problem, with our code. */
export interface Problem {
  type: string
  title: string
  status: number
  code: ErrorCode
  params: Record<string, string | number | boolean | null>
  fields: Record<string, string>
  requestId: string
}
