import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../server/src/kernel/db.ts'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal, databaseUrl } = await stage()
const { db, close } = openDatabase(databaseUrl, {
  max: 1,
  onIdleError: (error) => {
    throw error
  },
})
afterAll(close)

/** A job that the worker of the portal has not taken before it has failed for good. */
async function failed(task: string, payload: unknown, error: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select graphile_worker.permanently_fail_jobs(array[id], ${error}) from graphile_worker.add_job(
      ${task}::text, ${JSON.stringify(payload)}::json, max_attempts => 8)`.execute(tx)
  })
}

test('то, что не удалось за все попытки, видит администратор: пробует ещё раз или отказывается', async () => {
  const page = await newPage()
  await signIn(page, 'admin')
  await page.goto(`${portal.url}/office`)
  await page.getByRole('link', { name: 'Фоновые задачи' }).click()
  await page.getByText('Всё сделано').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'jobs empty')

  await failed(
    'mail:send',
    { id: '00000000-0000-7000-8000-000000000001' },
    'connect ECONNREFUSED 10.0.0.5:25',
  )
  const reaction = { id: '1', name: 'orders.placed', payload: {}, reaction: 'orders.write-nothing' }
  await failed('reaction', reaction, 'no reaction is named orders.write-nothing')
  await page.reload()
  await page.getByRole('row').filter({ hasText: 'ECONNREFUSED' }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'jobs')

  // the letter is done now
  await page.getByRole('link', { name: 'Отправка письма' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('connect ECONNREFUSED 10.0.0.5:25').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'job')
  await dialog.getByRole('button', { name: 'Попробовать ещё раз' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Отправка письма').waitFor({ state: 'detached' })

  // the reaction fails again, and is back by itself
  await page.getByRole('link', { name: 'Ответ на событие' }).click()
  await dialog.getByRole('button', { name: 'Попробовать ещё раз' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Ответ на событие' }).click()
  await dialog.getByRole('button', { name: 'Отказаться' }).click()
  await dialog.getByText('останется несделанным').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'job given up')
  await dialog.getByRole('button', { name: 'Отказаться' }).click()
  await page.getByText('Всё сделано').waitFor()
  expect(portal.output()).toContain('a job failed for the last time')
})

test('на телефоне, в тёмной теме и по-английски', async () => {
  await failed('exchange:import', { jobId: '1' }, 'deadlock detected')
  const page = await newPage({ viewport: phone, colorScheme: 'dark' })
  await signIn(page, 'admin')
  await page.goto(`${portal.url}/office/jobs`)
  await page.getByRole('link', { name: 'Импорт файла из 1С' }).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'jobs phone')
  await page.context().addCookies([{ name: 'artikul_language', value: 'en', url: portal.url }])
  await page.reload()
  await page.getByRole('link', { name: 'Import of a file from 1C' }).click()
  await page.getByRole('dialog').getByText('deadlock detected').waitFor()
  await screenshot(page, 'job phone en')
})

test('менеджеру страница не показана', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  await page.goto(`${portal.url}/office/orders`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByRole('link', { name: 'Фоновые задачи' }).count()).toBe(0)
})
