import { users } from '../people/identity/public.ts' // planted: upward import

export const kernel = users
