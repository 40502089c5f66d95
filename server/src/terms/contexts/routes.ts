import {
  getMe,
  listContexts,
  signIn,
  startActing,
  stopActing,
  switchContext,
  updateMe,
  type Me,
} from '@portal/api/identity.ts'
import { listOwnDeliveryPoints } from '@portal/api/warehouses.ts'
import type { App } from '#kernel/app.ts'
import type { Caller } from '#kernel/caller.ts'
import { buyerTerms, mount, type Context } from '#kernel/mount.ts'
import { updateProfile } from '#src/people/identity/public.ts'
import { actAs, chooseContext, chooseFirstContext, stopActingAs } from './choose-context.ts'
import { contextsOf } from './contexts.ts'
import { identifySession } from './identify-caller.ts'
import { meOf } from './me.ts'
import { ownPoints } from './own-points.ts'
import { signInWith } from './sign-in.ts'

/** Sign-in stands here, above people: it ends in a contract to work under. */
export function mountContexts(app: App): void {
  mount(app, getMe, async ({ context }) => {
    const { user, sessionId, terms, operator } = context.caller
    if (!user || !sessionId || terms.kind === 'buyer' || operator) return meOf(context)
    await chooseFirstContext(context, sessionId)
    return meAgain(context, sessionId)
  })
  mount(app, signIn, async ({ body, context }) => {
    const sessionId = await signInWith(context, body.email, body.password, app.config.secureCookies)
    const caller = await identifySession(context.db, sessionId, context.now)
    if (!caller.operator) await chooseFirstContext({ ...context, caller }, sessionId)
    return meAgain(context, sessionId)
  })
  mount(app, listContexts, ({ query, context }) => contextsOf(context.db, context.caller, query, context.now))
  mount(app, listOwnDeliveryPoints, async ({ context }) => ({
    items: await ownPoints(context.db, buyerTerms(context), context.language),
  }))
  mount(app, switchContext, async ({ body, context }) => {
    await chooseContext(context, body)
    return meAgain(context, sessionOf(context.caller))
  })
  mount(app, updateMe, async ({ body, context }) => {
    await updateProfile(context, body)
    return meAgain(context, sessionOf(context.caller))
  })
  mount(app, startActing, async ({ body, context }) => {
    await actAs(context, body)
    return meAgain(context, sessionOf(context.caller))
  })
  mount(app, stopActing, async ({ context }) => {
    await stopActingAs(context)
    return meAgain(context, sessionOf(context.caller))
  })
}

function sessionOf(caller: Caller): string {
  return caller.sessionId ?? ''
}

/** Me as the next request will see him. */
async function meAgain(context: Context, sessionId: string): Promise<Me> {
  return meOf({ ...context, caller: await identifySession(context.db, sessionId, context.now) })
}
