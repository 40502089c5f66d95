import {
  addCrossReference,
  changeCrossReference,
  listCrossReferenceOwners,
  listCrossReferences,
  removeCrossReferences,
  setCrossReferenceRows,
} from '@portal/api/cross-references.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import { crossReferenceOwners, crossReferencePage } from './cross-reference-page.ts'
import { putCrossReferenceRows } from './set-cross-reference-rows.ts'
import { alterCrossReference, dropCrossReferences, putCrossReference } from './write-cross-reference.ts'

/** What others call the goods (function 10). */
export function mountCrossReferences(app: App): void {
  mount(app, listCrossReferences, ({ query, context }) => crossReferencePage(context, query))
  mount(app, listCrossReferenceOwners, ({ context }) => crossReferenceOwners(context.db))
  mount(app, addCrossReference, ({ body, context }) => putCrossReference(context, body))
  mount(app, changeCrossReference, ({ params, body, context }) =>
    alterCrossReference(context, params.crossReferenceId, body),
  )
  mount(app, removeCrossReferences, ({ body, context }) => dropCrossReferences(context, body.ids))
  mount(app, setCrossReferenceRows, ({ body, context }) => putCrossReferenceRows(context, body.rows))
}
