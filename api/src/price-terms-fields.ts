import { z } from 'zod'
import { date, decimal, id } from './primitives.ts'

// Fields that price lists and contracts share: rounding, tiers, volume discounts.

/** What of a cart a tier counts. */
export const tiersBy = z.enum(['line', 'product', 'family'])
export type TiersBy = z.infer<typeof tiersBy>

export const rounding = z.enum(['none', '0.01', '0.1', '1', '10', 'x.90'])
export type Rounding = z.infer<typeof rounding>

/** With other discounts: the best of those marked so counts, and those that add are added to it. */
export const stacking = z.enum(['best', 'add'])

/**
 * A rate in force for longer than so many days is told to managers as old, reckoned from the day that it is in the seller's
 * zone. It converts all the same: a buyer sees the price, not the remark.
 */
export const rateIsOldAfterDays = 7

/** The rate of a day: so much for `units`, from a day on. */
export const rateOfDay = z.object({
  validFrom: date,
  units: z.number().int(),
  rate: decimal,
  old: z.boolean(),
})
export type RateOfDay = z.infer<typeof rateOfDay>

const percentOff = z
  .string()
  .regex(/^\d{1,2}(\.\d{1,3})?$/)
  .refine((percent) => /[1-9]/.test(percent))

export const volumeDiscountInput = z
  .object({
    categoryId: id.nullable().default(null),
    brandId: id.nullable().default(null),
    /** base units of the line, or its sum before discounts */
    countedBy: z.enum(['quantity', 'sum']),
    threshold: z
      .string()
      .regex(/^\d{1,12}(\.\d{1,6})?$/)
      .refine((threshold) => /[1-9]/.test(threshold)),
    percent: percentOff,
    stacking,
  })
  .refine((rule) => !rule.categoryId || !rule.brandId, { path: ['brandId'] })
export type VolumeDiscountInput = z.infer<typeof volumeDiscountInput>

const volumeDiscounts = z.array(volumeDiscountInput).max(100)

export const volumeDiscountRules = z.object({
  rules: volumeDiscounts,
  /** those that the person looked at: where others stand by now, nothing is replaced (terms_changed) */
  seen: volumeDiscounts.optional(),
})
export type VolumeDiscountRules = z.infer<typeof volumeDiscountRules>

export const volumeDiscount = z.object({
  categoryId: id.nullable(),
  brandId: id.nullable(),
  /** of the category or the brand; null = all goods */
  name: z.string().nullable(),
  countedBy: z.enum(['quantity', 'sum']),
  threshold: decimal,
  percent: decimal,
  stacking,
})
export type VolumeDiscount = z.infer<typeof volumeDiscount>

export const listTerms = z.object({
  /** a cost list answers no buyer: floors rest on it */
  kind: z.enum(['sale', 'cost']),
  tiersBy,
  rounding,
  validFrom: date.nullable().default(null),
  /** the first day without it */
  validUntil: date.nullable().default(null),
  rateSourceId: id.nullable().default(null),
})

export const copyTerms = z
  .object({
    name: z.string().trim().min(1).max(200),
    /** `-5` lowers every price by 5 %; a price of nothing is none, so -100 is not taken */
    percent: z
      .string()
      .regex(/^-?\d{1,3}(\.\d{1,3})?$/)
      .refine((percent) => !/^-(100|[1-9]\d{2})/.test(percent)),
    /** of the new prices */
    rounding: rounding.default('none'),
    validFrom: date.nullable().default(null),
    /** stands in the place of its list from `validFrom` on */
    edition: z.boolean().default(false),
  })
  .refine((copy) => !copy.edition || copy.validFrom !== null, { path: ['validFrom'] })
