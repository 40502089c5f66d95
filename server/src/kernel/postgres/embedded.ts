import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { owner, prepareCluster, runningPostmaster } from './cluster.ts'
import { findPlace, type Place } from './place.ts'
import { freePort, isFree } from './ports.ts'
import { launch, stopPostmaster, whenReady, type Session } from './postmaster.ts'
import { Refusal } from '../refusal.ts'
import type { Purpose } from './settings.ts'

interface Options {
  /** the folder of everything that belongs to it, made when missing */
  home: string
  purpose: Purpose
  /** hears what was found and done, a short English line at a time */
  say(line: string): void
  /** hears that PostgreSQL ended by itself and could not be started again */
  onLost(error: unknown): void
}

/** Held while somebody works with the cluster; PostgreSQL frees it when its holder dies, however it dies. */
const lockKey = 4_170_114

/** The bundled PostgreSQL at work on a folder of ours. */
export class EmbeddedPostgres {
  readonly #options: Options
  readonly #place: Place
  readonly #password: string
  #session: Session | undefined
  #stopping = false
  #restarts: number[] = []
  readonly #signalAtExit = () => this.#signal('SIGINT')

  /**
   * Starts it. It is no child of the terminal (Ctrl-C reaches only us), keeps its data when we are killed, and is
   * started again when it ends by itself. Throws a Refusal that says what to do.
   */
  static async start(options: Options): Promise<EmbeddedPostgres> {
    const started = new EmbeddedPostgres(options)
    started.#session = await started.#open()
    if (options.purpose === 'serve') {
      process.once('exit', started.#signalAtExit)
      started.#watch()
    }
    return started
  }

  private constructor(options: Options) {
    const home = resolve(options.home)
    this.#options = { ...options, home }
    this.#place = findPlace(home, options.say)
    this.#password = prepareCluster(this.#place, { durable: options.purpose === 'serve' })
  }

  /** Where its data are. */
  get folder(): string {
    return this.#place.cluster
  }

  /** Connection string of a database of this cluster: by its Unix socket where it has one, by TCP for whoever overlooks that. */
  url(database: string): string {
    if (!this.#session) throw new Error('PostgreSQL is stopped')
    const sockets = runningPostmaster(this.#place.cluster)?.sockets
    return this.#url(this.#session.port, database) + (sockets ? `&host=${encodeURIComponent(sockets)}` : '')
  }

  /** Ends PostgreSQL in order: clients are disconnected, everything is on disk. */
  async stop(): Promise<void> {
    this.#stopping = true
    process.off('exit', this.#signalAtExit)
    const session = this.#session
    if (!session) return
    this.#session = undefined
    const last = this.#options.purpose === 'serve' || (await isLastUser(session.guard))
    await session.guard.end()
    if (last) await stopPostmaster(this.#place)
  }

  /** For the impatient: it ends at once and recovers at the next start. */
  kill(): void {
    this.#stopping = true
    process.off('exit', this.#signalAtExit)
    this.#signal('SIGQUIT')
  }

  #url(port: number, database: string): string {
    return `postgresql://${owner}:${this.#password}@127.0.0.1:${port}/${database}?sslmode=disable`
  }

  #signal(signal: NodeJS.Signals): void {
    const running = runningPostmaster(this.#place.cluster)
    if (running) process.kill(running.pid, signal)
  }

  /** Attaches to a postmaster that works already, or launches one. */
  async #open(): Promise<Session> {
    const deadline = Date.now() + 60_000
    for (;;) {
      const running = runningPostmaster(this.#place.cluster)
      const session = running ? await this.#attach(running) : await this.#launch(deadline)
      if (session) return session
      await sleep(200)
    }
  }

  async #attach(running: { pid: number; port: number }): Promise<Session | undefined> {
    const { home, purpose, say } = this.#options
    const alive = () => runningPostmaster(this.#place.cluster)?.pid === running.pid
    const guard = await whenReady(() => this.#connect(running.port), alive, say)
    if (!guard) return undefined
    if (!(await lock(guard, purpose))) {
      const holder = await lockHolder(guard)
      await guard.end()
      throw new Refusal(
        `Another Artikul (${holder}) is working with ${home}. Stop it, or give this one a DATA_DIR of its own.`,
      )
    }
    if (purpose === 'test' || running.pid === this.#session?.pid) return { ...running, guard }
    say('the PostgreSQL of a server that was killed is still at work: ending it first')
    await guard.end()
    await stopPostmaster(this.#place)
    return undefined
  }

  async #launch(deadline: number): Promise<Session | undefined> {
    const { home, purpose, say } = this.#options
    const port = await choosePort(home, say)
    const started = await launch(this.#place, purpose, port, (at) => this.#connect(at), say)
    if ('refusal' in started) {
      if (started.transient && Date.now() < deadline) return undefined
      throw started.refusal
    }
    // refused = another process was faster and will end this postmaster: look again
    if (!(await lock(started.guard, purpose))) return undefined
    writeFileSync(join(home, 'port'), String(port))
    return started
  }

  async #connect(port: number): Promise<pg.Client> {
    const guard = new pg.Client({
      connectionString: this.#url(port, 'postgres'),
      application_name: `artikul guard, process ${process.pid}`,
      keepAlive: true,
    })
    // the end of the connection is what is acted on
    guard.on('error', () => undefined)
    await guard.connect()
    return guard
  }

  /** The guard's connection ends when the postmaster does: then start it again. */
  #watch(): void {
    this.#session?.guard.once('end', () => {
      if (!this.#stopping) this.#recover().catch(this.#options.onLost)
    })
  }

  async #recover(): Promise<void> {
    this.#options.say('the connection to PostgreSQL broke; bringing it back')
    this.#restarts = [...this.#restarts.filter((at) => at > Date.now() - 60_000), Date.now()]
    if (this.#restarts.length > 5) throw new Refusal('PostgreSQL ended five times within a minute.')
    this.#session = await this.#open()
    this.#options.say('PostgreSQL works again')
    this.#watch()
  }
}

async function lock(guard: pg.Client, purpose: Purpose): Promise<boolean> {
  const take = purpose === 'test' ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock'
  const { rows } = await guard.query(`select ${take}($1) as taken`, [lockKey])
  return rows[0].taken
}

/** The remembered port, so that a database tool's saved connection keeps working; another when it is taken. */
async function choosePort(home: string, say: (line: string) => void): Promise<number> {
  const file = join(home, 'port')
  const remembered = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (remembered && (await isFree(remembered))) return remembered
  const port = await freePort()
  if (remembered) say(`port ${remembered} is taken by another program, the database uses ${port} instead`)
  return port
}

async function lockHolder(guard: pg.Client): Promise<string> {
  const { rows } = await guard.query(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and l.objid = $1`,
    [lockKey],
  )
  return String(rows[0]?.name ?? 'unknown process').replace('artikul guard, ', '')
}

async function isLastUser(guard: pg.Client): Promise<boolean> {
  const { rows } = await guard.query(
    'select pg_advisory_unlock_shared($1) as freed, pg_try_advisory_lock($1) as last',
    [lockKey],
  )
  return rows[0].last
}
