import type { Language } from '@portal/api/primitives.ts'
import type { OwnDeliveryPoint } from '@portal/api/warehouses.ts'
import { sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'

/** Where goods may be brought to the buyer's company, and what serves each point under his contract, the nearest first. */
export async function ownPoints(db: Db, terms: BuyerTerms, language: Language): Promise<OwnDeliveryPoint[]> {
  const name = (alias: string) =>
    language === 'en'
      ? sql`coalesce(${sql.raw(alias)}.name_en, ${sql.raw(alias)}.name)`
      : sql`${sql.raw(alias)}.name`
  const { rows } = await sql<OwnDeliveryPoint>`
    with mine as (
      select w.id, ${name('w')} as name, coalesce(cw.priority, 0) as priority, w.position
      from inventory.warehouses w
      left join contracts.contract_warehouses cw on cw.warehouse_id = w.id and cw.contract_id = ${terms.contractId}
      where w.active and (cw.warehouse_id is not null
        or not exists (select from contracts.contract_warehouses c where c.contract_id = ${terms.contractId}))
    )
    select p.id, p.name, p.address, ${name('r')} as "regionName", p.is_default as "isDefault",
      array(select mine.name from mine
        left join inventory.region_warehouses rw on rw.region_id = r.id and rw.warehouse_id = mine.id
        where rw.warehouse_id is not null
          or not exists (select from inventory.region_warehouses named where named.region_id = r.id)
        order by rw.priority, mine.priority, mine.position, mine.name) as warehouses
    from organizations.delivery_points p
    left join inventory.point_regions pr on pr.delivery_point_id = p.id
    left join inventory.regions r on r.id = pr.region_id
    where p.company_id = ${terms.companyId} and p.active
    order by p.is_default desc, p.name, p.id limit 200`.execute(db)
  return rows
}
