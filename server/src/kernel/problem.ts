import type { Problem } from '@portal/api/endpoint.ts'
import { AppError, errorCodes } from '@portal/api/errors.ts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

/** Answers any error as an RFC 9457 problem. What is not ours becomes "internal" and is logged with its stack. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = asAppError(error)
  if (known.code === 'internal' || errorCodes[known.code].reportable)
    request.log.error({ err: error }, 'request failed')
  const problem: Problem = {
    type: `urn:artikul:error:${known.code}`,
    title: known.code,
    status: known.status,
    code: known.code,
    params: known.params,
    fields: known.fields,
    requestId: request.id,
  }
  // a machine is told when to come again
  if (known.code === 'not_ready') reply.header('retry-after', '30')
  void reply
    .status(known.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(problem)
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const status = (error as Partial<FastifyError>).statusCode
  if (status === 413) return new AppError('payload_too_large')
  if (status === 429) return new AppError('too_many_requests')
  if (status === 404) return new AppError('not_found')
  if (status !== undefined && status >= 400 && status < 500) return new AppError('bad_request')
  return new AppError('internal')
}
