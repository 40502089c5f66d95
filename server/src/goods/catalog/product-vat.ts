import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { ProductVat, setProductVat } from '@portal/api/vat-rates.ts'
import { sql } from 'kysely'
import { dateIn } from '#kernel/clock.ts'
import { transaction } from '#kernel/db.ts'
import { wireQuantity } from '#kernel/money.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { vatClassOf, vatRateOf } from './vat-rate.ts'

type Change = ProductVat['changes'][number]

/** The VAT class of a product today, in its seller's zone, and the days on which it changes. Throws not_found. */
export async function productVat(
  { db, now }: Pick<Context, 'db' | 'now'>,
  productId: string,
): Promise<ProductVat> {
  const seller = await db
    .selectFrom('catalog.products as p')
    .innerJoin('sellers.sellers as s', 's.id', 'p.seller_id')
    .select('s.time_zone')
    .where('p.id', '=', productId)
    .executeTakeFirst()
  if (!seller) throw new AppError('not_found')
  const today = dateIn(now, seller.time_zone)
  const { rows } = await sql<{
    vat_class: ProductVat['vatClass']
    rate: string | null
    changes: (Omit<Change, 'state' | 'setAt'> & { setAt: string | null })[]
  }>`
    select ${vatClassOf('p', today)} as vat_class, ${vatRateOf('p', 's', today)}::text as rate,
      (select coalesce(json_agg(json_build_object('validFrom', c.valid_from, 'vatClass', c.vat_class,
          'rate', ${vatRateOf('p', 's', sql.ref<string>('c.valid_from'))}::text, 'setAt', c.set_at, 'setByName', u.name)
          order by c.valid_from), '[]')
        from catalog.vat_class_changes c left join identity.users u on u.id = c.set_by where c.product_id = p.id) as changes
    from catalog.products p join sellers.sellers s on s.id = p.seller_id where p.id = ${productId}`.execute(
    db,
  )
  const { vat_class, rate, changes } = rows[0]!
  const inForce = changes.findLastIndex(({ validFrom }) => validFrom <= today)
  return {
    vatClass: vat_class,
    rate: rate && wireQuantity(rate),
    changes: changes.map((change, index) => ({
      ...change,
      rate: change.rate && wireQuantity(change.rate),
      state: index < inForce ? 'past' : index === inForce ? 'in_force' : 'to_come',
      setAt: change.setAt && new Date(change.setAt).toISOString(),
    })),
  }
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
    else {
      const set = { vat_class: vatClass, set_at: context.now, set_by: context.caller.user?.id ?? null }
      await tx
        .insertInto('catalog.vat_class_changes')
        .values({ product_id: productId, valid_from: validFrom, ...set })
        .onConflict((conflict) => conflict.columns(['product_id', 'valid_from']).doUpdateSet(set))
        .execute()
    }
    await record(tx, context, {
      action: 'product.set_vat_class',
      entityKind: 'product',
      entityId: productId,
      details: { from: product.vat_class, validFrom, vatClass },
    })
  })
}
