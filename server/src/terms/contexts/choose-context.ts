import { AppError } from '@portal/api/errors.ts'
import type { Db, Tx } from '#kernel/db.ts'
import { transaction } from '#kernel/db.ts'
import { tellBrowsers } from '#kernel/events.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { setSessionActing, setSessionContext } from '#src/people/identity/public.ts'
import { contextsOf } from './contexts.ts'

const actingMinutes = 60

/** Puts every tab of this browser under another contract; one that the caller has no membership for is not found. */
export async function chooseContext(
  context: Context,
  choice: { contractId: string; deliveryPointId?: string | null | undefined },
): Promise<void> {
  const { sessionId } = context.caller
  if (!sessionId) throw new AppError('not_signed_in')
  const { items } = await contextsOf(
    context.db,
    context.caller,
    { contractId: choice.contractId },
    context.now,
  )
  const chosen = items[0]
  if (!chosen) throw new AppError('not_found')
  if (choice.deliveryPointId) await requireDeliveryPoint(context.db, chosen.companyId, choice.deliveryPointId)
  await transaction(context.db, (tx) =>
    setContext(tx, sessionId, choice.contractId, choice.deliveryPointId ?? null),
  )
}

async function requireDeliveryPoint(db: Db, companyId: string, deliveryPointId: string): Promise<void> {
  const point = await db
    .selectFrom('organizations.delivery_points')
    .select('id')
    .where('id', '=', deliveryPointId)
    .where('company_id', '=', companyId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!point) throw new AppError('not_found')
}

async function setContext(
  tx: Tx,
  sessionId: string,
  contractId: string | null,
  deliveryPointId: string | null,
) {
  await setSessionContext(tx, sessionId, { contractId, deliveryPointId })
  await tellBrowsers(tx, { topic: 'context', sessionId })
}

/** A session without a contract (just signed in, or its contract is gone) gets the first one in force. */
export async function chooseFirstContext(context: Context, sessionId: string): Promise<void> {
  const first = (await contextsOf(context.db, context.caller, {}, context.now)).items[0]
  if (first) await transaction(context.db, (tx) => setContext(tx, sessionId, first.contractId, null))
}

/** Lets a manager work as a buyer of a company for an hour, or only look (function 41). */
export async function actAs(
  context: Context,
  choice: {
    companyId: string
    mode: 'preview' | 'act'
    contractId?: string | undefined
    reason?: string | null | undefined
  },
): Promise<void> {
  const { sessionId } = context.caller
  if (!sessionId) throw new AppError('not_signed_in')
  const company = await context.db
    .selectFrom('organizations.companies')
    .select(['id', 'name'])
    .where('id', '=', choice.companyId)
    .where('state', '<>', 'inactive')
    .executeTakeFirst()
  if (!company) throw new AppError('not_found')
  const until = new Date(context.now.getTime() + actingMinutes * 60_000)
  const caller = {
    ...context.caller,
    acting: { companyId: company.id, companyName: company.name, mode: choice.mode, until },
  }
  const { items } = await contextsOf(context.db, caller, { contractId: choice.contractId }, context.now)
  const contract = items[0]
  if (!contract) throw new AppError('not_found')
  await transaction(context.db, async (tx) => {
    await setSessionActing(tx, sessionId, { companyId: company.id, mode: choice.mode, until })
    await setContext(tx, sessionId, contract.contractId, null)
    await record(
      tx,
      { ...context, caller },
      {
        action: `buyer.${choice.mode}`,
        entityKind: 'company',
        entityId: company.id,
        companyId: company.id,
        details: { contractId: contract.contractId, reason: choice.reason || null },
      },
    )
  })
}

/** Ends acting; the session has no terms until a contract is chosen. */
export async function stopActingAs(context: Context): Promise<void> {
  const { sessionId, acting } = context.caller
  if (!sessionId) throw new AppError('not_signed_in')
  await transaction(context.db, async (tx) => {
    await setSessionActing(tx, sessionId, null)
    await setContext(tx, sessionId, null, null)
    if (acting)
      await record(tx, context, {
        action: 'buyer.stop_acting',
        entityKind: 'company',
        entityId: acting.companyId,
        companyId: acting.companyId,
      })
  })
}
