import { getCreditPosition } from '@portal/api/credit.ts'
import type { App } from '#kernel/app.ts'
import { buyerTerms, mount } from '#kernel/mount.ts'
import { creditPosition } from './position.ts'

export function mountCredit(app: App): void {
  mount(app, getCreditPosition, ({ context }) => creditPosition(context.db, buyerTerms(context)))
}
