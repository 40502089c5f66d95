import { baseUnit } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import type { SupplierGood } from './price-file.ts'

/** Of each category so many, by article. */
const groups = [
  { category: 'Автоматические выключатели', count: 24 },
  { category: 'УЗО', count: 12 },
  { category: 'Дифференциальные автоматы', count: 8 },
  { category: 'Выключатели нагрузки', count: 10 },
] as const

/** Goods of the brand that the supplier makes, with what they cost now and what the base list says. */
export async function supplierGoods(db: Db): Promise<SupplierGood[]> {
  const { rows } = await sql<SupplierGood>`
    select article, name, category as "group", pack, dealer, retail from (
      select p.article, p.name, k.name as category, g.place, g.count, row_number() over (partition by g.place order by p.article) as n,
        coalesce((select min(m.factor_numerator)::int from catalog.packagings m where m.product_id = p.id), 1) as pack,
        cost.amount::text as dealer, base.amount::text as retail
      from json_to_recordset(${JSON.stringify(groups.map((group, place) => ({ ...group, place })))}::json)
        as g(category text, count int, place int)
      join catalog.categories k on k.name = g.category
      join catalog.product_categories pc on pc.category_id = k.id
      join catalog.products p on p.id = pc.product_id and p.active
      join catalog.brands b on b.id = p.brand_id and b.name = 'Искрон'
      join pricing.price_lists cl on cl.kind = 'cost'
      join pricing.prices cost on cost.price_list_id = cl.id and cost.product_id = p.id
        and cost.packaging_id = ${baseUnit} and cost.min_quantity = 0
      join pricing.price_lists bl on bl.is_base and bl.seller_id = p.seller_id
      join pricing.prices base on base.price_list_id = bl.id and base.product_id = p.id
        and base.packaging_id = ${baseUnit} and base.min_quantity = 0) goods
    where n <= count order by place, n`.execute(db)
  return rows
}
