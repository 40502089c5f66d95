import type { Insertable } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { DB } from '#src/database.ts'
import { termsOfContract } from '#src/terms/contracts/public.ts'
import { makeSellerForGoods, next } from './goods.ts'

type Row<Table extends keyof DB> = Partial<Insertable<DB[Table]>>

const now = new Date('2026-01-01T00:00:00Z')

export async function makeCompanyForTerms(db: Db, row: Row<'organizations.companies'> = {}): Promise<string> {
  const id = newId()
  const name = `Company ${next()}`
  await db
    .insertInto('organizations.companies')
    .values({
      id,
      kind: 'legal',
      name,
      full_name: name,
      inn: String(7_700_000_000 + next()),
      created_at: now,
      updated_at: now,
      ...row,
    })
    .execute()
  return id
}

/** In roubles, with VAT; not the base list unless told. */
export async function makePriceList(db: Db, row: Row<'pricing.price_lists'> = {}): Promise<string> {
  const id = newId()
  await db
    .insertInto('pricing.price_lists')
    .values({
      id,
      name: `List ${next()}`,
      currency: 'RUB',
      seller_id: row.seller_id ?? (await makeSellerForGoods(db)),
      created_at: now,
      updated_at: now,
      ...row,
    })
    .execute()
  return id
}

/** A price of one base unit, from any quantity, without end, unless told otherwise. */
export async function makePrice(
  db: Db,
  priceListId: string,
  productId: string,
  amount: string | number,
  row: Row<'pricing.prices'> = {},
): Promise<void> {
  await db
    .insertInto('pricing.prices')
    .values({ price_list_id: priceListId, product_id: productId, amount: String(amount), ...row })
    .execute()
}

export interface MakeContract extends Row<'contracts.contracts'> {
  /** in the order of priority; without them all warehouses serve */
  warehouses?: string[]
}

/** A contract that is in force and allows everything of its seller; company and seller are made when not named. */
export async function makeContract(db: Db, overrides: MakeContract = {}): Promise<string> {
  const { warehouses = [], ...row } = overrides
  const id = newId()
  await db
    .insertInto('contracts.contracts')
    .values({
      id,
      company_id: row.company_id ?? (await makeCompanyForTerms(db)),
      seller_id: row.seller_id ?? (await makeSellerForGoods(db)),
      number: `Д-${next()}`,
      created_at: now,
      updated_at: now,
      ...row,
    })
    .execute()
  if (warehouses.length > 0)
    await db
      .insertInto('contracts.contract_warehouses')
      .values(warehouses.map((warehouse_id, priority) => ({ contract_id: id, warehouse_id, priority })))
      .execute()
  return id
}

/** The terms of a contract as a director of its company has them. */
export async function makeTerms(db: Db, overrides: MakeContract = {}): Promise<BuyerTerms> {
  const terms = await termsOfContract(db, await makeContract(db, overrides))
  if (!terms) throw new Error('the contract that was just made is not there')
  return { ...terms, permissions: new Set(['catalogue.view', 'prices.view', 'carts.edit', 'orders.submit']) }
}

export async function makeRule(
  db: Db,
  contractId: string,
  row: Row<'contracts.specification_rules'>,
): Promise<void> {
  await db
    .insertInto('contracts.specification_rules')
    .values({ id: newId(), contract_id: contractId, effect: 'allow', ...row })
    .execute()
}

export async function makeFixedPrice(
  db: Db,
  contractId: string,
  productId: string,
  amount: string | number,
  row: Row<'contracts.fixed_prices'> = {},
): Promise<void> {
  await db
    .insertInto('contracts.fixed_prices')
    .values({ id: newId(), contract_id: contractId, product_id: productId, amount: String(amount), ...row })
    .execute()
}

export async function makeStockPolicy(db: Db, row: Row<'visibility.policies'>): Promise<void> {
  await db
    .insertInto('visibility.policies')
    .values({ id: newId(), display: 'exact', ...row })
    .execute()
}
