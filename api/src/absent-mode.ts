import { z } from 'zod'

/**
 * forbid: only what is there may be ordered. backorder: anything; the rest waits, with a date where a lot covers it.
 * preorder: only what is there or on its way, so that everything that waits has a date. on_request: anything; a person
 * answers when the rest will be there.
 */
export const absentMode = z.enum(['forbid', 'backorder', 'preorder', 'on_request'])
export type AbsentMode = z.infer<typeof absentMode>
