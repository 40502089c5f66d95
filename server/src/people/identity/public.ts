export { identifyCaller, sessionCookie } from './identify-caller.ts'
