/** Why the portal does not start, in words for the person at the terminal: printed without a stack. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** The `code` of a Node or PostgreSQL error (`EACCES`, `57P03`), or undefined. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
