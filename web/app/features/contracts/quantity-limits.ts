import type { QuantityRule } from '@portal/api/quantities.ts'

/** The limits of a rule or of a product; none where there is no rule. */
export const limitsOf = (of: QuantityRule['own'] | undefined): QuantityRule['own'] => ({
  minQuantity: of?.minQuantity ?? null,
  stepQuantity: of?.stepQuantity ?? null,
  maxQuantity: of?.maxQuantity ?? null,
})
