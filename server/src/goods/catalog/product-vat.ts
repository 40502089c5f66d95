import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { ProductVat, setProductVat } from '@portal/api/vat-rates.ts'
import { sql } from 'kysely'
import { transaction } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'

/** The VAT class of a product today, in its seller's zone, and the days on which it changes. Throws not_found. */
export async function productVat(
  { db, now }: Pick<Context, 'db' | 'now'>,
  productId: string,
): Promise<ProductVat> {
  const { rows } = await sql<ProductVat>`
    select coalesce((
        select c.vat_class from catalog.vat_class_changes c
        where c.product_id = p.id and c.valid_from <= (${now}::timestamptz at time zone s.time_zone)::date
        order by c.valid_from desc limit 1), p.vat_class) as "vatClass",
      (select coalesce(json_agg(json_build_object('validFrom', c.valid_from, 'vatClass', c.vat_class) order by c.valid_from), '[]')
        from catalog.vat_class_changes c where c.product_id = p.id) as changes
    from catalog.products p join sellers.sellers s on s.id = p.seller_id where p.id = ${productId}`.execute(
    db,
  )
  if (!rows[0]) throw new AppError('not_found')
  return rows[0]
}

/** Changes the class from a day on, or takes the change of that day back. */
export async function changeProductVat(
  context: Context,
  productId: string,
  { validFrom, vatClass }: ParsedOf<typeof setProductVat>['body'],
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const product = await tx
      .selectFrom('catalog.products')
      .select('vat_class')
      .where('id', '=', productId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!product) throw new AppError('not_found')
    if (vatClass === null)
      await tx
        .deleteFrom('catalog.vat_class_changes')
        .where('product_id', '=', productId)
        .where('valid_from', '=', validFrom)
        .execute()
    else
      await tx
        .insertInto('catalog.vat_class_changes')
        .values({ product_id: productId, valid_from: validFrom, vat_class: vatClass })
        .onConflict((conflict) =>
          conflict.columns(['product_id', 'valid_from']).doUpdateSet({ vat_class: vatClass }),
        )
        .execute()
    await record(tx, context, {
      action: 'product.set_vat_class',
      entityKind: 'product',
      entityId: productId,
      details: { from: product.vat_class, validFrom, vatClass },
    })
  })
}
