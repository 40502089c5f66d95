import { getJob, listJobs } from '@portal/api/exchange.ts'
import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeUser, signedInAs } from '#test/factories/people.ts'
import { catalogueOf, oneCStage } from '#test/one-c.ts'

const stage = await testApp()
const { app, db, call } = stage
const { connect, folderWith } = await oneCStage(stage)
const cookieOf = async (role: 'administrator' | 'content') =>
  (await signedInAs(db, (await makeUser(db, { operator_role: role })).id)).cookie

it('the file of a job is given as it came, to those who look after the exchange', async () => {
  const { client } = await connect()
  const sent = catalogueOf(['f1'], true, () => '')
  await client.sendCatalogue(await folderWith({ 'import0_1.xml': sent }))
  const cookie = await cookieOf('administrator')
  const { items } = (await call(listJobs, { query: {} }, { cookie })).body
  const params = { jobId: items.find(({ fileName }) => fileName === 'import0_1.xml')!.id }
  const { fileHref } = (await call(getJob, { params, query: {} }, { cookie })).body

  const ask = (headers: Record<string, string>) => app.fastify.inject({ url: fileHref!, headers })
  const file = await ask({ cookie })
  expect(file.body).toBe(sent)
  expect(file.headers['content-disposition']).toContain('import0_1.xml')
  expect((await ask({ cookie, 'if-none-match': file.headers.etag as string })).statusCode).toBe(304)
  expect((await ask({ cookie: await cookieOf('content') })).statusCode).toBe(403)
  expect((await ask({})).statusCode).toBe(401)
})
