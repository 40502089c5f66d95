import type { FastifyReply } from 'fastify'

/** What 1C reads: the verdict stands alone on the first line, in ASCII; text for people follows. */
export type Answer =
  | { verdict: 'success' | 'progress' | 'failure'; lines: readonly string[] }
  | { body: string }

export const success = (...lines: string[]): Answer => ({ verdict: 'success', lines })
export const progress = (...lines: string[]): Answer => ({ verdict: 'progress', lines })
export const failure = (...lines: string[]): Answer => ({ verdict: 'failure', lines })

/** Sends plain text in UTF-8 with the charset said; no BOM, no blank first line, no trailing one. */
export function sendPlain(reply: FastifyReply, answer: Answer): FastifyReply {
  const text = 'body' in answer ? answer.body : [answer.verdict, ...answer.lines].join('\n')
  return reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(text)
}
