import type { FamilyMember } from '@portal/api/offer.ts'

/** Axes beyond the first two: one value of each is looked at. */
export const firstLayer = 2

/** Has a product its place on every axis? Then it stands in the matrix. */
export const isPlaced = ({ values }: FamilyMember) => values.every((value) => value !== null)

/**
 * The layer that is looked at: what the address asks for as far as something stands there, else that of the product whose
 * page this is, else the first.
 */
export function layerOf(
  members: readonly FamilyMember[],
  asked: readonly string[],
  slug: string,
): (string | null)[] {
  const own = members.find(({ item }) => item.slug === slug) ?? members[0]
  const wanted = (own?.values.slice(firstLayer) ?? []).map((value, index) => asked[index] || value)
  const there = members.find((member) => standsOn(member, wanted))
  return (there ?? own)?.values.slice(firstLayer) ?? []
}

export const standsOn = ({ values }: FamilyMember, layer: readonly (string | null)[]) =>
  layer.every((value, index) => values[firstLayer + index] === value)

/** Another value on one axis: the other axes stay as they are where something stands there, else they follow. */
export function turnLayer(
  members: readonly FamilyMember[],
  layer: readonly (string | null)[],
  axis: number,
  value: string,
): string[] {
  const same = ({ values }: FamilyMember) =>
    layer.filter((kept, index) => index !== axis && values[firstLayer + index] === kept).length
  const [nearest] = members
    .filter(({ values }) => values[firstLayer + axis] === value)
    .toSorted((a, b) => same(b) - same(a))
  return (nearest?.values ?? []).slice(firstLayer).map((each) => each ?? '')
}

/** Values of an axis of which something stands here, in its order. */
export function valuesHere(
  values: readonly string[],
  members: readonly FamilyMember[],
  axis: number,
): string[] {
  const here = new Set(members.map((member) => member.values[axis]))
  return values.filter((value) => here.has(value))
}
