import type { AbsentMode } from '@portal/api/absent-mode.ts'
import type { Language } from '@portal/api/primitives.ts'
import { sql } from 'kysely'
import type { BuyerTerms, Terms } from '#kernel/caller.ts'
import { dateIn } from '#kernel/clock.ts'
import type { Db } from '#kernel/db.ts'
import { decimal } from '#kernel/money.ts'
import { AbsentModes, type CategoryRule } from './absent-mode.ts'
import { servingWarehouses } from '#src/goods/inventory/public.ts'
import { type Assortment, type AssortmentRules, buyerAssortment, guestAssortment } from './assortment.ts'

export interface Agreement {
  assortment: Assortment
  /** what the goods may come from to the delivery point, the preferred first */
  warehouses: { id: string; name: string }[]
  absentModes: AbsentModes
  /** an export: VAT at 0 % */
  exported: boolean
}

interface At {
  now: Date
  language: Language
  /** another day than today */
  on?: string
}

/** What a caller's contract says about goods today (in the seller's zone); for a guest, what is public. */
export async function loadAgreement(db: Db, terms: Terms, at: At): Promise<Agreement> {
  return terms.kind === 'buyer' ? buyerAgreement(db, terms, at) : guestAgreement(db, at.language)
}

const warehouseName = (language: Language) =>
  language === 'en' ? sql`coalesce(w.name_en, w.name)` : sql`w.name`

const allWarehouses = (language: Language) => sql`(
  select coalesce(json_agg(json_build_object('id', w.id, 'name', ${warehouseName(language)}) order by w.position, w.name, w.id), '[]')
  from inventory.warehouses w where w.active)`

async function buyerAgreement(db: Db, terms: BuyerTerms, at: At): Promise<Agreement> {
  const today = at.on ?? dateIn(at.now, terms.timeZone)
  const { rows } = await sql<{
    assortment: 'all' | 'specified'
    absent_goods: AbsentMode
    absent_cap: string | null
    exported: boolean
    absent_categories: CategoryRule[] | null
    absent_products: { any: boolean; capped: boolean }
    rules: AssortmentRules | null
    warehouses: Agreement['warehouses']
  }>`
    select c.assortment, c.absent_goods, c.absent_cap, c.vat_terms = 'export' as exported,
      (select json_agg(json_build_object('categoryId', r.category_id, 'depth', cardinality(k.ancestors), 'mode', r.mode,
          'cap', r.cap::text, 'ofContract', r.contract_id is not null))
        from contracts.absent_rules r join catalog.categories k on k.id = r.category_id
        where r.contract_id is null or r.contract_id = c.id) as absent_categories,
      json_build_object(
        'any', exists (select from contracts.absent_rules r where r.product_id is not null
          and (r.contract_id is null or r.contract_id = c.id)),
        'capped', exists (select from contracts.absent_rules r where r.product_id is not null and r.cap is not null
          and (r.contract_id is null or r.contract_id = c.id))) as absent_products,
      (select json_object_agg(r.key, r.ids) from (
        select r.effect || '_' || r.subject as key, json_agg(r.subject_id) as ids from (
          select r.effect, 'product' as subject, r.product_id as subject_id, r.valid_from, r.valid_until
          from contracts.specification_rules r where r.contract_id = c.id and r.product_id is not null
          union all
          select r.effect, 'brand', r.brand_id, r.valid_from, r.valid_until
          from contracts.specification_rules r where r.contract_id = c.id and r.brand_id is not null
          union all
          select r.effect, 'value', r.attribute_value_id, r.valid_from, r.valid_until
          from contracts.specification_rules r where r.contract_id = c.id and r.attribute_value_id is not null
          union all
          select r.effect, 'category', below.id, r.valid_from, r.valid_until
          from contracts.specification_rules r
          join catalog.categories below on below.ancestors @> array[r.category_id]
          where r.contract_id = c.id and r.category_id is not null
        ) r where r.valid_from <= ${today}::date and ${today}::date < r.valid_until
        group by 1
      ) r) as rules,
      (select coalesce(json_agg(json_build_object('id', w.id, 'name', ${warehouseName(at.language)})
          order by serving.priority, cw.priority, w.position, w.name, w.id), '[]')
        from inventory.warehouses w
        join ${servingWarehouses(terms.deliveryPointId)} serving on serving.warehouse_id is null or serving.warehouse_id = w.id
        left join contracts.contract_warehouses cw on cw.contract_id = c.id and cw.warehouse_id = w.id
        where w.active and (cw.warehouse_id is not null
          or not exists (select from contracts.contract_warehouses any_of where any_of.contract_id = c.id))
      ) as warehouses
    from contracts.contracts c where c.id = ${terms.contractId} and c.company_id = ${terms.companyId}`.execute(
    db,
  )
  const found = rows[0]
  if (!found) throw new Error(`contract ${terms.contractId} is not one of company ${terms.companyId}`)
  return {
    assortment: buyerAssortment(terms.sellerId, found.assortment, found.rules ?? {}),
    warehouses: found.warehouses,
    absentModes: new AbsentModes(
      { mode: found.absent_goods, cap: found.absent_cap === null ? null : decimal(found.absent_cap) },
      found.absent_categories ?? [],
      found.absent_products,
    ),
    exported: found.exported,
  }
}

async function guestAgreement(db: Db, language: Language): Promise<Agreement> {
  const { rows } = await sql<{
    sellers: string[]
    hidden: string[]
    warehouses: Agreement['warehouses']
  }>`
    select
      array(select id from sellers.sellers where kind = 'own' and state = 'active') as sellers,
      array(select distinct below.id from catalog.categories c
        join catalog.categories below on below.ancestors @> array[c.id] where not c.public) as hidden,
      ${allWarehouses(language)} as warehouses`.execute(db)
  const found = rows[0]!
  return {
    assortment: guestAssortment(found.sellers, found.hidden),
    warehouses: found.warehouses,
    absentModes: new AbsentModes({ mode: 'backorder', cap: null }),
    exported: false,
  }
}
