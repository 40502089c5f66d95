import {
  changePassword,
  endSession,
  getPasswordReset,
  listSessions,
  requestPasswordReset,
  resetPassword,
  signOut,
} from '@portal/api/identity.ts'
import type { App } from '#kernel/app.ts'
import { mount, signedIn } from '#kernel/mount.ts'
import { changeOwnPassword } from './change-password.ts'
import { completeReset, openReset, requestReset } from './reset-password.ts'
import { endOwnSession, ownSessions, sessionCookie } from './sessions.ts'

export function mountIdentity(app: App): void {
  mount(app, signOut, async ({ context }) => {
    const { sessionId } = context.caller
    if (sessionId) await endOwnSession(context, sessionId)
    context.clearCookie(sessionCookie)
    return {}
  })
  mount(app, changePassword, async ({ body, context }) => {
    await changeOwnPassword(context, body.current, body.next)
    return {}
  })
  mount(app, listSessions, async ({ context }) => {
    const sessions = await ownSessions(context.db, signedIn(context).id, context.now)
    return {
      items: sessions.map((session) => ({
        id: session.id,
        current: session.id === context.caller.sessionId,
        createdAt: session.created_at.toISOString(),
        lastSeenAt: session.last_seen_at.toISOString(),
        ip: session.ip,
        userAgent: session.user_agent,
      })),
    }
  })
  mount(app, endSession, async ({ params, context }) => {
    await endOwnSession(context, params.sessionId)
    return {}
  })
  mount(app, requestPasswordReset, async ({ body, context }) => {
    await requestReset(context.db, body.email)
    return {}
  })
  mount(app, getPasswordReset, async ({ params, context }) => {
    const reset = await openReset(context.db, params.token, context.now)
    return { expiresAt: reset.expires_at.toISOString() }
  })
  mount(app, resetPassword, async ({ params, body, context }) => {
    await completeReset(context, params.token, body.password)
    return {}
  })
}
