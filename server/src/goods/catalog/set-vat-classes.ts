import type { OutputOf, ParsedOf } from '@portal/api/endpoint.ts'
import type { VatClass } from '@portal/api/vat-rates.ts'
import type { pasteVatClasses, setVatClasses } from '@portal/api/vat-classes.ts'
import { type RawBuilder, sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { recordInParts, type RowChange } from '#src/people/audit/public.ts'
import { articleKey } from './article-key.ts'
import { readVatClass } from './read-vat-class.ts'
import { goodsOf } from './vat-classes.ts'
import { vatClassOf } from './vat-rate.ts'

/** Changes the class of many products from a day on, or takes the changes of that day back; the audit log names each. */
export async function changeVatClasses(
  context: Context,
  { validFrom, vatClass, goods }: ParsedOf<typeof setVatClasses>['body'],
): Promise<OutputOf<typeof setVatClasses>> {
  const which =
    goods.by === 'ids'
      ? sql`p.id = any(${goods.productIds}::uuid[]) and not p.has_variants`
      : goodsOf(goods, context.now)
  return transaction(context.db, async (tx) => {
    const { rows: found } = await sql<{
      id: string
      name: string
      before: VatClass
      of_day: VatClass | null
    }>`
      select p.id, coalesce(p.article, p.number::text) as name, ${vatClassOf('p', validFrom)} as before,
        (select c.vat_class from catalog.vat_class_changes c where c.product_id = p.id and c.valid_from = ${validFrom}) as of_day
      from catalog.products p join sellers.sellers s on s.id = p.seller_id where ${which}
      order by p.id`.execute(tx)
    const changed = found.filter(({ before, of_day }) =>
      vatClass === null ? of_day !== null : before !== vatClass,
    )
    const ids = changed.map(({ id }) => id)
    if (vatClass === null) await takeBack(tx, ids, validFrom)
    else await write(tx, context, validFrom, [[vatClass, ids]])
    await note(
      tx,
      context,
      { validFrom, found: found.length },
      changed.map(({ name, before, of_day }) => [name, of_day ?? before, vatClass]),
    )
    return { found: found.length, changed: changed.length }
  })
}

type Rows = OutputOf<typeof pasteVatClasses>['rows']

/** The same by pasted rows, each of which may name its own class; rows in = rows reported, of two for one product the first counts. */
export async function pasteClasses(
  context: Context,
  { validFrom, vatClass, rows }: ParsedOf<typeof pasteVatClasses>['body'],
): Promise<Rows> {
  return transaction(context.db, async (tx) => {
    const read = rows.map((text) => readVatClass(text, vatClass))
    const goods = await goodsByKey(
      tx,
      read.flatMap((row) => (typeof row === 'string' ? [] : row.article)),
      sql`${vatClassOf('p', validFrom)}`,
    )
    const taken = new Set<string>()
    const byClass = new Map<VatClass, string[]>()
    const changes: RowChange[] = []
    const told = read.map((row): Rows[number] => {
      if (typeof row === 'string') return { outcome: row, name: null, before: null, after: null }
      const found = goods.get(articleKey(row.article)) ?? []
      const [product] = found
      if (!product || found.length > 1)
        return {
          outcome: product ? 'article_ambiguous' : 'article_unknown',
          name: null,
          before: null,
          after: row.vatClass,
        }
      const answer = { name: product.name, before: product.before, after: row.vatClass }
      if (taken.has(product.id)) return { outcome: 'repeated', ...answer }
      taken.add(product.id)
      if (product.before === row.vatClass) return { outcome: 'same', ...answer }
      byClass.set(row.vatClass, [...(byClass.get(row.vatClass) ?? []), product.id])
      changes.push([row.article, product.before, row.vatClass])
      return { outcome: 'changed', ...answer }
    })
    await write(tx, context, validFrom, [...byClass])
    await note(tx, context, { validFrom, found: rows.length }, changes)
    return told
  })
}

async function write(
  tx: Tx,
  context: Context,
  validFrom: string,
  classes: readonly (readonly [VatClass, readonly string[]])[],
): Promise<void> {
  for (const [vatClass, ids] of classes)
    await sql`
      insert into catalog.vat_class_changes (product_id, valid_from, vat_class, set_at, set_by)
      select unnest(${ids}::uuid[]), ${validFrom}, ${vatClass}, ${context.now}, ${context.caller.user?.id ?? null}
      on conflict (product_id, valid_from) do update
        set vat_class = excluded.vat_class, set_at = excluded.set_at, set_by = excluded.set_by`.execute(tx)
}

async function takeBack(tx: Tx, ids: readonly string[], validFrom: string): Promise<void> {
  await sql`delete from catalog.vat_class_changes
    where product_id = any(${ids}::uuid[]) and valid_from = ${validFrom}`.execute(tx)
}

async function note(
  tx: Tx,
  context: Context,
  details: Record<string, unknown>,
  changes: readonly RowChange[],
): Promise<void> {
  if (changes.length === 0) return
  const entry = { action: 'product.set_vat_classes', entityKind: 'product', entityId: null, details }
  await recordInParts(tx, context, entry, changes)
}

async function goodsByKey(tx: Tx, articles: readonly string[], before: RawBuilder<VatClass>) {
  const keys = [...new Set(articles.map(articleKey))].filter(Boolean)
  const { rows } = await sql<{ id: string; key: string; name: string; before: VatClass }>`
    select p.id, p.article_key as key, p.name, ${before} as before from catalog.products p
    where p.article_key = any(${keys}::text[]) and not p.has_variants`.execute(tx)
  return Map.groupBy(rows, ({ key }) => key)
}
