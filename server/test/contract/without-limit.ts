import { z } from 'zod'

/** Paths of an input at which a text, a list or a record may be as long as somebody likes. */
export function withoutLimit(schema: z.ZodType, path = ''): string[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      withoutLimit(field as z.ZodType, `${path}.${name}`),
    )
  if (schema instanceof z.ZodArray)
    return [...(ends(schema) ? [] : [path]), ...withoutLimit(schema.element as z.ZodType, `${path}[]`)]
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option) => withoutLimit(option as z.ZodType, path))
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return withoutLimit(schema.unwrap() as z.ZodType, path)
  // of the words for yes and no there are a few
  if (schema instanceof z.ZodPipe)
    return schema.out instanceof z.ZodBoolean ? [] : withoutLimit(schema.in as z.ZodType, path)
  if (schema instanceof z.ZodStringFormat || schema instanceof z.ZodString)
    return ends(schema) || lengthIsInFormat(schema) ? [] : [path]
  return schema instanceof z.ZodRecord ? [path] : []
}

const ends = (schema: z.ZodType) =>
  schema.def.checks?.some(({ _zod: { def } }) => ['max_length', 'length_equals'].includes(def.check)) ?? false

const ofOneLength = ['guid', 'uuid', 'date', 'datetime']

/** A format of one length, or a pattern in which nothing repeats without end. */
function lengthIsInFormat(schema: z.ZodStringFormat | z.ZodString): boolean {
  if (schema.format !== null && ofOneLength.includes(schema.format)) return true
  const patterns = (schema.def.checks ?? []).flatMap(({ _zod: { def } }) =>
    'pattern' in def && def.pattern instanceof RegExp ? [def.pattern.source] : [],
  )
  return patterns.some((pattern) => !/(?<!\\)([*+]|\{\d+,\})/.test(pattern))
}
