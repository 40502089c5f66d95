import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'

/** What a price list file may tell of a product besides what its offer does. */
export interface ProductFacts {
  /** plain digits: how machines tell products apart */
  number: string
  manufacturerCode: string | null
  country: string | null
  barcodes: string[]
}

/** Of products that are offered: whoever asks has found them through the offer. One query, however many. */
export async function productFacts(db: Db, ids: readonly string[]): Promise<Map<string, ProductFacts>> {
  const { rows } = await sql<{
    id: string
    number: string
    manufacturer_code: string | null
    country: string | null
    barcodes: string[]
  }>`
    select p.id, p.number::text, p.manufacturer_code, p.country,
      array(select distinct b.barcode from catalog.barcodes b
        where b.product_id = p.id and b.packaging_id is null order by 1) as barcodes
    from catalog.products p where p.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        number: row.number,
        manufacturerCode: row.manufacturer_code,
        country: row.country,
        barcodes: row.barcodes,
      },
    ]),
  )
}
