import {
  addVideo,
  attachDocument,
  changeDocument,
  getProductMedia,
  orderPictures,
} from '@portal/api/product-media.ts'
import { getJob, listJobs } from '@portal/api/exchange.ts'
import { sql } from 'kysely'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeUser, signedInAs } from '#test/factories/people.ts'
import { commerceMl, oneCStage } from '#test/one-c.ts'

const stage = await testApp()
const { db, call } = stage
const { connect, folderWith, jobsOf, tasks } = await oneCStage(stage)
const { cookie } = await signedInAs(db, (await makeUser(db, { operator_role: 'content' })).id)
const content = { cookie }
/** The bytes of files are taken after the answer of the import. */
const soon = { timeout: 15_000 }

const pdf = Buffer.from('%PDF-1.4\n% a certificate\n%%EOF\n')
const jpeg = (red: number) =>
  sharp({ create: { width: 20, height: 20, channels: 3, background: { r: red, g: 0, b: 0 } } })
    .jpeg()
    .toBuffer()

const file = (path: string, title: string) =>
  `<ЗначениеРеквизита><Наименование>ОписаниеФайла</Наименование><Значение>${path}#${title}</Значение></ЗначениеРеквизита>`
const good = (id: string, pictures: string[], files: string) =>
  `<Товар><Ид>${id}</Ид><Артикул>F-${id}</Артикул><Наименование>Кабель ${id}</Наименование><БазоваяЕдиница Код="796">шт</БазоваяЕдиница>${pictures
    .map((path) => `<Картинка>${path}</Картинка>`)
    .join('')}<ЗначенияРеквизитов>${files}</ЗначенияРеквизитов></Товар>`
const catalogue = (goods: string) =>
  commerceMl(
    `<Каталог СодержитТолькоИзменения="true"><Ид>c</Ид><Наименование>К</Наименование><Товары>${goods}</Товары></Каталог>`,
  )

const productId = async (id: string) =>
  (
    await db
      .selectFrom('catalog.products')
      .select('id')
      .where('article', '=', `F-${id}`)
      .executeTakeFirstOrThrow()
  ).id
const mediaOf = async (id: string) =>
  (await call(getProductMedia, { params: { productId: await productId(id) } }, content)).body

it('certificates, manuals and pictures of an export stand with what people keep, and a later export wipes none of theirs', async () => {
  const { client } = await connect()
  const [first, second] = ['import_files/1.jpg', 'import_files/2.jpg']
  const certificate = file('import_files/cert.pdf', 'Сертификат соответствия')
  const bad = file('import_files/setup.pdf', 'Инструкция')
  const send = async (goods: string, files: Record<string, Buffer> = {}) =>
    client.sendCatalogue(await folderWith({ 'import.xml': catalogue(goods), ...files }))
  await send(good('a', [first!, second!], certificate + bad) + good('b', [second!], certificate), {
    [first!]: await jpeg(10),
    [second!]: await jpeg(200),
    'import_files/cert.pdf': pdf,
    'import_files/setup.pdf': Buffer.from('MZ\x90\x00 a program'),
  })
  await expect.poll(async () => (await mediaOf('a')).documents.some(({ href }) => href), soon).toBe(true)
  const before = await mediaOf('a')
  expect(before.documents.map(({ kind, title, href }) => [kind, title, href !== null])).toEqual([
    ['certificate', 'Сертификат соответствия', true],
    // what is no document is not taken, and waits for one
    ['manual', 'Инструкция', false],
  ])
  // one file, however many products it covers
  expect((await mediaOf('b')).documents.map(({ id }) => id)).toEqual([before.documents[0]!.id])
  expect(before.documents[0]!.productCount).toBe(2)

  // people give it dates, attach a video, put pictures in another order
  const params = { productId: await productId('a') }
  await call(
    changeDocument,
    { params: { documentId: before.documents[0]!.id }, body: { validThrough: '2027-01-31', number: 'К-1' } },
    content,
  )
  await call(addVideo, { body: { url: 'https://rutube.ru/video/1/', ...params } }, content)
  const order = before.pictures.map(({ id }) => id).toReversed()
  await call(orderPictures, { params, body: { order } }, content)

  // the same once more, with a picture before the others and the manual gone
  const third = 'import_files/0.jpg'
  await send(good('a', [third, first!, second!], certificate), { [third]: await jpeg(90) })
  await expect.poll(async () => (await mediaOf('a')).pictures.every(({ href }) => href), soon).toBe(true)
  const after = await mediaOf('a')
  expect(after.documents.map(({ kind, number, validThrough }) => [kind, number, validThrough])).toEqual([
    ['certificate', 'К-1', '2027-01-31'],
    ['video', null, null],
  ])
  expect(after.pictures.map(({ id }) => id).slice(0, 2)).toEqual(order)
  expect(after.pictures).toHaveLength(3)
  const productPicture = async () => {
    const { picture_id } = await db
      .selectFrom('catalog.products')
      .select('picture_id')
      .where('id', '=', params.productId)
      .executeTakeFirstOrThrow()
    return `/files/${picture_id}`
  }
  expect(await productPicture()).toBe(after.pictures[0]!.href)

  // another paper under the same path takes its place, with the words that people gave; the former file is gone
  const href = after.documents[0]!.href!
  await send(good('b', [second!], certificate), { 'import_files/cert.pdf': Buffer.from('%PDF-1.7\n%%EOF\n') })
  await expect.poll(async () => (await mediaOf('b')).documents[0]!.href, soon).not.toBe(href)
  expect((await mediaOf('a')).documents[0]).toMatchObject({ number: 'К-1', validThrough: '2027-01-31' })
  await expect
    .poll(async () => (await stage.app.fastify.inject({ url: href, headers: content })).statusCode, soon)
    .toBe(404)

  // and so does another picture, wherever it stands; the same one once more is not taken
  const pictureOfA = async () => (await mediaOf('a')).pictures.map((picture) => picture.href)
  const [main, ...others] = await pictureOfA()
  await send(good('a', [third, first!, second!], certificate), {
    [first!]: await jpeg(10),
    [second!]: await jpeg(250),
  })
  await expect.poll(async () => (await pictureOfA())[0], soon).not.toBe(main)
  expect((await pictureOfA()).slice(1)).toEqual(others)
  await expect
    .poll(async () => (await stage.app.fastify.inject({ url: main!, headers: content })).statusCode, soon)
    .toBe(404)
  expect(await productPicture()).toBe((await pictureOfA())[0])
  expect((await mediaOf('b')).pictures.map((picture) => picture.href)).toEqual([(await pictureOfA())[0]])
  const now = await mediaOf('a')

  // absent is not empty: an export that says nothing of files changes nothing of them
  await send(
    `<Товар><Ид>a</Ид><Артикул>F-a</Артикул><Наименование>Кабель новый</Наименование><БазоваяЕдиница Код="796">шт</БазоваяЕдиница></Товар>`,
  )
  expect((await mediaOf('a')).pictures).toEqual(now.pictures)
  expect((await mediaOf('a')).documents.map(({ id }) => id)).toEqual(now.documents.map(({ id }) => id))
})

it('files of an older session that is worked once more do not take the place of later ones', async () => {
  const { client, connectionId } = await connect()
  const [picture, paper] = ['import_files/o.jpg', 'import_files/o.pdf']
  const send = async (red: number, text: string) =>
    client.sendCatalogue(
      await folderWith({
        'import.xml': catalogue(good('o', [picture!], file(paper!, 'Паспорт'))),
        [picture!]: await jpeg(red),
        [paper!]: Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`),
      }),
    )
  const hrefs = async () => {
    const { pictures, documents } = await mediaOf('o')
    return [...pictures, ...documents].map(({ href }) => href)
  }
  await send(10, 'first')
  await expect.poll(async () => (await hrefs()).every(Boolean), soon).toBe(true)
  const first = await hrefs()
  stage.time.now = new Date(stage.time.now.getTime() + 60_000)
  await send(200, 'second')
  await expect.poll(async () => (await hrefs()).some((href) => first.includes(href)), soon).toBe(false)
  const second = await hrefs()
  const [older] = await jobsOf(connectionId)
  await tasks['exchange:import']!({ jobId: older!.id })
  expect(await hrefs()).toEqual(second)
})

it('what is no picture and no document is told to the manager by name, once for a session, beside what was taken', async () => {
  const { client } = await connect()
  const admin = {
    cookie: (await signedInAs(db, (await makeUser(db, { operator_role: 'administrator' })).id)).cookie,
  }
  const goods = good(
    'r',
    ['import_files/r1.jpg', 'import_files/r2.jpg'],
    file('import_files/r.pdf', 'Инструкция'),
  )
  await client.sendCatalogue(
    await folderWith({
      'import.xml': catalogue(goods),
      'offers.xml': commerceMl(
        '<ПакетПредложений><Ид>p</Ид><Наименование>П</Наименование></ПакетПредложений>',
      ),
      'import_files/r1.jpg': await jpeg(30),
      'import_files/r2.jpg': Buffer.from('GIF89a and nothing more'),
      'import_files/r.pdf': Buffer.from('MZ\x90\x00 a program'),
    }),
  )
  const jobs = async () => {
    const { items } = (await call(listJobs, { query: {} }, admin)).body
    const all = await Promise.all(
      items.map(async ({ id }) => (await call(getJob, { params: { jobId: id }, query: {} }, admin)).body),
    )
    return all.filter(({ rows }) => rows.some(({ label }) => label === 'r.pdf'))
  }
  await expect.poll(jobs, soon).toHaveLength(1)
  const [told] = await jobs()
  expect(told!.job.counts['attachment']).toMatchObject({ read: 3, created: 1, skipped: 2 })
  expect(told!.rows.map(({ label, outcome, code }) => [label, outcome, code])).toEqual([
    ['r2.jpg', 'skipped', 'picture_unreadable'],
    ['r.pdf', 'skipped', 'document_file_kind_refused'],
  ])
})

it('a file that comes is taken, however many others have been named and have not come', async () => {
  const { client, connectionId } = await connect()
  await client.sendCatalogue(await folderWith({ 'import.xml': catalogue(good('m', [], '')) }))
  const product = await productId('m')
  await sql`insert into catalog.pictures (id, product_id, source_path)
    select gen_random_uuid(), ${product}, 'a/' || n || '.jpg' from generate_series(1, 20001) n`.execute(db)
  await sql`insert into catalog.documents (id, kind, source, source_path, created_at, updated_at)
    select gen_random_uuid(), 'file', ${`1c:${connectionId}`}, 'a/' || n || '.pdf', now(), now()
    from generate_series(1, 20001) n`.execute(db)
  const [picture, paper] = ['import_files/late.jpg', 'import_files\\late.pdf']
  await client.sendCatalogue(
    await folderWith({
      'import.xml': catalogue(good('n', [picture!], file(paper!, 'Сертификат'))),
      [picture!]: await jpeg(60),
      'import_files/late.pdf': pdf,
    }),
  )
  await expect.poll(async () => (await mediaOf('n')).pictures[0]?.href ?? null, soon).not.toBeNull()
  await expect.poll(async () => (await mediaOf('n')).documents[0]?.href ?? null, soon).not.toBeNull()
})

it('two exchanges call different pictures alike: each stands at its own goods', async () => {
  const [one, other] = [await connect(), await connect()]
  const picture = 'import_files/same.jpg'
  const send = async (to: typeof one, id: string, red: number) => {
    await to.client.sendCatalogue(
      await folderWith({ 'import.xml': catalogue(good(id, [picture], '')), [picture]: await jpeg(red) }),
    )
    await expect.poll(async () => (await mediaOf(id)).pictures[0]?.href ?? null, soon).not.toBeNull()
    return (await mediaOf(id)).pictures[0]!.href
  }
  const first = await send(one, 's', 20)
  expect(await send(other, 't', 220)).not.toBe(first)
  expect((await mediaOf('s')).pictures[0]!.href).toBe(first)
})

it('a document that a person has attached is no change when an export names it too, and stays when it does no more', async () => {
  const { client, connectionId } = await connect()
  const paper = file('import_files/own.pdf', 'Паспорт')
  const send = async (goods: string) =>
    client.sendCatalogue(await folderWith({ 'import.xml': catalogue(goods) }))
  await send(good('p', [], paper) + good('q', [], ''))
  const params = { documentId: (await mediaOf('p')).documents[0]!.id, productId: await productId('q') }
  await call(attachDocument, { params }, content)
  await send(good('q', [], paper))
  const { counts } = await db
    .selectFrom('erp.jobs')
    .select('counts')
    .where('connection_id', '=', connectionId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(counts).toMatchObject({ product: { read: 1, same: 1 } })
  await send(good('q', [], file('import_files/other.pdf', 'Паспорт')))
  expect((await mediaOf('q')).documents.map(({ attachedByExchange }) => attachedByExchange).sort()).toEqual([
    false,
    true,
  ])
})
