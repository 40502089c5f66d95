import { mostAttachedBytes } from '@portal/api/price-files.ts'
import { expect, it } from 'vitest'
import { transaction } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { termsOfPerson } from '#src/terms/contexts/public.ts'
import { tradeInBolts } from '#test/factories/price-files.ts'
import { testDatabase } from '#test/template-database.ts'
import { writeFileLetter } from './letters.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-24T07:00:00Z')

async function letterOf(size: number, purpose: 'download' | 'mail') {
  const { userId, contractId } = await tradeInBolts(db)
  const owner = (await termsOfPerson(db, { userId, contractId }, now))!
  const [id, fileId, profileId] = [newId(), newId(), newId()]
  await db
    .insertInto('kernel.files')
    .values({
      id: fileId,
      name: 'Прайс.xlsx',
      mime: 'text/csv',
      size,
      sha256: 'x',
      storage_key: fileId,
      created_at: now,
    })
    .execute()
  const file = { id, profile_id: profileId, purpose, name: 'Опт', fileId, size, rowCount: 100_000 }
  await transaction(db, async (tx) => {
    await writeFileLetter(tx, { file, owner, publicUrl: 'http://portal.test', now })
    // a job that runs twice
    await writeFileLetter(tx, { file, owner, publicUrl: 'http://portal.test', now })
  })
  const letters = await db
    .selectFrom('kernel.mails')
    .select(['recipient', 'body_text', 'attachment_file_id'])
    .where('dedupe_key', '=', `price-file:${id}`)
    .execute()
  expect(letters.map(({ recipient }) => recipient)).toEqual([owner.email])
  return { ...letters[0]!, fileId, profileId }
}

it('a price list as large as a letter carries is attached to it', async () => {
  const letter = await letterOf(mostAttachedBytes, 'mail')
  expect(letter.attachment_file_id).toBe(letter.fileId)
  expect(letter.body_text).toContain('Он приложен к письму.')
})

it('a larger one is sent as a link to the page where it is downloaded, without the file', async () => {
  const letter = await letterOf(mostAttachedBytes + 1, 'mail')
  expect(letter.attachment_file_id).toBeNull()
  expect(letter.body_text).toContain('Он слишком велик для письма')
  expect(letter.body_text).toContain(`http://portal.test/price-files/${letter.profileId}`)
  expect(letter.body_text).toContain('Отключить рассылку')
  const asked = await letterOf(mostAttachedBytes + 1, 'download')
  expect(asked.body_text).toContain('http://portal.test/price-files')
  expect(asked.body_text).not.toContain('Отключить рассылку')
})
