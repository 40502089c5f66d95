import type { BuyerPermission, MemberRole } from '@portal/api/permissions.ts'
import { rolePermissions } from '@portal/api/permissions.ts'
import type { Insertable } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { hashPassword, newToken, tokenHash } from '#kernel/passwords.ts'
import type { DB } from '#src/database.ts'
import { next } from './goods.ts'

type Row<Table extends keyof DB> = Partial<Insertable<DB[Table]>>

const made = new Date('2026-01-01T00:00:00Z')

/** What every user of the factories signs in with. */
export const password = 'correct horse battery'
let hashed: Promise<string> | undefined

export interface MadeUser {
  id: string
  email: string
}

/** A buyer's person without any company; with `operator_role` one of the operator's people. */
export async function makeUser(db: Db, row: Row<'identity.users'> = {}): Promise<MadeUser> {
  hashed ??= hashPassword(password)
  const id = row.id ?? newId()
  const number = next()
  const email = row.email ?? `user-${number}-${id.slice(-6)}@example.com`
  await db
    .insertInto('identity.users')
    .values({ name: `User ${number}`, password_hash: await hashed, created_at: made, ...row, id, email })
    .execute()
  return { id, email }
}

export async function makeSeller(db: Db, row: Row<'sellers.sellers'> = {}): Promise<string> {
  const id = row.id ?? newId()
  const name = row.name ?? `Seller ${next()}`
  await db
    .insertInto('sellers.sellers')
    .values({
      kind: 'own',
      full_name: name,
      inn: '7707083893',
      vat_regime: 'general',
      created_at: made,
      ...row,
      id,
      name,
    })
    .execute()
  return id
}

export async function makeGroup(db: Db, row: Row<'organizations.groups'> = {}): Promise<string> {
  const id = row.id ?? newId()
  await db
    .insertInto('organizations.groups')
    .values({ name: `Group ${next()}`, created_at: made, ...row, id })
    .execute()
  return id
}

/** An INN of a legal entity that nobody else in this run has, with a right check digit. */
export function nextInn(): string {
  const nine = String(780_000_000 + next())
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8]
  const sum = weights.reduce((total, weight, place) => total + weight * Number(nine[place]), 0)
  return nine + ((sum % 11) % 10)
}

export async function makeCompany(db: Db, row: Row<'organizations.companies'> = {}): Promise<string> {
  const id = row.id ?? newId()
  const name = row.name ?? `Company ${next()}`
  await db
    .insertInto('organizations.companies')
    .values({
      kind: 'legal',
      full_name: name,
      inn: nextInn(),
      kpp: '770101001',
      created_at: made,
      updated_at: made,
      ...row,
      id,
      name,
    })
    .execute()
  return id
}

export interface MakeMember extends Omit<Row<'organizations.members'>, 'role' | 'permissions'> {
  role?: MemberRole
  permissions?: readonly BuyerPermission[]
}

/** A director unless told; of a new user and a new company unless named. */
export async function makeMember(
  db: Db,
  overrides: MakeMember = {},
): Promise<{ id: string; userId: string; email: string; companyId: string | null }> {
  const { role = 'director', permissions, user_id, company_id, group_id, ...row } = overrides
  const user = user_id ? { id: user_id, email: '' } : await makeUser(db)
  const companyId = company_id ?? (group_id ? null : await makeCompany(db))
  const id = row.id ?? newId()
  await db
    .insertInto('organizations.members')
    .values({
      created_at: made,
      ...row,
      id,
      user_id: user.id,
      company_id: companyId,
      group_id: group_id ?? null,
      role,
      permissions: [...(permissions ?? (role === 'custom' ? [] : rolePermissions[role]))],
    })
    .execute()
  return { id, userId: user.id, email: user.email, companyId }
}

export async function makeDeliveryPoint(
  db: Db,
  companyId: string,
  row: Row<'organizations.delivery_points'> = {},
): Promise<string> {
  const id = row.id ?? newId()
  const number = next()
  await db
    .insertInto('organizations.delivery_points')
    .values({
      name: `Point ${number}`,
      address: `Moscow, street ${number}`,
      created_at: made,
      ...row,
      id,
      company_id: companyId,
    })
    .execute()
  return id
}

/** A session of a user under a contract, as the cookie header of his requests. It does not expire in a test's lifetime. */
export async function signedInAs(
  db: Db,
  userId: string,
  row: Row<'identity.sessions'> = {},
): Promise<{ cookie: string; sessionId: string }> {
  const token = newToken()
  const sessionId = row.id ?? newId()
  await db
    .insertInto('identity.sessions')
    .values({
      created_at: made,
      last_seen_at: made,
      expires_at: new Date('2100-01-01T00:00:00Z'),
      ...row,
      id: sessionId,
      user_id: userId,
      token_hash: tokenHash(token),
    })
    .execute()
  return { cookie: `artikul_session=${token}`, sessionId }
}
