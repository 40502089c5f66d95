import type { VatClass } from '@portal/api/vat-rates.ts'
import { type RawBuilder, sql } from 'kysely'

/**
 * SQL: the VAT rate in percent of a row of catalog.products under an alias, on a day (`2026-11-24`, in the seller's zone), in
 * the regime of its seller under another; null = without VAT. The day of shipment is final, any other provisional. An export
 * is taxed at 0 % where the country would tax it at all.
 */
export function vatRateOf(
  product: string,
  seller: string,
  on: string | RawBuilder<string>,
  { exported = false } = {},
): RawBuilder<string | null> {
  return sql`(
    select ${exported ? sql`v.rate * 0` : sql`v.rate`} from catalog.vat_rates v
    where v.regime = ${sql.raw(seller)}.vat_regime and v.valid_from <= ${on}::date
      and v.vat_class = ${vatClassOf(product, on)}
    order by v.valid_from desc limit 1)`
}

/** SQL: the VAT class of a row of catalog.products under an alias, on a day. */
export function vatClassOf(product: string, on: string | RawBuilder<string>): RawBuilder<VatClass> {
  const p = sql.raw(product)
  return sql`coalesce((
    select c.vat_class from catalog.vat_class_changes c where c.product_id = ${p}.id and c.valid_from <= ${on}::date
    order by c.valid_from desc limit 1), ${p}.vat_class)`
}
