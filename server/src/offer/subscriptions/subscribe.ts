import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { subscribe as subscribeEndpoint, Subscription } from '@portal/api/subscriptions.ts'
import { sql } from 'kysely'
import type { BuyerTerms } from '#kernel/caller.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { type Context, buyerTerms, signedIn } from '#kernel/mount.ts'
import { decimal } from '#kernel/money.ts'
import { record } from '#src/people/audit/public.ts'
import { type Conditions, loadConditions } from '#src/offer/showcase/public.ts'
import { type Choice, productsOfChoice, readChoice } from './choice.ts'
import { isTrue } from './comes-true.ts'
import { mySubscription } from './queries.ts'
import { seenProducts, seesPricesUnder } from './seen.ts'

type Input = ParsedOf<typeof subscribeEndpoint>['body']

const most = 500
const livesMonths = 6

export function expiresAt(now: Date): Date {
  const then = new Date(now)
  then.setUTCMonth(then.getUTCMonth() + livesMonths)
  return then
}

/** Asks to be told. The same asked again changes its figures and lives on from now. */
export async function subscribe(context: Context, input: Input): Promise<Subscription> {
  const terms = buyerTerms(context)
  const user = signedIn(context)
  // letters go to the person himself: who acts for a customer would subscribe for himself
  if (context.caller.acting) throw new AppError('forbidden')
  refuseHalfAsked(input, terms)
  const conditions = await loadConditions(context.db, terms, context)
  const asked = await readTarget(context, conditions, input)
  const waiting = await waitingOf(context, conditions, terms, input, asked)
  const id = await transaction(context.db, async (tx) => {
    await lockPerson(tx, user.id)
    await refuseTooMany(tx, user.id, terms.contractId, asked.target, input.kind)
    const { rows } = await sql<{ id: string }>`
      insert into subscriptions.subscriptions as s (id, user_id, company_id, contract_id, kind, product_id, category_id, filters,
        target, label, wanted_quantity, max_price, waiting, check_at, created_at, expires_at)
      values (${newId()}, ${user.id}, ${terms.companyId}, ${terms.contractId}, ${input.kind}, ${asked.productId},
        ${asked.categoryId}, ${asked.filters}, ${asked.target}, ${asked.label}, ${input.wantedQuantity ?? null},
        ${input.maxPrice ?? null}, ${waiting}::uuid[], ${context.now}, ${context.now}, ${expiresAt(context.now)})
      on conflict (user_id, contract_id, kind, target) where ended_at is null do update set
        wanted_quantity = excluded.wanted_quantity, max_price = excluded.max_price, waiting = excluded.waiting,
        label = excluded.label, check_at = excluded.check_at, expires_at = excluded.expires_at
      returning s.id`.execute(tx)
    await record(tx, context, {
      action: 'subscription.ask',
      entityKind: 'subscription',
      entityId: rows[0]!.id,
      companyId: terms.companyId,
      details: { kind: input.kind, target: asked.target, wanted: input.wantedQuantity ?? null },
    })
    return rows[0]!.id
  })
  return mySubscription(context, conditions, id)
}

function refuseHalfAsked(input: Input, terms: BuyerTerms): void {
  const wrong: Record<string, string> = {}
  if ((input.productId === undefined) === (input.choice === undefined)) wrong['productId'] = 'one_of'
  if (input.kind === 'new_arrival' && input.productId !== undefined) wrong['kind'] = 'only_for_a_choice'
  if ((input.kind === 'price_below') !== (input.maxPrice !== undefined)) wrong['maxPrice'] = 'required'
  if (input.maxPrice !== undefined && !decimal(input.maxPrice).gt(0)) wrong['maxPrice'] = 'too_small'
  if (input.wantedQuantity !== undefined && !decimal(input.wantedQuantity).gt(0))
    wrong['wantedQuantity'] = 'too_small'
  if (input.wantedQuantity !== undefined && input.kind !== 'back_in_stock')
    wrong['wantedQuantity'] = 'only_for_stock'
  if (Object.keys(wrong).length > 0) throw new AppError('invalid_input', {}, wrong)
  if (input.kind === 'price_below' && !seesPricesUnder(terms)) throw new AppError('forbidden')
}

interface Target extends Choice {
  productId: string | null
  target: string
  label: string
}

async function readTarget(context: Context, conditions: Conditions, input: Input): Promise<Target> {
  if (input.productId === undefined) {
    const choice = await readChoice(context.db, conditions, input.choice ?? {})
    return { ...choice, productId: null, target: `${choice.categoryId ?? ''}|${choice.filters ?? ''}` }
  }
  const item = (await seenProducts(context.db, conditions, [input.productId], false)).get(input.productId)
  if (!item) throw new AppError('not_found')
  return {
    productId: item.productId,
    categoryId: null,
    filters: null,
    target: item.productId,
    label: [item.article, item.name].filter(Boolean).join(' · ').slice(0, 400),
  }
}

/** Products of which it is not so at this moment: these may fire. */
async function waitingOf(
  { db }: Context,
  conditions: Conditions,
  terms: BuyerTerms,
  input: Input,
  target: Target,
): Promise<string[]> {
  if (input.kind === 'new_arrival') return []
  const ids = target.productId ? [target.productId] : await productsOfChoice(db, conditions, target)
  if (ids === null) throw new AppError('choice_too_wide')
  const seen = await seenProducts(db, conditions, ids, input.kind === 'price_below')
  const asked = {
    kind: input.kind,
    wantedQuantity: input.wantedQuantity === undefined ? null : decimal(input.wantedQuantity),
    maxPrice: input.maxPrice === undefined ? null : decimal(input.maxPrice),
  }
  return [...seen.values()]
    .filter((item) => isTrue(asked, item, seesPricesUnder(terms)) !== true)
    .map((item) => item.productId)
}

/** One at a time per person, so that the count below is one to rely on. */
async function lockPerson(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('subscriptions:' || ${userId}::text, 0))`.execute(
    tx,
  )
}

async function refuseTooMany(tx: Tx, userId: string, contractId: string, target: string, kind: string) {
  const { rows } = await sql<{
    others: number
  }>`select count(*)::int as others from subscriptions.subscriptions
    where user_id = ${userId} and contract_id = ${contractId} and ended_at is null
      and (target, kind) <> (${target}, ${kind})`.execute(tx)
  if (rows[0]!.others >= most) throw new AppError('too_many_subscriptions', { most })
}
