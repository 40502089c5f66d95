import { z } from 'zod'

/** What a field may be told; the first that its schema takes is its sample. */
const candidates: readonly unknown[] = [
  '00000000-0000-7000-8000-000000000001',
  '7707083893',
  'buyer@example.com',
  '2026-11-24',
  '2026-11-24T07:00:00.000Z',
  '1',
  'RUB',
  '770101001',
  '1027700132195',
  'https://example.com/',
  'ru',
  'Europe/Moscow',
  '+7 495 000-00-00',
  'a long enough passphrase',
  1,
  60,
  true,
  'true',
  null,
]

/** A value that the schema takes, with as little in it as it allows; throws where a new kind of field has no candidate. */
export function sampleOf(schema: z.ZodType): unknown {
  if (schema instanceof z.ZodUndefined) return undefined
  if (schema.safeParse(undefined).success) return undefined
  if (schema instanceof z.ZodPipe) return candidateFor(schema) ?? sampleOf(schema.in as z.ZodType)
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([name, field]) => [name, sampleOf(field as z.ZodType)])
    const bare = Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as object
    if (schema.safeParse(bare).success) return bare
    // a rule over the fields together: then every one of them is named
    return Object.fromEntries(
      Object.entries(schema.shape).map(([name, field]) => [name, sampleOf(insideOf(field as z.ZodType))]),
    )
  }
  if (schema instanceof z.ZodArray) {
    const one = [sampleOf(schema.element as z.ZodType)]
    return schema.safeParse(one).success ? one : []
  }
  if (schema instanceof z.ZodEnum) return schema.options[0]
  if (schema instanceof z.ZodLiteral) return schema.value
  if (schema instanceof z.ZodDiscriminatedUnion || schema instanceof z.ZodUnion)
    return sampleOf(schema.options[0] as z.ZodType)
  if (schema instanceof z.ZodNullable) return sampleOf(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodRecord) return {}
  const found = candidateFor(schema)
  if (found === undefined)
    throw new Error(
      `no candidate in server/test/contract/sample.ts fits ${JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any' }))}`,
    )
  return found
}

const candidateFor = (schema: z.ZodType) =>
  candidates.find((candidate) => schema.safeParse(candidate).success)

function insideOf(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? insideOf(schema.unwrap() as z.ZodType)
    : schema
}
