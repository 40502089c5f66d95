import { priceMark } from '@portal/api/primitives.ts'
import { z } from 'zod'

type Strip = (value: unknown) => unknown

const keep: Strip = (value) => value

/**
 * Makes the function that answers null for every field marked `price()` in a response schema (law 6).
 * Works on the schema once, at mount time; parts without marks are passed through untouched.
 */
export function priceStripper(schema: z.ZodType): Strip {
  return build(schema) ?? keep
}

/** null: nothing below is marked. */
function build(schema: z.ZodType): Strip | null {
  if (schema.meta()?.[priceMark] === true) return () => null
  if (schema instanceof z.ZodObject) return buildObject(schema)
  if (schema instanceof z.ZodArray) {
    const item = build(schema.element as z.ZodType)
    return item && ((value) => (Array.isArray(value) ? value.map(item) : value))
  }
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    const inner = build(schema.unwrap() as z.ZodType)
    return inner && ((value) => (value === null || value === undefined ? value : inner(value)))
  }
  if (schema instanceof z.ZodRecord) {
    const inner = build(schema.valueType as z.ZodType)
    return inner && ((value) => mapValues(value, () => inner))
  }
  if (schema instanceof z.ZodUnion) {
    if (schema.options.some((option) => build(option as z.ZodType)))
      throw new Error('price() inside a union is not supported: the wrong branch could be stripped')
  }
  return null
}

function buildObject(schema: z.ZodObject): Strip | null {
  const strips = new Map<string, Strip>()
  for (const [key, field] of Object.entries(schema.shape)) {
    const strip = build(field as z.ZodType)
    if (strip) strips.set(key, strip)
  }
  return strips.size === 0 ? null : (value) => mapValues(value, (key) => strips.get(key))
}

function mapValues(value: unknown, stripOf: (key: string) => Strip | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, (stripOf(key) ?? keep)(field)]))
}
