import type { Company } from '@portal/api/organizations.ts'
import { kindOfInn, wrongRequisites, type CompanyKind } from '@portal/api/requisites.ts'

/** A company as a form holds it. */
export interface CompanyDraft {
  foreign: boolean
  inn: string
  kpp: string
  ogrn: string
  name: string
  fullName: string
  legalAddress: string
  segment: string
  managerId: string | null
  groupId: string | null
}

export const emptyDraft: CompanyDraft = {
  foreign: false,
  inn: '',
  kpp: '',
  ogrn: '',
  name: '',
  fullName: '',
  legalAddress: '',
  segment: '',
  managerId: null,
  groupId: null,
}

export function draftOf(company: Company): CompanyDraft {
  return {
    foreign: company.kind === 'foreign',
    inn: company.inn,
    kpp: company.kpp ?? '',
    ogrn: company.ogrn ?? '',
    name: company.name,
    fullName: company.fullName,
    legalAddress: company.legalAddress ?? '',
    segment: company.segment ?? '',
    managerId: company.managerId,
    groupId: company.groupId,
  }
}

/** By the length of the INN, as everywhere; a company that is known keeps the kind it has. */
export function kindOf(draft: CompanyDraft, known?: CompanyKind): CompanyKind {
  return known ?? (draft.foreign ? 'foreign' : kindOfInn(draft.inn.trim()))
}

/** The code of what is wrong with each field, by the same rules as the server's. */
export function wrongIn(draft: CompanyDraft, known?: CompanyKind): Record<string, string> {
  const wrong: Record<string, string> = {}
  for (const field of wrongRequisites({
    kind: kindOf(draft, known),
    inn: draft.inn.trim(),
    kpp: draft.kpp.trim() || null,
    ogrn: draft.ogrn.trim() || null,
  }))
    wrong[field] = `${field}_invalid`
  if (draft.inn.trim() === '') wrong['inn'] = 'required'
  if (draft.name.trim() === '') wrong['name'] = 'required'
  return wrong
}

const orNull = (text: string) => text.trim() || null

/** The draft as the contract takes it. */
export function inputOf(draft: CompanyDraft) {
  return {
    kind: kindOf(draft),
    inn: draft.inn.trim(),
    kpp: orNull(draft.kpp),
    ogrn: orNull(draft.ogrn),
    name: draft.name.trim(),
    fullName: draft.fullName.trim(),
    legalAddress: orNull(draft.legalAddress),
    segment: orNull(draft.segment),
    managerId: draft.managerId,
    groupId: draft.groupId,
  }
}

/** Only what differs: numbers that an exchange brought wrong are judged when a person changes them. */
export function changesOf(before: CompanyDraft, after: CompanyDraft) {
  const { kind: _, ...was } = inputOf(before)
  const { kind: __, ...now } = inputOf(after)
  return Object.fromEntries(
    Object.entries(now).filter(([field, value]) => value !== was[field as keyof typeof was]),
  ) as Partial<typeof now>
}
