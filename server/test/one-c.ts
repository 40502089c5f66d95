import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { hashPassword } from '#kernel/passwords.ts'
import { OneCClient } from '#src/exchange/erp/one-c-client.ts'
import { erpTasks } from '#src/exchange/erp/tasks.ts'
import type { TestApp } from './app.ts'
import { makeSeller } from './factories/people.ts'

export const oneCPassword = 'secret of 1C'

export interface OneC {
  client: OneCClient
  login: string
  connectionId: string
  sellerId: string
  /** a session of the protocol by hand */
  session(type?: 'catalog' | 'sale'): Promise<OneCSession>
}

export interface OneCSession {
  /** The text of the answer to one request of the session. */
  ask(query: string, body?: string | Uint8Array): Promise<string>
  send(name: string, body: string | Uint8Array): Promise<string>
  import(name: string): Promise<string>
}

/** 1C and the portal over real HTTP. No worker runs in a test: what it would do is done here. */
export async function oneCStage({ app, db, time }: TestApp) {
  const parts = { dataDir: app.config.DATA_DIR, db, clock: app.clock, files: app.files, log: app.log }
  const tasks = erpTasks(parts)
  const url = `${await app.fastify.listen({ port: 0, host: '127.0.0.1' })}/exchange/1c`
  const folder = await mkdtemp(path.join(tmpdir(), 'artikul-1c-'))
  const working = { stop: false, paused: false }
  const work = (async () => {
    while (!working.stop) {
      const jobs = working.paused
        ? []
        : await db.selectFrom('erp.jobs').select('id').where('state', '=', 'received').orderBy('id').execute()
      for (const { id } of jobs) await tasks['exchange:import']!({ jobId: id }).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  afterAll(async () => {
    working.stop = true
    await work
    await rm(folder, { recursive: true, force: true })
  })

  async function connect(): Promise<OneC> {
    const connectionId = newId()
    const sellerId = await makeSeller(db)
    const login = `1c-${connectionId}`
    await db
      .insertInto('erp.connections')
      .values({
        id: connectionId,
        name: '1С',
        source: `1c:${connectionId}`,
        login,
        password_hash: await hashPassword(oneCPassword),
        seller_id: sellerId,
        created_at: time.now,
      })
      .execute()
    const client = new OneCClient({ url, user: login, password: oneCPassword })
    return { client, connectionId, sellerId, login, session: (type) => session(login, type) }
  }

  async function session(login: string, type: 'catalog' | 'sale' = 'catalog'): Promise<OneCSession> {
    const authorization = `Basic ${Buffer.from(`${login}:${oneCPassword}`).toString('base64')}`
    const answer = await fetch(`${url}?type=${type}&mode=checkauth`, { headers: { authorization } })
    const [, name, value] = (await answer.text()).split('\n')
    const ask = async (query: string, body?: string | Uint8Array) => {
      const said = await fetch(`${url}?type=${type}&${query}`, {
        headers: { authorization, cookie: `${name}=${value}` },
        ...(body === undefined
          ? {}
          : { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body) }),
      })
      return said.text()
    }
    const named = (mode: string, file: string) => `mode=${mode}&filename=${encodeURIComponent(file)}`
    await ask('mode=init')
    return {
      ask,
      send: (file, body) => ask(named('file', file), body),
      import: (file) => ask(named('import', file)),
    }
  }

  async function folderWith(files: Record<string, string | Uint8Array>): Promise<string> {
    const one = await mkdtemp(path.join(folder, 'export-'))
    for (const [name, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(one, name)), { recursive: true })
      await writeFile(path.join(one, name), content)
    }
    return one
  }

  /** The log of a connection, oldest first. */
  const jobsOf = (connectionId: string) =>
    db
      .selectFrom('erp.jobs')
      .select(['id', 'file_name', 'state', 'error_code', 'error_params', 'counts', 'run_id', 'file_path'])
      .where('connection_id', '=', connectionId)
      .orderBy('id')
      .execute()

  return { url, parts, tasks, working, connect, session, folderWith, jobsOf }
}

export const commerceMl = (inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-11-24T10:00:00">${inner}</КоммерческаяИнформация>`

/** A catalogue of goods with articles `A-<id>`; `onlyChanges` = СодержитТолькоИзменения. */
export const catalogueOf = (
  goods: readonly string[],
  onlyChanges = true,
  /** what stands in a good besides */
  besides: (good: string) => string = () => '',
) =>
  commerceMl(`<Классификатор><Ид>k</Ид><Наименование>К</Наименование></Классификатор>
<Каталог СодержитТолькоИзменения="${onlyChanges}"><Ид>c</Ид><ИдКлассификатора>k</ИдКлассификатора><Наименование>К</Наименование><Товары>${goods
    .map(
      (good) =>
        `<Товар><Ид>${good}</Ид><Артикул>A-${good}</Артикул><Наименование>Труба ${good}</Наименование><БазоваяЕдиница Код="796">шт</БазоваяЕдиница>${besides(good)}</Товар>`,
    )
    .join('')}</Товары></Каталог>`)
