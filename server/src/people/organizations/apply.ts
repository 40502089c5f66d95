import { AppError } from '@portal/api/errors.ts'
import type { Language } from '@portal/api/primitives.ts'
import { isInn, isKpp } from '@portal/api/requisites.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { writeMail } from '#kernel/mail.ts'
import type { Context } from '#kernel/mount.ts'
import { record } from '../audit/public.ts'
import { consentGiven } from './consent.ts'
import { joinRequestLetter } from './letters.ts'

export interface ApplicationInput {
  inn: string
  kpp?: string | null | undefined
  companyName: string
  contactName: string
  email: string
  phone?: string | null | undefined
  message?: string | null | undefined
}

/**
 * Keeps an application. When the company is a customer already, those who manage its people are asked by mail; nobody
 * joins by himself, and the answer to the applicant is the same. Applying again while one waits changes nothing.
 */
export async function receiveApplication(
  context: Context,
  publicUrl: string,
  input: ApplicationInput,
): Promise<void> {
  const kpp = input.kpp || null
  if (!isInn(input.inn)) throw new AppError('inn_invalid', {}, { inn: 'inn_invalid' })
  if (kpp !== null && (input.inn.length === 12 || !isKpp(kpp)))
    throw new AppError('kpp_invalid', {}, { kpp: 'kpp_invalid' })
  await transaction(context.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`application:${input.inn}`}, 0))`.execute(tx)
    const waiting = await tx
      .selectFrom('organizations.applications')
      .select('id')
      .where('inn', '=', input.inn)
      .where('email', '=', input.email)
      .where('state', 'in', ['new', 'checking'])
      .executeTakeFirst()
    if (waiting) return
    const known = await findCompany(tx, input.inn, kpp)
    const id = newId()
    await tx
      .insertInto('organizations.applications')
      .values({
        id,
        inn: input.inn,
        kpp,
        company_name: input.companyName,
        contact_name: input.contactName,
        email: input.email,
        phone: input.phone ?? null,
        message: input.message ?? null,
        consents: consentGiven(context.now),
        joins_company_id: known?.id ?? null,
        created_at: context.now,
      })
      .execute()
    if (known) await askDirectors(tx, context, publicUrl, id, known, input)
    await record(tx, context, {
      action: 'application.send',
      entityKind: 'application',
      entityId: id,
      companyId: known?.id ?? null,
    })
  })
}

/** The customer with these requisites; without a KPP any of its registrations. */
export async function findCompany(
  tx: Tx,
  inn: string,
  kpp: string | null,
): Promise<{ id: string; name: string } | undefined> {
  return tx
    .selectFrom('organizations.companies')
    .select(['id', 'name'])
    .where('inn', '=', inn)
    .$if(kpp !== null, (query) => query.where(sql`coalesce(kpp, '')`, 'in', [kpp, '']))
    .orderBy('created_at')
    .executeTakeFirst()
}

async function askDirectors(
  tx: Tx,
  context: Context,
  publicUrl: string,
  applicationId: string,
  company: { id: string; name: string },
  input: ApplicationInput,
): Promise<void> {
  const { rows } = await sql<{ email: string; language: Language }>`
    select distinct u.email, u.language
    from organizations.companies c
    join organizations.members m on m.company_id = c.id or m.group_id = c.group_id
    join identity.users u on u.id = m.user_id and u.state = 'active'
    where c.id = ${company.id} and m.state = 'active' and 'members.manage' = any(m.permissions)`.execute(tx)
  for (const { email, language } of rows) {
    const mail = joinRequestLetter({
      to: email,
      language,
      company: company.name,
      contactName: input.contactName,
      email: input.email,
      href: `${publicUrl}/company`,
    })
    await writeMail(tx, mail, `application:${applicationId}:${email}`, context.now)
  }
}
