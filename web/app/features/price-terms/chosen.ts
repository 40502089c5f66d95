/** The one of some values that a select of a form holds; the first where it holds none of them. */
export function chosen<Value extends string>(
  values: readonly [Value, ...Value[]] | readonly Value[],
  held: FormDataEntryValue | null,
): Value {
  return values.find((value) => value === held) ?? values[0]!
}
