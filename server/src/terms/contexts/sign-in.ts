import { AppError } from '@portal/api/errors.ts'
import { transaction } from '#kernel/db.ts'
import type { Context } from '#kernel/mount.ts'
import { openSession, provePassword } from '#src/people/identity/public.ts'

/** Signs a user in. One whose every company is inactive is told so; a blocked one too, after his password was right. */
export async function signInWith(
  context: Context,
  email: string,
  password: string,
  secure: boolean,
): Promise<string> {
  const user = await provePassword(context.db, email, password, context.now)
  if (user.state === 'blocked') throw new AppError('user_blocked')
  const standing = await context.db
    .selectFrom('identity.users as u')
    .leftJoin('organizations.members as m', (join) =>
      join.onRef('m.user_id', '=', 'u.id').on('m.state', '=', 'active'),
    )
    .leftJoin('organizations.companies as c', (join) =>
      join.on((eb) =>
        eb.or([eb('c.id', '=', eb.ref('m.company_id')), eb('c.group_id', '=', eb.ref('m.group_id'))]),
      ),
    )
    .select((eb) => [
      'u.operator_role',
      eb.fn.count('c.id').filterWhere('c.state', '<>', 'inactive').as('open'),
      eb.fn.count('c.id').as('all'),
    ])
    .where('u.id', '=', user.id)
    .groupBy('u.operator_role')
    .executeTakeFirstOrThrow()
  if (!standing.operator_role && Number(standing.open) === 0)
    throw new AppError(Number(standing.all) > 0 ? 'company_inactive' : 'user_blocked')
  return transaction(context.db, (tx) => openSession(tx, context, user.id, secure))
}
