import { sql } from 'kysely'
import { type Db, transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { type Letter, writeMail } from '#kernel/mail.ts'
import { decimal } from '#kernel/money.ts'
import { newToken, tokenHash } from '#kernel/passwords.ts'
import { type Pair, pairKey, type PersonTerms, termsOfPeople } from '#src/terms/contexts/public.ts'
import { loadConditions } from '#src/offer/showcase/public.ts'
import { isTrue } from './comes-true.ts'
import { type LetterPlan, planLetters } from './letter-plan.ts'
import { digestLetter, type News, type Reader, singleLetter } from './letters.ts'
import { seenProducts, seesGoodsUnder, seesPricesUnder } from './seen.ts'
import { type Fired, type ReaderToTell, drop, hold, lockFired, readersToTell, settle } from './untold.ts'

/** A letter that is ready, with what it tells of. */
interface Ready {
  firingIds: string[]
  /** when the first of its subscriptions was asked for: the order of asking is the order of letters */
  askedAt: Date
  kind: 'single' | 'digest'
  pair: Pair
  token: string
  letter: Letter
}

const readersAtOnce = 50

/**
 * Writes the letters of some readers in one transaction, in the order in which they asked; answers how many readers were
 * attended to. What is not so any more, or may not be told now, is dropped in silence and waits anew.
 */
export async function writeLettersChunk(db: Db, publicUrl: string, now: Date): Promise<number> {
  return transaction(db, async (tx) => {
    const readers = await readersToTell(tx, readersAtOnce, now)
    const members = await termsOfPeople(tx, readers, now)
    const ready: Ready[] = []
    for (const reader of readers) ready.push(...(await lettersOf(tx, reader, members, publicUrl, now)))
    ready.sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime())
    for (const one of ready) await post(tx, one, now)
    return readers.length
  })
}

async function lettersOf(
  tx: Tx,
  reader: ReaderToTell,
  members: ReadonlyMap<string, PersonTerms>,
  publicUrl: string,
  now: Date,
): Promise<Ready[]> {
  const fired = await lockFired(tx, reader)
  const member = members.get(pairKey(reader))
  if (!member || !seesGoodsUnder(member)) {
    await drop(tx, fired, now)
    return []
  }
  const plan: LetterPlan = planLetters(reader, now)
  if (plan.write === 'nothing') {
    await hold(tx, fired, plan.until)
    return []
  }
  const { told, dropped } = await stillSo(tx, fired, member, now)
  await drop(tx, dropped, now)
  const byProduct = [...Map.groupBy(told, ({ one }) => one.product_id).values()]
  // what was dropped may leave a few where many were counted
  const batches =
    plan.write === 'singles' || byProduct.length === 1 ? byProduct.map((one) => [one]) : [byProduct]
  return batches
    .filter((batch) => batch.length > 0)
    .map((batch) => {
      const token = newToken()
      const to = readerOf(member, publicUrl, token)
      const news = batch.map((firings): News => ({
        item: firings[0]!.item,
        kinds: new Set(firings.map(({ one }) => one.kind)),
      }))
      const firings = batch.flat().map(({ one }) => one)
      return {
        firingIds: firings.map((one) => one.id),
        askedAt: firings.map((one) => one.asked_at).reduce((a, b) => (a < b ? a : b)),
        kind: batch.length === 1 ? ('single' as const) : ('digest' as const),
        pair: reader,
        token,
        letter: batch.length === 1 ? singleLetter(to, news[0]!) : digestLetter(to, news),
      }
    })
}

/** Looks once more, with the reader's eyes and in his language: minutes may have passed since it came true. */
async function stillSo(tx: Tx, fired: readonly Fired[], { terms, language }: PersonTerms, now: Date) {
  const conditions = await loadConditions(tx, terms, { now, language })
  const prices = seesPricesUnder(terms)
  const seen = await seenProducts(
    tx,
    conditions,
    fired.map((one) => one.product_id),
    prices,
  )
  const told: { one: Fired; item: News['item'] }[] = []
  const dropped: Fired[] = []
  for (const one of fired) {
    const item = seen.get(one.product_id)
    const asked = {
      kind: one.kind,
      wantedQuantity: one.wanted_quantity === null ? null : decimal(one.wanted_quantity),
      maxPrice: one.max_price === null ? null : decimal(one.max_price),
    }
    if (item && isTrue(asked, item, prices)) told.push({ one, item })
    else dropped.push(one)
  }
  return { told, dropped }
}

function readerOf(member: PersonTerms, publicUrl: string, token: string): Reader {
  return {
    to: member.email,
    language: member.language,
    companyName: member.companyName,
    contractNumber: member.contractNumber,
    seesPrices: seesPricesUnder(member.terms),
    publicUrl,
    offHref: `${publicUrl}/subscriptions/off/${token}`,
  }
}

async function post(tx: Tx, { firingIds, kind, pair, token, letter }: Ready, now: Date): Promise<void> {
  const id = newId()
  await tx
    .insertInto('subscriptions.letters')
    .values({
      id,
      user_id: pair.userId,
      contract_id: pair.contractId,
      kind,
      token_hash: tokenHash(token),
      written_at: now,
    })
    .execute()
  await settle(tx, firingIds, id, now)
  await writeMail(tx, letter, `subscriptions:${id}`, now)
}

/** Ended subscriptions and old letters are kept for a quarter of a year. */
export async function trimSubscriptions(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 90 * 86_400_000)
  await transaction(db, async (tx) => {
    await sql`delete from subscriptions.subscriptions where ended_at < ${before} or expires_at < ${before}`.execute(
      tx,
    )
    await sql`delete from subscriptions.letters l where l.written_at < ${before}
      and not exists (select from subscriptions.firings f where f.letter_id = l.id)`.execute(tx)
  })
}
