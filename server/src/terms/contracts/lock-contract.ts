import { AppError } from '@portal/api/errors.ts'
import type { Selectable } from 'kysely'
import type { Db, Tx } from '#kernel/db.ts'
import type { DB } from '#src/database.ts'

/** The contract, locked until the transaction ends. Throws not_found. */
export async function lockContract(
  tx: Tx,
  contractId: string,
): Promise<Selectable<DB['contracts.contracts']>> {
  const contract = await tx
    .selectFrom('contracts.contracts')
    .selectAll()
    .where('id', '=', contractId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!contract) throw new AppError('not_found')
  return contract
}

/** Throws not_found. */
export async function requireContract(db: Db, contractId: string): Promise<void> {
  const found = await db
    .selectFrom('contracts.contracts')
    .select('id')
    .where('id', '=', contractId)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found')
}
