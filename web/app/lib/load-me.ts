import { getMe, type Me } from '@portal/api/identity.ts'
import { redirect, type RouterContextProvider } from 'react-router'
import { requestContext } from './request-context.ts'

/** For the loader of a shell: who is signed in, so that the first picture already has his name and his terms. */
export async function loadMe(context: Readonly<RouterContextProvider>, request: Request): Promise<Me> {
  const me = await context.get(requestContext).call(getMe, {})
  if (me.user) return me
  const { pathname, search } = new URL(request.url)
  throw redirect(signInPath(pathname + search))
}

/** The sign-in page, and the way back to `here` from it; `ended` says there that a session was and is no more. */
export function signInPath(here: string, { ended = false } = {}): string {
  const search = new URLSearchParams()
  if (here !== '/') search.set('next', here)
  if (ended) search.set('ended', '1')
  return search.size > 0 ? `/sign-in?${search.toString()}` : '/sign-in'
}
