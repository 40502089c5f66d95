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

/** The sign-in page, and the way back to `here` from it. */
export function signInPath(here: string): string {
  return here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`
}
