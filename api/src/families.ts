import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { empty, id, instant, name, page, pageQuery } from './primitives.ts'

const tags = ['goods'] as const

/** More axes than a person can think of at once. */
export const mostAxes = 5
export const mostAxisValues = 1000
/** What a family holds at most; a matrix of more is a catalogue. */
export const mostFamilyMembers = 1000

const axisText = z.string().trim().min(1).max(120)
const nameEn = z.string().trim().max(300).nullable().default(null)

/** What a family looks like in the list. */
export const familyRow = z.object({
  id,
  name: z.string(),
  axes: z.array(z.string()),
  memberCount: z.number().int(),
  /** members without a place on some axis */
  unplacedCount: z.number().int(),
  /** members that share their cell with another one */
  conflictCount: z.number().int(),
  /** made by an exchange of a good that is sold by characteristics */
  fromExchange: z.boolean(),
  /** null: nobody has touched it by hand */
  editedAt: instant.nullable(),
})
export type FamilyRow = z.infer<typeof familyRow>

export const listFamilies = endpoint({
  method: 'GET',
  path: '/office/families',
  query: pageQuery.extend({
    search: z.string().max(200).optional(),
    from: z.enum(['office', 'exchange']).optional(),
    /** only those with a member without a place, or with two on one cell */
    trouble: z.stringbool().optional(),
  }),
  response: page(familyRow),
  summary: 'Families of variants by name; searched by their names and by articles of their members',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

export const familyAxis = z.object({
  attributeId: id,
  name: z.string(),
  nameEn: z.string().nullable(),
  unit: z.string().nullable(),
  values: z.array(
    z.object({
      id,
      value: z.string(),
      valueEn: z.string().nullable(),
      /** how many members stand on it */
      members: z.number().int(),
    }),
  ),
})
export type FamilyAxis = z.infer<typeof familyAxis>

export const officeFamilyMember = z.object({
  productId: id,
  article: z.string().nullable(),
  name: z.string(),
  label: z.string().nullable(),
  active: z.boolean(),
  /** one for each axis; null: no place on it */
  places: z.array(
    z.object({
      valueId: id.nullable(),
      /** a person has put it there; otherwise its property says so */
      byHand: z.boolean(),
    }),
  ),
  /** it stands on a cell with another one */
  conflict: z.boolean(),
})
export type OfficeFamilyMember = z.infer<typeof officeFamilyMember>

export const officeFamily = z.object({
  id,
  name: z.string(),
  nameEn: z.string().nullable(),
  axes: z.array(familyAxis),
  /** by their places on the axes */
  members: z.array(officeFamilyMember),
  /** of them all; `members` holds the first thousand */
  memberCount: z.number().int(),
  fromExchange: z.boolean(),
  editedAt: instant.nullable(),
  editedBy: z.string().nullable(),
  /** of its names, its axes and the order of their values */
  revision: z.string(),
})
export type OfficeFamily = z.infer<typeof officeFamily>

const family = z.object({ familyId: id })

export const getOfficeFamily = endpoint({
  method: 'GET',
  path: '/office/families/:familyId',
  params: family,
  response: officeFamily,
  summary: 'A family of variants: its axes with their values in order, its members with their places',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

/** An axis is a property of goods; without an id a new one is made. The same holds for its values, which come in order. */
export const axisDraft = z.object({
  attributeId: id.nullable(),
  name: axisText,
  nameEn: z.string().trim().max(120).nullable().default(null),
  values: z
    .array(
      z.object({
        id: id.nullable(),
        value: axisText,
        valueEn: z.string().trim().max(120).nullable().default(null),
      }),
    )
    .max(mostAxisValues)
    .default([]),
})

const familyDraft = z.object({ name, nameEn, axes: z.array(axisDraft).max(mostAxes).default([]) })

export const memberOutcome = z.enum([
  'added',
  'placed',
  'same',
  'unknown',
  'ambiguous',
  'sold_as_variants',
  'other_family',
  'cell_taken',
  'too_many_values',
  'too_long',
  'repeated',
  'full',
])

const memberAnswer = z.object({
  outcome: memberOutcome,
  /** the other family, or who stands on the cell */
  other: z.string().nullable(),
})
export type MemberAnswer = z.infer<typeof memberAnswer>

export const createFamily = endpoint({
  method: 'POST',
  path: '/office/families',
  body: familyDraft.extend({ productIds: z.array(id).max(mostFamilyMembers).default([]) }),
  response: z.object({
    family: officeFamily,
    /** one for each product that was named, in the same order */
    outcomes: z.array(memberAnswer),
  }),
  summary: 'Make a family; products that are named become its members where nothing stands against it',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['invalid_input'],
  tags,
})

export const changeFamily = endpoint({
  method: 'PUT',
  path: '/office/families/:familyId',
  params: family,
  body: familyDraft.extend({
    /** the one that the person began with: where it is another one by now, nothing is written (terms_changed) */
    revision: z.string().max(64).optional(),
  }),
  response: officeFamily,
  summary: 'Rename a family, change its axes, their order and the order of their values',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found', 'invalid_input', 'terms_changed'],
  tags,
})

export const removeFamily = endpoint({
  method: 'DELETE',
  path: '/office/families/:familyId',
  params: family,
  response: empty,
  summary: 'Take a family away; its members stay in the catalogue, each by itself',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found'],
  tags,
})

export const setFamilyMember = endpoint({
  method: 'PUT',
  path: '/office/families/:familyId/members/:productId',
  params: family.extend({ productId: id }),
  body: z.object({
    /** one for each axis; null: as its property says. Absent = kept */
    valueIds: z.array(id.nullable()).max(mostAxes).optional(),
    /** take it out of another family */
    move: z.boolean().default(false),
  }),
  response: officeFamily,
  summary: 'Put a product into a family, or on another cell of it',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: [
    'not_found',
    'invalid_input',
    'sold_as_variants',
    'in_other_family',
    'cell_taken',
    'limit_reached',
  ],
  tags,
})

export const removeFamilyMembers = endpoint({
  method: 'POST',
  path: '/office/families/:familyId/members/removal',
  params: family,
  body: z.object({ productIds: z.array(id).min(1).max(mostFamilyMembers) }),
  response: officeFamily,
  summary: 'Take products out of a family; they stay in the catalogue',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found'],
  tags,
})

export const addFamilyRows = endpoint({
  method: 'POST',
  path: '/office/families/:familyId/member-rows',
  params: family,
  body: z.object({
    rows: z
      .array(
        z.object({
          article: z.string().max(400),
          /** one for each axis, in order; empty = as the product's property says */
          values: z.array(z.string().max(400)).max(60).default([]),
        }),
      )
      .min(1)
      .max(mostFamilyMembers),
  }),
  response: z.object({
    /** one for each that was sent, in the same order */
    rows: z.array(memberAnswer),
  }),
  summary: 'Members from pasted rows: an article and its values; one outcome per row, in order',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found'],
  tags,
})

export const listAxisProperties = endpoint({
  method: 'GET',
  path: '/office/axis-properties',
  query: z.object({ search: z.string().max(100).optional() }),
  response: z.object({
    items: z.array(
      z.object({ id, name: z.string(), nameEn: z.string().nullable(), unit: z.string().nullable() }),
    ),
  }),
  summary: 'Properties of goods that may be axes (at most 50, searched by words of their names)',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

/** Products that differ only in these properties, and belong to no family yet. */
export const familyProposal = z.object({
  name: z.string(),
  nameEn: z.string().nullable(),
  axes: z.array(z.object({ attributeId: id, name: z.string(), values: z.array(z.string()) })),
  members: z.array(z.object({ productId: id, article: z.string().nullable(), name: z.string() })),
})
export type FamilyProposal = z.infer<typeof familyProposal>

export const proposeFamilies = endpoint({
  method: 'GET',
  path: '/office/family-proposals',
  query: z.object({ categoryId: id.optional(), search: z.string().max(200).optional() }),
  response: z.object({
    items: z.array(familyProposal),
    /** how many products without a family were looked at, and whether there are more than were looked at */
    looked: z.number().int(),
    more: z.boolean(),
  }),
  summary:
    'Families that could be made of products whose names and properties differ in one to three properties',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: [],
  tags,
})
