import type { QuantityRule } from '@portal/api/quantities.ts'

/** The limits of a rule; none where there is no rule. */
export const limitsOf = (rule: QuantityRule | undefined) => ({
  minQuantity: rule?.minQuantity ?? null,
  stepQuantity: rule?.stepQuantity ?? null,
  maxQuantity: rule?.maxQuantity ?? null,
})
