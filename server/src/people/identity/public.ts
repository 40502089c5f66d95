export { letter } from './letters.ts'
export { requireStrongPassword } from './password-rules.ts'
export { provePassword, type ProvenUser } from './prove-password.ts'
export { endSessions, openSession, sessionCookie } from './sessions.ts'
