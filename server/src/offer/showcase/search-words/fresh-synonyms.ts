import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { SynonymDictionary, type SynonymGroup } from './synonym-dictionary.ts'

/** A change is used by every process within so long. */
const lookEveryMs = 2000

interface Kept {
  dictionary: SynonymDictionary
  version: string
  lookedAt: number
  looking: Promise<void> | null
}

const kept = new WeakMap<Db, Kept>()

/** The synonyms of this process; every two seconds a search looks whether they have changed. */
export async function freshSynonyms(db: Db): Promise<SynonymDictionary> {
  const mine = kept.get(db) ?? {
    dictionary: new SynonymDictionary([]),
    version: '',
    lookedAt: -Infinity,
    looking: null,
  }
  kept.set(db, mine)
  if (performance.now() - mine.lookedAt > lookEveryMs) {
    mine.looking ??= look(db, mine).finally(() => (mine.looking = null))
    // the first search waits for them, and the first after a change here; others are answered by those that are known
    if (mine.version === '') await mine.looking
    else mine.looking.catch(() => {})
  }
  return mine.dictionary
}

async function look(db: Db, mine: Kept): Promise<void> {
  const { version } = await db
    .selectFrom('showcase.synonym_version')
    .select('version')
    .executeTakeFirstOrThrow()
  if (version !== mine.version) {
    const { rows } =
      await sql<SynonymGroup>`select kind, words, targets from showcase.synonyms order by id`.execute(db)
    mine.dictionary = new SynonymDictionary(rows)
    mine.version = version
  }
  mine.lookedAt = performance.now()
}

/** Whoever has changed a synonym finds it with his next search, in this process at once. */
export function forgetSynonyms(db: Db): void {
  const mine = kept.get(db)
  if (!mine) return
  mine.lookedAt = -Infinity
  mine.version = ''
}
