import { companies } from '../organizations/public.ts' // planted: undeclared same-floor import
import { app } from '../../app.ts' // planted: import of the composition

console.log(app) // planted: console
export const users = [companies]
