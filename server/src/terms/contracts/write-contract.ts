import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { createContract, updateContract } from '@portal/api/contracts.ts'
import { type RawBuilder, sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { lockContract } from './lock-contract.ts'
import { noteChange } from './note-change.ts'
import { validPeriod } from './valid-period.ts'

type NewContract = ParsedOf<typeof createContract>['body']
type ContractChange = ParsedOf<typeof updateContract>['body']

/** Adds a contract to a company; its buyers may choose it at once. Answers its id. */
export async function addContract(context: Context, companyId: string, input: NewContract): Promise<string> {
  const id = newId()
  await transaction(context.db, async (tx) => {
    await lockNumbersOf(tx, sql`${companyId}`)
    await requireParties(tx, companyId, input.sellerId)
    await requirePriceList(tx, input.priceListId ?? null, input.sellerId, input.currency)
    const added = await tx
      .insertInto('contracts.contracts')
      .values({
        id,
        company_id: companyId,
        seller_id: input.sellerId,
        number: input.number,
        signed_on: input.signedOn ?? null,
        ...validPeriod(input.validFrom ?? null, input.validUntil ?? null),
        currency: input.currency,
        price_list_id: input.priceListId ?? null,
        discount_percent: input.discountPercent,
        discount_stacking: input.discountStacking,
        fixed_price_guard: input.fixedPriceGuard,
        vat_terms: input.vatTerms,
        assortment: input.assortment,
        payment_terms: input.paymentTerms,
        payment_days: input.paymentDays,
        credit_limit: input.creditLimit ?? null,
        credit_mode: input.creditMode,
        min_order_amount: input.minOrderAmount ?? null,
        absent_goods: input.absentGoods,
        absent_cap: input.absentCap ?? null,
        absent_price: input.absentPrice,
        absent_prepayment: input.absentPrepayment ?? null,
        allocation_priority: input.allocationPriority,
        created_at: context.now,
        updated_at: context.now,
      })
      .onConflict((conflict) => conflict.columns(['company_id', 'seller_id', 'number']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) throw new AppError('contract_exists', { number: input.number })
    await setWarehouses(tx, id, input.warehouseIds)
    await noteChange(tx, context, { id, company_id: companyId }, 'contract.add', { ...input })
  })
  return id
}

/** Changes the terms of a contract; they hold for what is shown and ordered from now on. */
export async function changeContract(
  context: Context,
  contractId: string,
  change: ContractChange,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    if (change.number !== undefined)
      await lockNumbersOf(tx, sql`(select company_id from contracts.contracts where id = ${contractId})`)
    const before = await lockContract(tx, contractId)
    if (change.number !== undefined) await requireNewNumber(tx, before, change.number)
    if (change.priceListId !== undefined)
      await requirePriceList(tx, change.priceListId, before.seller_id, before.currency)
    const kept = <T>(value: T | undefined, present: T): T => (value === undefined ? present : value)
    await tx
      .updateTable('contracts.contracts')
      .set({
        number: kept(change.number, before.number),
        signed_on: kept(change.signedOn, before.signed_on),
        ...validPeriod(
          change.validFrom === undefined ? before.valid_from : change.validFrom,
          change.validUntil === undefined ? before.valid_until : change.validUntil,
        ),
        price_list_id: kept(change.priceListId, before.price_list_id),
        discount_percent: kept(change.discountPercent, before.discount_percent),
        discount_stacking: kept(change.discountStacking, before.discount_stacking),
        fixed_price_guard: kept(change.fixedPriceGuard, before.fixed_price_guard),
        vat_terms: kept(change.vatTerms, before.vat_terms),
        assortment: kept(change.assortment, before.assortment),
        payment_terms: kept(change.paymentTerms, before.payment_terms),
        payment_days: kept(change.paymentDays, before.payment_days),
        credit_limit: kept(change.creditLimit, before.credit_limit),
        credit_mode: kept(change.creditMode, before.credit_mode),
        min_order_amount: kept(change.minOrderAmount, before.min_order_amount),
        absent_goods: kept(change.absentGoods, before.absent_goods),
        absent_cap: kept(change.absentCap, before.absent_cap),
        absent_price: kept(change.absentPrice, before.absent_price),
        absent_prepayment: kept(change.absentPrepayment, before.absent_prepayment),
        allocation_priority: kept(change.allocationPriority, before.allocation_priority),
        state: kept(change.state, before.state),
        updated_at: context.now,
      })
      .where('id', '=', contractId)
      .execute()
    if (change.warehouseIds) await setWarehouses(tx, contractId, change.warehouseIds)
    await noteChange(tx, context, before, 'contract.change', { ...change })
  })
}

/** Numbers of a company's contracts are given one writer after another: two of one moment do not meet in the index. */
async function lockNumbersOf(tx: Tx, companyId: RawBuilder<unknown>): Promise<void> {
  await sql`select from organizations.companies where id = ${companyId} for no key update`.execute(tx)
}

async function requireParties(tx: Tx, companyId: string, sellerId: string): Promise<void> {
  const { rows } = await sql<{ company: boolean; seller: boolean }>`
    select exists (select from organizations.companies where id = ${companyId}) as company,
      exists (select from sellers.sellers where id = ${sellerId} and state = 'active') as seller`.execute(tx)
  if (!rows[0]!.company || !rows[0]!.seller) throw new AppError('not_found')
}

/**
 * A contract is priced by a list of its own seller, in its own currency or in one that the list says how to convert: prices
 * are never converted silently.
 */
async function requirePriceList(
  tx: Tx,
  priceListId: string | null,
  sellerId: string,
  currency: string,
): Promise<void> {
  if (priceListId === null) return
  const list = await tx
    .selectFrom('pricing.price_lists as l')
    .leftJoin('pricing.rate_sources as s', 's.id', 'l.rate_source_id')
    .select(['l.currency', 's.to_currency'])
    .where('l.id', '=', priceListId)
    .where('l.seller_id', '=', sellerId)
    .where('l.kind', '=', 'sale')
    .executeTakeFirst()
  if (!list) throw new AppError('not_found')
  if (list.currency !== currency && list.to_currency !== currency)
    throw new AppError('price_list_currency', { list: list.currency, contract: currency })
}

async function requireNewNumber(
  tx: Tx,
  contract: { id: string; company_id: string; seller_id: string },
  number: string,
): Promise<void> {
  const taken = await tx
    .selectFrom('contracts.contracts')
    .select('id')
    .where('company_id', '=', contract.company_id)
    .where('seller_id', '=', contract.seller_id)
    .where('number', '=', number)
    .where('id', '<>', contract.id)
    .executeTakeFirst()
  if (taken) throw new AppError('contract_exists', { number })
}

/** In this order of preference; one that is not there is not_found. */
async function setWarehouses(tx: Tx, contractId: string, warehouseIds: readonly string[]): Promise<void> {
  const ids = [...new Set(warehouseIds)]
  await tx.deleteFrom('contracts.contract_warehouses').where('contract_id', '=', contractId).execute()
  if (ids.length === 0) return
  const known = await tx.selectFrom('inventory.warehouses').select('id').where('id', 'in', ids).execute()
  if (known.length < ids.length) throw new AppError('not_found')
  await tx
    .insertInto('contracts.contract_warehouses')
    .values(ids.map((warehouse_id, priority) => ({ contract_id: contractId, warehouse_id, priority })))
    .execute()
}
