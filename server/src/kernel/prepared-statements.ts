import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

/** Statements that one connection keeps at most; what is asked beyond them is planned anew each time. */
const most = 300

/**
 * A pool that prepares what is asked more than once. A page asks a handful of long queries whose planning takes longer
 * than their work; prepared, each connection plans them once (PostgreSQL still plans anew where the values matter).
 */
export function preparingPool(pool: pg.Pool): PostgresPool {
  const names = new StatementNames()
  const preparing = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect()
      const known = preparing.get(client) ?? new PreparingClient(client, names)
      preparing.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}

/** Names by text, shared by all connections; a text gets its name when it is asked for the second time. */
class StatementNames {
  readonly #names = new Map<string, string | null>()
  #named = 0

  nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known) return known
    if (this.#named >= most) return undefined
    if (known === undefined) {
      // texts that never come again must not fill the memory
      if (this.#names.size >= 10 * most) this.#names.clear()
      this.#names.set(text, null)
      return undefined
    }
    const name = `s${++this.#named}`
    this.#names.set(text, name)
    return name
  }
}

class PreparingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #names: StatementNames
  #stale = false

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client
    this.#names = names
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(
    what: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof what !== 'string') return this.#client.query(what as PostgresCursor<R> & pg.Submittable)
    const name = parameters.length > 0 ? this.#names.nameOf(what) : undefined
    const asked = this.#client.query({
      text: what,
      values: [...parameters],
      ...(name === undefined ? {} : { name }),
    })
    const answer =
      name === undefined ? asked : asked.catch((error: unknown) => this.#planAnew(error, what, parameters))
    return answer as Promise<unknown> as Promise<PostgresQueryResult<R>>
  }

  /**
   * A migration of another process has given a table a column since `select *` was planned here. This connection's plans
   * end with it; inside a transaction, which the error has ended already, the caller hears of it.
   */
  async #planAnew(error: unknown, text: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
    if ((error as { code?: unknown }).code !== '0A000') throw error
    this.#stale = true
    try {
      return await this.#client.query({ text, values: [...parameters] })
    } catch {
      throw error
    }
  }

  release(error?: Error | boolean): void {
    this.#client.release(error || this.#stale)
  }
}
