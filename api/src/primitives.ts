import { z } from 'zod'

/** UUIDv7 made by the app. */
export const id = z.uuid()
export type Id = z.infer<typeof id>

/** A decimal number as text; never a JavaScript number. */
export const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,9})?$/)

/** Money on the wire: `{ amount: "1234.50", currency: "RUB" }`. */
export const money = z.object({ amount: decimal, currency: z.string().length(3) })
export type MoneyWire = z.infer<typeof money>

/** The mark of what only a role with prices may see. */
export const priceMark = 'portal:price'

/** Marks a field that `mount()` answers as null to a role without prices (law 6). */
export function price<T extends z.ZodType>(schema: T) {
  return schema.nullable().meta({ [priceMark]: true })
}

/** A quantity on the wire: a non-negative decimal in the unit named beside it. */
export const quantity = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/)

/** A quantity as a person typed it (`1,5`, `1 000`); the server answers what it understood. */
export const typedQuantity = z.string().max(40)

/** A calendar date: `2026-11-24`. */
export const date = z.iso.date()

/** An instant in UTC: `2026-11-24T07:00:00.000Z`. */
export const instant = z.iso.datetime()

export const language = z.enum(['ru', 'en'])
export type Language = z.infer<typeof language>

/** One page of a list; `next` goes back as `cursor`. A total is there only when it was asked for. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable(), total: z.number().int().optional() })
}

export const pageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  total: z.stringbool().optional(),
})

/** Where a packaging is asked for, the nil UUID means the product's base unit. */
export const baseUnit = '00000000-0000-0000-0000-000000000000'

/** A packaging id, or the nil UUID. */
export const packagingId = z.guid()

export const empty = z.object({})

/** What a person, a company or a group is called. */
export const name = z.string().trim().min(1).max(300)
/** An e-mail address, kept in lower case. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email())
