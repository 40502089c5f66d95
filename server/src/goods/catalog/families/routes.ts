import {
  addFamilyRows,
  changeFamily,
  createFamily,
  getOfficeFamily,
  listAxisProperties,
  listFamilies,
  proposeFamilies,
  removeFamily,
  removeFamilyMembers,
  setFamilyMember,
} from '@portal/api/families.ts'
import type { App } from '#kernel/app.ts'
import { mount } from '#kernel/mount.ts'
import { axisProperties } from './axis-properties.ts'
import { addMemberRows, dropMembers, putMember } from './change-members.ts'
import { officeFamilies } from './office-families.ts'
import { officeFamily } from './office-family.ts'
import { proposedFamilies } from './propose-families.ts'
import { alterFamily, dropFamily, makeFamily } from './write-family.ts'

/** Families of variants as the operator keeps them (function 46). */
export function mountFamilies(app: App): void {
  mount(app, listFamilies, ({ query, context }) => officeFamilies(context, query))
  mount(app, listAxisProperties, ({ query, context }) => axisProperties(context.db, query.search))
  mount(app, proposeFamilies, ({ query, context }) => proposedFamilies(context, query))
  mount(app, createFamily, ({ body, context }) => makeFamily(context, body))
  mount(app, getOfficeFamily, ({ params, context }) =>
    officeFamily(context.db, context.language, params.familyId),
  )
  mount(app, changeFamily, ({ params, body, context }) => alterFamily(context, params.familyId, body))
  mount(app, removeFamily, async ({ params, context }) => {
    await dropFamily(context, params.familyId)
    return {}
  })
  mount(app, setFamilyMember, ({ params, body, context }) => putMember(context, params, body))
  mount(app, removeFamilyMembers, ({ params, body, context }) =>
    dropMembers(context, params.familyId, body.productIds),
  )
  mount(app, addFamilyRows, ({ params, body, context }) => addMemberRows(context, params.familyId, body.rows))
}
