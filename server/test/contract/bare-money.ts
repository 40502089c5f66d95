import { money, priceMark } from '@portal/api/primitives.ts'
import { z } from 'zod'

const moneyKeys = Object.keys(money.shape).sort().join()

/** Paths of a response at which money stands without the mark of a price: `mount()` would answer it to anybody. */
export function bareMoney(schema: z.ZodType, path = ''): string[] {
  if (schema.meta()?.[priceMark] === true) return []
  if (schema instanceof z.ZodObject) {
    if (Object.keys(schema.shape).sort().join() === moneyKeys) return [path]
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      bareMoney(field as z.ZodType, path ? `${path}.${name}` : name),
    )
  }
  if (schema instanceof z.ZodArray) return bareMoney(schema.element as z.ZodType, `${path}[]`)
  if (schema instanceof z.ZodRecord) return bareMoney(schema.valueType as z.ZodType, `${path}{}`)
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return bareMoney(schema.unwrap() as z.ZodType, path)
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option) => bareMoney(option as z.ZodType, path))
  return []
}
