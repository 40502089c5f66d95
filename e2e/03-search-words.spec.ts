import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

test('покупатель ищет своими словами, менеджер видит, что ничего не нашлось, и учит поиск', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'buyer')
  await buyer.goto(`${portal.url}/catalogue?search=${encodeURIComponent('жужжалка 125')}`)
  await buyer
    .getByText('Ничего не найдено')
    .or(buyer.getByText(/не нашлось|не найдено/i))
    .first()
    .waitFor()

  const manager = await newPage()
  await signIn(manager, 'manager')
  await manager.goto(`${portal.url}/office`)
  await manager.getByRole('link', { name: 'Поиск', exact: true }).click()
  const synonyms = manager.getByRole('table', { name: 'Синонимы' })
  await synonyms.getByText('кусачки').waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, 'synonyms')

  await manager.getByRole('link', { name: 'Ничего не нашлось' }).click()
  const row = manager.getByRole('row').filter({ hasText: 'жужжалка 125' })
  // what found nothing is written down a moment later
  await expect
    .poll(
      async () => {
        await manager.reload()
        await manager.getByRole('table', { name: 'Ничего не нашлось' }).waitFor()
        return row.count()
      },
      { timeout: 20_000 },
    )
    .toBe(1)
  await expectNoAxeViolations(manager)
  await screenshot(manager, 'vain searches')
  await row.getByRole('button', { name: /^Сделать синонимом/ }).click()
  const dialog = manager.getByRole('dialog')
  await dialog.getByLabel('Слова и выражения').fill('жужжалка')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.getByText('Нужно хотя бы два разных слова').waitFor()
  await dialog.getByLabel('Слова и выражения').fill('жужжалка\nшлифмашина угловая')
  await expectNoAxeViolations(manager)
  await screenshot(manager, 'synonym dialog')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await manager.getByText('Поиск выучил слова').waitFor()

  const found = async () => {
    const answer = await buyer.request.get(
      `${portal.url}/api/catalogue?search=${encodeURIComponent('жужжалка 125')}`,
    )
    return ((await answer.json()) as { total: number }).total
  }
  await expect.poll(found, { timeout: 20_000 }).toBeGreaterThan(0)
  await buyer.reload()
  await buyer
    .getByRole('link', { name: /Шлифмашина угловая .*125/ })
    .first()
    .waitFor()

  await manager.getByRole('link', { name: 'Синонимы' }).click()
  await manager.getByRole('button', { name: 'Убрать синонимы: жужжалка' }).click()
  await manager.getByText('Синонимы убраны').waitFor()
  await manager.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await manager.getByRole('button', { name: 'Изменить: жужжалка' }).waitFor()
  await manager.setViewportSize(phone)
  await screenshot(manager, 'synonyms phone')
})
