import type { Endpoint, InputOf, OutputOf, Problem } from '@portal/api/endpoint.ts'
import { termsHeader } from '@portal/api/endpoint.ts'
import type { ErrorCode } from '@portal/api/errors.ts'
import { queryOptions } from '@tanstack/react-query'

/** An answer that is an error: the code says which, the params fill its message. */
export class ApiProblem extends Error {
  readonly code: ErrorCode | 'offline'
  readonly status: number
  readonly params: Problem['params']
  readonly fields: Problem['fields']
  readonly requestId: string | null

  constructor(problem: Partial<Omit<Problem, 'code'>> & { code: ErrorCode | 'offline' }) {
    super(problem.code)
    this.name = 'ApiProblem'
    this.code = problem.code
    this.status = problem.status ?? 0
    this.params = problem.params ?? {}
    this.fields = problem.fields ?? {}
    this.requestId = problem.requestId ?? null
  }
}

interface Parts {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

/** The path and query of a call, such as `/api/orders?status=new`. */
export function urlOf(endpoint: Endpoint, input: unknown): string {
  const { params = {}, query = {} } = (input ?? {}) as Parts
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  const text = search.toString()
  return `/api${path}${text ? `?${text}` : ''}`
}

let currentContract: string | null = null

/** The contract that this tab shows; it travels in every request, so that a stale tab is told so. */
export function setCurrentContract(contractId: string | null): void {
  currentContract = contractId
}

type Listener = (problem: ApiProblem) => void
const contextListeners = new Set<Listener>()

/** Hears of answers that say "you work under another contract now" or "sign in". */
export function onContextProblem(listener: Listener): () => void {
  contextListeners.add(listener)
  return () => contextListeners.delete(listener)
}

interface CallOptions {
  signal?: AbortSignal
  file?: File
  onProgress?: (share: number) => void
}

/** The last change that was asked for, until it is answered. */
let underWay: { asked: string; answer: Promise<unknown> } | null = null

/**
 * The web client's only way to the server. Throws ApiProblem.
 * A change asked for once more while it is under way, with no other one between, is the same change: a double click, or Enter
 * and a click, writes once, and both hear the answer.
 */
export function call<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: CallOptions = {},
): Promise<OutputOf<E>> {
  if (endpoint.method === 'GET' || options.file || options.signal) return send(endpoint, input, options)
  const asked = JSON.stringify([
    endpoint.method,
    urlOf(endpoint, input),
    (input as Parts).body,
    currentContract,
  ])
  if (underWay?.asked === asked) return underWay.answer as Promise<OutputOf<E>>
  const answer = send(endpoint, input, options)
  const own = { asked, answer }
  underWay = own
  const over = () => {
    if (underWay === own) underWay = null
  }
  answer.then(over, over)
  return answer
}

async function send<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: CallOptions,
): Promise<OutputOf<E>> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (currentContract) headers[termsHeader] = currentContract
  let body: BodyInit | undefined
  if (options.file) {
    const form = new FormData()
    form.set('file', options.file)
    body = form
  } else if (endpoint.body) {
    headers['content-type'] = 'application/json'
    body = JSON.stringify((input as Parts).body)
  }
  let response: Response
  try {
    response = await fetch(urlOf(endpoint, input), {
      method: endpoint.method,
      headers,
      credentials: 'same-origin',
      ...(body ? { body } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiProblem({ code: 'offline' })
  }
  if (response.ok) return (await response.json()) as OutputOf<E>
  const problem = await problemOf(response)
  if (problem.code === 'context_changed' || problem.code === 'not_signed_in' || problem.code === 'no_terms')
    for (const listener of contextListeners) listener(problem)
  throw problem
}

async function problemOf(response: Response): Promise<ApiProblem> {
  if (response.headers.get('content-type')?.startsWith('application/problem+json'))
    return new ApiProblem((await response.json()) as Problem)
  return new ApiProblem({ code: response.status === 404 ? 'not_found' : 'internal', status: response.status })
}

/** The only way to define a query: key and fetcher in one typed place. Keys begin with the endpoint's tag and path. */
export function queryFor<E extends Endpoint>(endpoint: E, input: InputOf<E>) {
  return queryOptions({
    queryKey: [endpoint.tags[0], endpoint.path, input] as const,
    queryFn: ({ signal }): Promise<OutputOf<E>> => call(endpoint, input, { signal }),
  })
}
