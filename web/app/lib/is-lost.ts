import { ApiProblem } from './api.ts'

/**
 * Is there nothing to show but the error? What was read stays, with all that was typed beside it, when reading it again
 * fails: only what is not there any more, or is not this person's to see, leaves the screen.
 */
export function isLost({ error, data }: { error: Error | null; data: unknown }): boolean {
  if (!error) return false
  return (
    data === undefined ||
    (error instanceof ApiProblem && (error.code === 'not_found' || error.code === 'forbidden'))
  )
}
