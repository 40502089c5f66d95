interface Axis {
  unit: string | null
}

/** `28 × 2 мм`, `10 А × 1 × C`: a place in a family in words; null where a value is missing, or there is no axis. */
export function variantName(axes: readonly Axis[], values: readonly (string | null)[]): string | null {
  if (axes.length === 0 || values.some((value) => value === null)) return null
  const [first] = axes
  const unit = axes.every((axis) => axis.unit === first?.unit) ? first?.unit : null
  if (unit) return `${values.join(' × ')} ${unit}`
  return values.map((value, index) => [value, axes[index]?.unit].filter(Boolean).join(' ')).join(' × ')
}
