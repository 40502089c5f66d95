import type { OfficeFamily } from '@portal/api/families.ts'

/** A value of an axis while it is edited; without an id it is new. */
export interface DraftValue {
  id: string | null
  value: string
  valueEn: string
  members: number
}

export interface DraftAxis {
  /** null: a property that is made when the family is saved */
  attributeId: string | null
  name: string
  nameEn: string
  unit: string | null
  values: readonly DraftValue[]
}

export interface FamilyDraft {
  name: string
  nameEn: string
  axes: readonly DraftAxis[]
}

export function draftOf({ name, nameEn, axes }: OfficeFamily): FamilyDraft {
  return {
    name,
    nameEn: nameEn ?? '',
    axes: axes.map((axis) => ({
      ...axis,
      nameEn: axis.nameEn ?? '',
      values: axis.values.map((value) => ({ ...value, valueEn: value.valueEn ?? '' })),
    })),
  }
}

/** As the server takes it. */
export function bodyOf({ name, nameEn, axes }: FamilyDraft) {
  return {
    name,
    nameEn: nameEn || null,
    axes: axes.map((axis) => ({
      attributeId: axis.attributeId,
      name: axis.name,
      nameEn: axis.nameEn || null,
      values: axis.values.map(({ id, value, valueEn }) => ({ id, value, valueEn: valueEn || null })),
    })),
  }
}

/** One place up or down; at the edge nothing moves. */
export function moved<T>(all: readonly T[], from: number, step: 1 | -1): readonly T[] {
  const to = from + step
  if (to < 0 || to >= all.length) return all
  const next = [...all]
  ;[next[from], next[to]] = [next[to]!, next[from]!]
  return next
}

/** New values as they are typed or pasted: commas, semicolons and new lines set them apart, those that are there stay out. */
export function newValues(text: string, known: readonly DraftValue[]): DraftValue[] {
  const taken = new Set(known.map(({ value }) => value.toLowerCase()))
  return text
    .split(/[;\n\t]|,(?!\d)/)
    .map((value) => value.replaceAll(/\s+/g, ' ').trim().slice(0, 120))
    .filter((value) => {
      const key = value.toLowerCase()
      if (value === '' || taken.has(key)) return false
      taken.add(key)
      return true
    })
    .map((value) => ({ id: null, value, valueEn: '', members: 0 }))
}

const bySize = new Intl.Collator('ru', { numeric: true })

export const inOrder = (values: readonly DraftValue[]) =>
  values.toSorted((a, b) => bySize.compare(a.value, b.value))
