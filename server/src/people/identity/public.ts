export { letter } from './letters.ts'
export { requireStrongPassword } from './password-rules.ts'
export { provePassword, type ProvenUser } from './prove-password.ts'
export {
  endSessions,
  markSessionSeen,
  openSession,
  sessionCookie,
  setSessionActing,
  setSessionContext,
} from './sessions.ts'
export { updateProfile } from './update-profile.ts'
export { resetTask, resetWriter } from './reset-password.ts'
export { createUser, findUserByEmail, type KnownUser } from './users.ts'
