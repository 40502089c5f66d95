import { AppError } from '@portal/api/errors.ts'
import type { ParsedOf } from '@portal/api/endpoint.ts'
import type { assignPriceList } from '@portal/api/price-lists.ts'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { lockPriceList } from './lock-price-list.ts'

type Subject = ParsedOf<typeof assignPriceList>['body']

/** Says whose list it is below the contract's own: a company's, a group's or a segment's. Again changes nothing. */
export async function assign(context: Context, priceListId: string, subject: Subject): Promise<void> {
  await transaction(context.db, async (tx) => {
    await lockPriceList(tx, priceListId)
    if (subject.kind !== 'segment') await mustBe(tx, subject.kind, subject.subjectId)
    const made = await tx
      .insertInto('pricing.assignments')
      .values({
        id: newId(),
        price_list_id: priceListId,
        company_id: subject.kind === 'company' ? subject.subjectId : null,
        group_id: subject.kind === 'group' ? subject.subjectId : null,
        segment: subject.kind === 'segment' ? subject.segment : null,
      })
      .onConflict((conflict) => conflict.constraint('assignments_once').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return
    await record(tx, context, {
      action: 'price_list.assign',
      entityKind: 'price_list',
      entityId: priceListId,
      companyId: subject.kind === 'company' ? subject.subjectId : null,
      details: { ...subject },
    })
  })
}

/** Takes an assignment of this list back. */
export async function unassign(context: Context, priceListId: string, assignmentId: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const gone = await tx
      .deleteFrom('pricing.assignments')
      .where('id', '=', assignmentId)
      .where('price_list_id', '=', priceListId)
      .returning(['company_id', 'group_id', 'segment'])
      .executeTakeFirst()
    if (!gone) throw new AppError('not_found')
    await record(tx, context, {
      action: 'price_list.unassign',
      entityKind: 'price_list',
      entityId: priceListId,
      companyId: gone.company_id,
      details: { ...gone },
    })
  })
}

async function mustBe(tx: Tx, kind: 'company' | 'group', id: string): Promise<void> {
  const found = await tx
    .selectFrom(kind === 'company' ? 'organizations.companies' : 'organizations.groups')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found')
}
