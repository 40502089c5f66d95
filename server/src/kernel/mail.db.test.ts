import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { transaction } from './db.ts'
import { keepFile } from './files.ts'
import { mailSender, writeMail } from './mail.ts'

const received: string[] = []
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, _session, done) => {
    let letter = ''
    stream.on('data', (part: Buffer) => (letter += part.toString()))
    stream.on('end', () => {
      received.push(letter)
      done()
    })
  },
})
server.listen(0, '127.0.0.1')
await once(server.server, 'listening')
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

const { port } = server.server.address() as AddressInfo
const { app, db, time } = await testApp({ config: { SMTP_URL: `smtp://127.0.0.1:${port}` } })

it('a letter brings its file along, and a job that runs twice sends it once', async () => {
  const bytes = Buffer.from('Артикул;Цена\r\nM8;125,00\r\n')
  await transaction(db, async (tx) => {
    const file = await keepFile(tx, app.files, {
      name: 'Прайс.csv',
      mime: 'text/csv; charset=utf-8',
      bytes,
      now: time.now,
    })
    const letter = { to: 'to@example.com', subject: 'Прайс', text: 'Вот он.', html: '<p>Вот он.</p>' }
    for (let twice = 0; twice < 2; twice += 1)
      await writeMail(tx, { ...letter, attachmentFileId: file.id }, 'price-file:1', time.now)
  })
  const { id } = await db.selectFrom('kernel.mails').select('id').executeTakeFirstOrThrow()
  const send = mailSender(app.config, db, app.files, () => time.now)
  await send({ id })
  await send({ id })
  expect(received).toHaveLength(1)
  expect(received[0]!.replaceAll(/\s/g, '')).toContain(bytes.toString('base64'))
  expect(received[0]).toContain('Content-Disposition: attachment')
})
