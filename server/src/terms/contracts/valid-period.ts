import { AppError } from '@portal/api/errors.ts'

/** A half-open period for SQL, open where no date is given; throws invalid_input when it would be empty. */
export function validPeriod(
  from: string | null | undefined,
  until: string | null | undefined,
): { valid_from: string; valid_until: string } {
  const bounded = (date: string | null | undefined) => date && !date.endsWith('infinity')
  if (bounded(from) && bounded(until) && from! >= until!)
    throw new AppError('invalid_input', {}, { validUntil: 'before_start' })
  return { valid_from: from ?? '-infinity', valid_until: until ?? 'infinity' }
}

/** An open end of a range is no date on the wire. */
export function wireDate(value: string): string | null {
  return value === '-infinity' || value === 'infinity' ? null : value
}
