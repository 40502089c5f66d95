import type { ParsedOf } from '@portal/api/endpoint.ts'
import { AppError } from '@portal/api/errors.ts'
import type { createSynonym, Synonym } from '@portal/api/search-words.ts'
import { sql } from 'kysely'
import { transaction, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { type Context, signedIn } from '#kernel/mount.ts'
import { record } from '#src/people/audit/public.ts'
import { wordsOfQuery } from '../catalogue-index/words.ts'
import { forgetEmpty } from './empty-searches.ts'
import { forgetSynonyms } from './fresh-synonyms.ts'
import { synonymOf } from './synonym-queries.ts'

type Draft = ParsedOf<typeof createSynonym>['body']

/** More groups than a person keeps an eye on. */
const most = 2000

/** Teaches the search a synonym; what was searched for in vain by these words leaves that list. */
export async function writeSynonym(context: Context, id: string | null, draft: Draft): Promise<Synonym> {
  const synonymId = id ?? newId()
  await transaction(context.db, async (tx) => {
    if (id === null) await refuseTooMany(tx)
    else await lockSynonym(tx, id)
    const { kind, words, targets } = tidy(draft)
    await sql`insert into showcase.synonyms (id, kind, words, targets, created_at, updated_at, updated_by)
      values (${synonymId}, ${kind}, ${words}, ${targets}, ${context.now}, ${context.now}, ${signedIn(context).id})
      on conflict (id) do update set kind = excluded.kind, words = excluded.words, targets = excluded.targets,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by`.execute(tx)
    await raiseVersion(tx)
    await forgetEmpty(tx, words)
    await record(tx, context, {
      action: id === null ? 'synonym.create' : 'synonym.change',
      entityKind: 'synonym',
      entityId: synonymId,
      details: { kind, words, targets },
    })
  })
  forgetSynonyms(context.db)
  return synonymOf(context.db, synonymId)
}

export async function removeSynonym(context: Context, id: string): Promise<void> {
  await transaction(context.db, async (tx) => {
    const gone = await tx
      .deleteFrom('showcase.synonyms')
      .where('id', '=', id)
      .returning(['kind', 'words', 'targets'])
      .executeTakeFirst()
    if (!gone) throw new AppError('not_found')
    await raiseVersion(tx)
    await record(tx, context, {
      action: 'synonym.remove',
      entityKind: 'synonym',
      entityId: id,
      details: { ...gone },
    })
  })
  forgetSynonyms(context.db)
}

/** Each phrase once, whatever its case and spaces; one that has no word in it is wrong. */
function tidy({ kind, words, targets }: Draft): Draft {
  const wrong: Record<string, string> = {}
  const clean = (field: 'words' | 'targets', phrases: readonly string[]) => {
    const known = new Set<string>()
    return phrases
      .map((phrase) => phrase.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase())
      .filter((phrase) => {
        const key = wordsOfQuery(phrase)
          .map(({ text }) => text)
          .join(' ')
        if (key === '') wrong[field] = 'no_words'
        if (known.has(key)) return false
        known.add(key)
        return true
      })
  }
  const tidied = {
    kind,
    words: clean('words', words),
    targets: kind === 'same' ? [] : clean('targets', targets),
  }
  if (kind === 'same' && tidied.words.length < 2) wrong['words'] = 'at_least_two'
  if (kind === 'instead' && tidied.targets.length === 0) wrong['targets'] = 'required'
  if (Object.keys(wrong).length > 0) throw new AppError('invalid_input', {}, wrong)
  return tidied
}

async function lockSynonym(tx: Tx, id: string): Promise<void> {
  const found = await tx
    .selectFrom('showcase.synonyms')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new AppError('not_found')
}

async function refuseTooMany(tx: Tx): Promise<void> {
  // the row of the version is also what two who teach at once wait for
  await sql`select from showcase.synonym_version for update`.execute(tx)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from showcase.synonyms`.execute(
    tx,
  )
  if (rows[0]!.count >= most) throw new AppError('too_many_synonyms', { most })
}

async function raiseVersion(tx: Tx): Promise<void> {
  await sql`update showcase.synonym_version set version = version + 1`.execute(tx)
}
