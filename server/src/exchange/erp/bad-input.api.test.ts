import { createConnection } from 'node:net'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import yazl from 'yazl'
import { testApp } from '#test/app.ts'
import { unpack, usualUnpackLimits } from './commerceml/unpack.ts'
import { catalogueOf, commerceMl, oneCPassword, oneCStage } from '#test/one-c.ts'

const stage = await testApp()
const { db, time } = stage
const { url, tasks, working, connect, jobsOf, folderWith } = await oneCStage(stage)

const names = async (...articles: string[]) => {
  const rows = await db
    .selectFrom('catalog.products')
    .select(['name', 'article', 'active'])
    .where(
      'article',
      'in',
      articles.map((one) => `A-${one}`),
    )
    .orderBy('article')
    .execute()
  return rows.map((row) => `${row.name}${row.active ? '' : ' (off)'}`)
}

const failureAnd = async (content: string | Uint8Array) => {
  const one = await connect()
  const session = await one.session()
  expect(await session.send('import0_1.xml', content)).toBe('success')
  const answer = await session.import('import0_1.xml')
  const jobs = await jobsOf(one.connectionId)
  return { answer, job: jobs.at(-1) }
}

describe('what is no CommerceML is refused with a reason, in the answer and in the log', () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><КоммерческаяИнформация>&lol2;</КоммерческаяИнформация>`
  const external = `<?xml version="1.0"?><!DOCTYPE foo [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><КоммерческаяИнформация>&xxe;</КоммерческаяИнформация>`
  const cases: [string, () => string | Uint8Array, string][] = [
    ['nothing but blanks', () => '   \n ', 'empty'],
    ['a page of HTML', () => '<html><body>502 Bad Gateway</body></html>', 'not_commerceml'],
    ['a broken tag', () => commerceMl('<Каталог><Товары></Каталог></Товары>'), 'malformed'],
    ['a file that breaks off', () => catalogueOf(['broken']).slice(0, -60), 'truncated'],
    ['a million laughs', () => laughs, 'entity_declared'],
    ['a file of the server as an entity', () => external, 'entity_declared'],
    ['ten million elements deep', () => commerceMl('<a>'.repeat(10_000_000)), 'too_deep'],
    [
      'a text of twenty million characters',
      () => commerceMl(`<Каталог><Ид>${'x'.repeat(20_000_000)}`),
      'text_too_long',
    ],
    [
      'an attribute of twenty million characters',
      () => commerceMl(`<Каталог a="${'x'.repeat(20_000_000)}"/>`),
      'text_too_long',
    ],
    [
      'ten thousand attributes',
      () => commerceMl(`<Каталог ${Array.from({ length: 10_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
      'too_many_attributes',
    ],
    ['an unknown encoding', () => '<?xml version="1.0" encoding="EBCDIC-37"?><a/>', 'unknown_encoding'],
  ]
  it.each(cases)('%s', async (_, content, code) => {
    const { answer, job } = await failureAnd(content())
    expect(answer).toMatch(/^failure\nImport failed\n[А-Я]/)
    expect(job).toMatchObject({ state: 'failed', error_code: code })
  })

  it('a hundred megabytes of junk, in pieces', async () => {
    const one = await connect()
    const session = await one.session()
    for (let piece = 0; piece < 4; piece++)
      expect(await session.send('junk.xml', Buffer.alloc(25 * 1024 * 1024, `${piece}junk`))).toBe('success')
    expect(await session.import('junk.xml')).toMatch(/^failure/)
    expect((await jobsOf(one.connectionId)).at(-1)).toMatchObject({ error_code: 'not_commerceml' })
  })

  it('a piece larger than what init allows', async () => {
    const one = await connect()
    const session = await one.session()
    expect(await session.send('import0_1.xml', Buffer.alloc(33 * 1024 * 1024))).toMatch(
      /^failure\nRefused\nФайл или его часть больше/,
    )
    expect(await session.import('import0_1.xml')).toMatch(/^failure/)
  })
})

describe('a text is read in the encoding that it is written in', () => {
  const declared = (encoding: string, good: string) =>
    catalogueOf([good]).replace('encoding="UTF-8"', `encoding="${encoding}"`)
  const cases: [string, string, (good: string) => Buffer][] = [
    [
      'windows-1251 as declared',
      'e1',
      (good) => iconv.encode(declared('windows-1251', good), 'windows-1251'),
    ],
    ['windows-1251 declared as UTF-8', 'e2', (good) => iconv.encode(catalogueOf([good]), 'windows-1251')],
    ['UTF-8 declared as windows-1251', 'e3', (good) => Buffer.from(declared('windows-1251', good))],
    ['UTF-8 with a byte order mark', 'e4', (good) => Buffer.from(`\uFEFF${catalogueOf([good])}`)],
    ['UTF-16 with a byte order mark', 'e5', (good) => iconv.encode(declared('UTF-16', good), 'utf-16')],
    [
      'UTF-16 without one',
      'e6',
      (good) => iconv.encode(declared('UTF-16', good), 'utf-16be', { addBOM: false }),
    ],
    [
      'UTF-8 without a declaration',
      'e7',
      (good) => Buffer.from(catalogueOf([good]).replace(/^<\?xml[^>]*>/, '')),
    ],
    [
      'windows-1251 without a declaration',
      'e8',
      (good) => iconv.encode(catalogueOf([good]).replace(/^<\?xml[^>]*>/, ''), 'windows-1251'),
    ],
  ]
  it.each(cases)('%s', async (_, good, content) => {
    const session = await (await connect()).session()
    await session.send('import0_1.xml', content(good))
    expect(await session.import('import0_1.xml')).toBe('success')
    expect(await names(good)).toEqual([`Труба ${good}`])
  })
})

async function zipOf(
  files: Record<string, string | Buffer>,
  rename: (bytes: Buffer) => Buffer = (one) => one,
) {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(Buffer.from(content), name, { compress: content.length > 0 })
  zip.end()
  return rename(await buffer(zip.outputStream))
}

/** The same bytes with one name in place of another of the same length: no honest archiver writes such names. */
const renamed = (from: string, to: string) => (bytes: Buffer) =>
  Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1')

describe('an archive', () => {
  it('does not write outside its folder: such an entry is refused and told, the others are taken', async () => {
    const one = await connect()
    const session = await one.session()
    const zip = await zipOf(
      { 'import0_1.xml': catalogueOf(['z1']), 'aa/aa/evil1.xml': 'x', 'aevil.xml': 'x' },
      (bytes) => renamed('aevil.xml', '/evil.xml')(renamed('aa/aa/evil1.xml', '../../evil1.xml')(bytes)),
    )
    await session.send('v8_1.zip', zip)
    expect(await session.import('import0_1.xml')).toBe('success')
    expect(await names('z1')).toEqual(['Труба z1'])
    const refused = (await jobsOf(one.connectionId)).filter((job) => job.error_code === 'bad_file_name')
    expect(refused.map((job) => job.file_name).toSorted()).toEqual(['../../evil1.xml', '/evil.xml'])
  })

  it('that unpacks into far more than it is, is refused as a whole', async () => {
    const one = await connect()
    const session = await one.session()
    await session.send(
      'v8_1.zip',
      await zipOf({ 'import0_1.xml': catalogueOf(['z2']), 'bomb.xml': Buffer.alloc(64 * 1024 * 1024) }),
    )
    expect(await session.import('import0_1.xml')).toMatch(/^failure\nRefused\nАрхив отвергнут/)
    expect(await names('z2')).toEqual([])
    expect((await jobsOf(one.connectionId)).at(-1)).toMatchObject({
      file_name: 'v8_1.zip',
      error_code: 'archive_too_large',
    })
  })

  it('of more files than any catalogue has is refused', async () => {
    const files = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`p/${i}.jpg`, '']))
    const folder = await folderWith({ 'v8_1.zip': await zipOf(files) })
    expect(usualUnpackLimits.entries).toBe(100_000)
    expect(
      await unpack(path.join(folder, 'v8_1.zip'), folder, { ...usualUnpackLimits, entries: 10 }),
    ).toMatchObject({ ok: false, because: 'too_large' })
  })

  it('inside an archive is a file like any other, and is not opened', async () => {
    const one = await connect()
    const session = await one.session()
    const inner = await zipOf({ 'import0_1.xml': catalogueOf(['z4']) })
    await session.send('v8_1.zip', await zipOf({ 'inner.zip': inner }))
    expect(await session.import('import0_1.xml')).toMatch(
      /^failure\nRefused\nФайл import0_1.xml не был передан/,
    )
    expect(await names('z4')).toEqual([])
  })

  it('with a password is refused in words', async () => {
    const one = await connect()
    const session = await one.session()
    const bytes = await zipOf({ 'import0_1.xml': catalogueOf(['z5']) })
    // the flag "encrypted" of the entry and of the central directory
    for (const [signature, at] of [
      ['PK\x03\x04', 6],
      ['PK\x01\x02', 8],
    ] as const) {
      const start = bytes.indexOf(signature, 0, 'latin1')
      bytes[start + at] = bytes[start + at]! | 1
    }
    await session.send('v8_1.zip', bytes)
    expect(await session.import('import0_1.xml')).toMatch(/^failure\nRefused\nАрхив повреждён/)
    expect((await jobsOf(one.connectionId)).at(-1)).toMatchObject({ error_code: 'bad_archive' })
  })

  it('of which the end is missing is refused when its import is asked for', async () => {
    const one = await connect()
    const session = await one.session()
    const bytes = await zipOf({ 'import0_1.xml': catalogueOf(['z6']) })
    await session.send('v8_1.zip', bytes.subarray(0, bytes.length - 30))
    expect(await session.import('import0_1.xml')).toMatch(/^failure\nRefused\nАрхив повреждён/)
  })
})

describe('pieces of a file', () => {
  it('are joined in the order of their coming; one that is repeated after a lost answer counts once', async () => {
    const session = await (await connect()).session()
    const bytes = Buffer.from(catalogueOf(['p1', 'p2', 'p3']))
    const pieces = [bytes.subarray(0, 300), bytes.subarray(300, 600), bytes.subarray(600)]
    for (const piece of [pieces[0]!, pieces[1]!, pieces[1]!, pieces[2]!, pieces[2]!])
      expect(await session.send('import0_1.xml', piece)).toBe('success')
    expect(await session.import('import0_1.xml')).toBe('success')
    expect(await names('p1', 'p2', 'p3')).toHaveLength(3)
  })

  it('out of order make no file: it is refused, and nothing of it is taken', async () => {
    const session = await (await connect()).session()
    const bytes = Buffer.from(catalogueOf(['p4', 'p5']))
    await session.send('import0_1.xml', bytes.subarray(400))
    await session.send('import0_1.xml', bytes.subarray(0, 400))
    expect(await session.import('import0_1.xml')).toMatch(/^failure/)
    expect(await names('p4', 'p5')).toEqual([])
  })

  it('that broke off on the way are forgotten: 1C sends the piece again, and the file is whole', async () => {
    const one = await connect()
    const bytes = Buffer.from(catalogueOf(['p6']))
    const authorization = `Basic ${Buffer.from(`${one.login}:${oneCPassword}`).toString('base64')}`
    const session = await one.session()
    await session.send('import0_1.xml', bytes.subarray(0, 200))
    // half a piece, and the line goes dead
    const { hostname, port, pathname } = new URL(url)
    await new Promise<void>((resolve) => {
      const socket = createConnection(Number(port), hostname, () => {
        socket.write(
          `POST ${pathname}?type=catalog&mode=file&filename=import0_1.xml HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Length: ${bytes.length - 200}\r\n\r\n`,
        )
        socket.write(bytes.subarray(200, 400), () => setTimeout(() => socket.destroy(), 100))
      })
      socket.on('close', () => resolve())
    })
    await session.send('import0_1.xml', bytes.subarray(200))
    expect(await session.import('import0_1.xml')).toBe('success')
    expect(await names('p6')).toEqual(['Труба p6'])
  })
})

describe('sessions', () => {
  it('do not mix: the cookie of one connection with the login of another opens nothing of the first', async () => {
    const one = await connect()
    const other = await connect()
    const mine = await one.session()
    await mine.send('import0_1.xml', catalogueOf(['s1']))
    const answer = await fetch(`${url}?type=catalog&mode=checkauth`, {
      headers: { authorization: `Basic ${Buffer.from(`${one.login}:${oneCPassword}`).toString('base64')}` },
    })
    const [, cookie, token] = (await answer.text()).split('\n')
    const stolen = await fetch(`${url}?type=catalog&mode=import&filename=import0_1.xml`, {
      headers: {
        authorization: `Basic ${Buffer.from(`${other.login}:${oneCPassword}`).toString('base64')}`,
        cookie: `${cookie}=${token}`,
      },
    })
    expect(await stolen.text()).toMatch(/^failure/)
    expect(await names('s1')).toEqual([])
  })

  it('of one connection at the same time each have their own files', async () => {
    const one = await connect()
    const [first, second] = await Promise.all([one.session(), one.session()])
    await Promise.all([
      first.send('import0_1.xml', catalogueOf(['s2'])),
      second.send('import0_1.xml', catalogueOf(['s3'])),
    ])
    expect(await Promise.all([first.import('import0_1.xml'), second.import('import0_1.xml')])).toEqual([
      'success',
      'success',
    ])
    expect(await names('s2', 's3')).toEqual(['Труба s2', 'Труба s3'])
  })

  it('begin anew with init: a file of the same name is a new file, though an older import has the name', async () => {
    const one = await connect()
    const session = await one.session()
    for (const good of ['s4', 's5']) {
      await session.ask('mode=init')
      await session.send('import0_1.xml', catalogueOf([good]))
      expect(await session.import('import0_1.xml')).toBe('success')
      expect(await session.import('import0_1.xml')).toBe('success')
    }
    expect(await names('s4', 's5')).toHaveLength(2)
    expect(await jobsOf(one.connectionId)).toHaveLength(2)
  })

  it('that fall silent without asking for the import are imported all the same, also orders and archives', async () => {
    const one = await connect()
    const catalogue = await one.session()
    await catalogue.send('v8_1.zip', await zipOf({ 'import0_1.xml': catalogueOf(['s6']) }))
    const sale = await one.session('sale')
    await sale.send('orders-1.xml', commerceMl('<Документ><Ид>d</Ид>'))
    time.now = new Date(time.now.getTime() + 6 * 60_000)
    await tasks['exchange:sweep']!({})
    await expect
      .poll(async () =>
        (await jobsOf(one.connectionId)).map((job) => `${job.file_name} ${job.state}`).toSorted(),
      )
      .toEqual(['import0_1.xml done', 'orders-1.xml failed'])
    expect(await names('s6')).toEqual(['Труба s6'])
  })
})

describe('an import', () => {
  it('of a file that was never sent is refused, and told once', async () => {
    const one = await connect()
    const session = await one.session()
    for (let i = 0; i < 3; i++)
      expect(await session.import('none.xml')).toMatch(/^failure\nRefused\nФайл none.xml/)
    expect(await jobsOf(one.connectionId)).toMatchObject([{ error_code: 'no_such_file', state: 'failed' }])
  })

  it('that a dead process left behind is begun again and counts once, though two workers have it', async () => {
    const one = await connect()
    const session = await one.session()
    working.paused = true
    await session.send('import0_1.xml', catalogueOf(['i1', 'i2']))
    const asked = session.import('import0_1.xml')
    await expect.poll(async () => (await jobsOf(one.connectionId)).length).toBe(1)
    const [job] = await jobsOf(one.connectionId)
    await db
      .updateTable('erp.jobs')
      .set({ state: 'running', progress: 40 })
      .where('id', '=', job!.id)
      .execute()
    await Promise.all([1, 2].map(() => tasks['exchange:import']!({ jobId: job!.id })))
    working.paused = false
    expect(await asked).toBe('success')
    const [done] = await jobsOf(one.connectionId)
    expect(done).toMatchObject({ state: 'done', counts: { product: { read: 2, created: 2, same: 0 } } })
  })

  it('of a full export in portions, as 1C:UT marks them, drops only what no portion named; more than 30 % asks first', async () => {
    const one = await connect()
    const goods = Array.from({ length: 10 }, (_, index) => `f${index}`)
    await one.client.sendCatalogue(await folderWith({ 'import0_1.xml': catalogueOf(goods, false) }))
    const later = async () => {
      time.now = new Date(time.now.getTime() + 6 * 60_000)
      await tasks['exchange:sweep']!({})
    }
    const runs = () =>
      db
        .selectFrom('erp.runs')
        .select(['state', 'missing_count', 'deactivated_count'])
        .where('connection_id', '=', one.connectionId)
        .orderBy('id')
        .execute()
    await later()
    // each portion is a session of its own, and only the first says that the export is full
    await one.client.sendCatalogue(
      await folderWith({ 'import0_1.xml': catalogueOf(goods.slice(0, 5), false) }),
    )
    await one.client.sendCatalogue(
      await folderWith({ 'import0_2.xml': catalogueOf(goods.slice(5, 9), true) }),
    )
    await later()
    expect((await names(...goods)).filter((name) => name.endsWith('(off)'))).toEqual(['Труба f9 (off)'])
    await one.client.sendCatalogue(
      await folderWith({ 'import0_1.xml': catalogueOf(goods.slice(0, 3), false) }),
    )
    await later()
    expect((await names(...goods)).filter((name) => name.endsWith('(off)'))).toHaveLength(1)
    expect(await runs()).toEqual([
      { state: 'closed', missing_count: 0, deactivated_count: 0 },
      { state: 'closed', missing_count: 1, deactivated_count: 1 },
      { state: 'asks', missing_count: 6, deactivated_count: 0 },
    ])
  })
})
