import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import { runningPostmaster } from './cluster.ts'
import { EmbeddedPostgres } from './embedded.ts'
import { freePort } from './ports.ts'

const asRoot = process.getuid?.() === 0
const holder = fileURLToPath(new URL('../../../test/hold-postgres.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'artikul-postgres-'))
const home = join(folder, 'postgres')
const cluster = join(home, 'cluster')
const said: string[] = []

const start = (where = home) =>
  EmbeddedPostgres.start({
    home: where,
    purpose: 'serve',
    say: (line) => said.push(line),
    onLost: (error) => {
      throw error
    },
  })

/** A process of its own that works with the folder, and the url it told. */
async function otherServer(): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [holder, home], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim()))
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)))
  })
  return { process: child, url }
}

async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows as Row[]
  } finally {
    await client.end()
  }
}

async function gone(child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) await sleep(10)
}

beforeAll(async () => {
  // as root the database runs as another account, which must be able to enter
  chmodSync(folder, 0o755)
  const postgres = await start()
  await ask(postgres.url('postgres'), 'create table kept (word text)')
  await postgres.stop()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('after a kill -9', () => {
  test('of the server, its PostgreSQL is ended in order, and what was committed is there', async () => {
    const other = await otherServer()
    await ask(other.url, `insert into kept values ('server')`)
    other.process.kill('SIGKILL')
    await gone(other.process)
    expect(runningPostmaster(cluster)).toBeDefined()
    const postgres = await start()
    expect(said.at(-1)).toContain('ending it first')
    expect(await ask(postgres.url('postgres'), 'select word from kept')).toContainEqual({ word: 'server' })
    await postgres.stop()
    expect(runningPostmaster(cluster)).toBeUndefined()
  })

  test('of PostgreSQL, the living server brings it back with what was committed', async () => {
    const postgres = await start()
    await ask(postgres.url('postgres'), `insert into kept values ('postgres')`)
    process.kill(runningPostmaster(cluster)!.pid, 'SIGKILL')
    await expect.poll(() => said.at(-1), { timeout: 20_000 }).toBe('PostgreSQL works again')
    expect(await ask(postgres.url('postgres'), 'select word from kept')).toContainEqual({ word: 'postgres' })
    await postgres.stop()
  })

  test('of both, the next start recovers', async () => {
    const other = await otherServer()
    await ask(other.url, `insert into kept values ('both')`)
    const postmaster = runningPostmaster(cluster)!.pid
    other.process.kill('SIGKILL')
    process.kill(postmaster, 'SIGKILL')
    await gone(other.process)
    const postgres = await start()
    expect(await ask(postgres.url('postgres'), 'select word from kept')).toContainEqual({ word: 'both' })
    await postgres.stop()
  })
})

describe('a start', () => {
  test('beside another server on the same folder is refused, and harms nothing', async () => {
    const other = await otherServer()
    await expect(start()).rejects.toThrow(`Another Artikul (process ${other.process.pid})`)
    expect(await ask(other.url, 'select 1 as one')).toEqual([{ one: 1 }])
    other.process.kill('SIGTERM')
    await gone(other.process)
  })

  test('is not held up by a pid file that points at a stranger', async () => {
    await (await start()).stop()
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5432\n\n\n\n`)
    const postgres = await start()
    expect(await ask(postgres.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
    await postgres.stop()
  })

  test('finds another port when somebody has taken ours', async () => {
    const port = await freePort()
    writeFileSync(join(home, 'port'), String(port))
    const stranger = createServer().listen(port, '127.0.0.1')
    const postgres = await start()
    expect(said.at(-1)).toContain(`port ${port} is taken`)
    expect(new URL(postgres.url('postgres')).port).not.toBe(String(port))
    await postgres.stop()
    stranger.close()
  })

  test.runIf(process.platform !== 'win32')('is asked through its Unix socket', async () => {
    const postgres = await start()
    expect(await ask(postgres.url('postgres'), 'select inet_server_addr() as address')).toEqual([
      { address: null },
    ])
    await postgres.stop()
  })

  test('never takes another PostgreSQL on its port for its own', async () => {
    const stranger = await start(join(folder, 'stranger'))
    writeFileSync(join(home, 'port'), new URL(stranger.url('postgres')).port)
    const postgres = await start()
    expect(await ask(postgres.url('postgres'), 'select word from kept')).not.toEqual([])
    await postgres.stop()
    expect(await ask(stranger.url('postgres'), `select to_regclass('kept') as kept`)).toEqual([
      { kept: null },
    ])
    await stranger.stop()
  })

  test('is refused on the data of another version', async () => {
    const version = join(cluster, 'PG_VERSION')
    const right = readFileSync(version, 'utf8')
    writeFileSync(version, '17\n')
    await expect(start()).rejects.toThrow(/made by PostgreSQL 17.*brings PostgreSQL 18/)
    writeFileSync(version, right)
  })

  test('is refused where nothing can be written', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    await expect(start(join(file, 'postgres'))).rejects.toThrow(Refusal)
    await expect(start(join(file, 'postgres'))).rejects.toThrow('Cannot write to')
  })

  test.runIf(asRoot)('by root below a closed folder keeps the data in an open one, and says so', async () => {
    const closed = join(folder, 'closed')
    const inside = join(closed, 'postgres')
    mkdirSync(closed, { mode: 0o700 })
    const first = await start(inside)
    const moved = dirname(first.folder)
    expect(moved).toMatch(/^\/var\//)
    expect(said.at(-1)).toContain(moved)
    await ask(first.url('postgres'), 'create table here ()')
    await first.stop()
    const second = await start(inside)
    expect(second.folder).toBe(first.folder)
    expect(await ask(second.url('postgres'), 'select * from here')).toEqual([])
    await second.stop()
    rmSync(moved, { recursive: true })
    await expect(start(inside)).rejects.toThrow('that folder is gone')
  })
})

test('the password is for its owner only', () => {
  expect(statSync(join(cluster, 'artikul.password')).mode & 0o777).toBe(0o600)
})
