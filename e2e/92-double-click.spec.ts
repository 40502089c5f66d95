import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

const read = async <T>(page: Page, path: string) =>
  (await (await page.request.get(`${portal.url}/api${path}`)).json()) as T

interface Offered {
  productId: string
  slug: string
  article: string
  price: unknown
  stock: { level: string }
  inCart: string | null
}

test('двойной щелчок по «В корзину» кладёт товар один раз', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'director')
  const { items } = await read<{ items: Offered[] }>(buyer, '/catalogue?inStock=true&perPage=50')
  const { slug } = items.find((item) => item.price && item.inCart === null)!
  await buyer.goto(`/catalogue/products/${slug}`)
  const button = buyer.getByRole('main').getByRole('button', { name: 'В корзину', exact: true })
  const [answer] = await Promise.all([
    buyer.waitForResponse((response) => response.url().endsWith('/lines')),
    // slower than the answer of a fast portal, as a person's hand is
    button.dblclick({ delay: 60 }),
  ])
  const { rows } = (await answer.json()) as { rows: { quantity: string }[] }
  await buyer.getByText(/^В корзине «.*» добавлена 1 строка/).waitFor()
  expect((await read<Offered>(buyer, `/products/${slug}`)).inCart).toBe(rows[0]!.quantity)
})

test('партия и семейство: двойной щелчок и Enter дважды заводят одно', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'director')
  const { items } = await read<{ items: Offered[] }>(buyer, '/catalogue?perPage=200&sort=article')
  const { article } = items.find((item) => item.stock.level === 'none')!
  const manager = await newPage()
  await signIn(manager, 'manager')
  await manager.goto('/office/lots')
  await manager.getByRole('button', { name: 'Добавить партию' }).click()
  const dialog = manager.getByRole('dialog')
  await dialog.getByLabel('Товар', { exact: true }).fill(article)
  await dialog.getByRole('option', { name: article }).first().click()
  await dialog.getByLabel('Количество').fill('7')
  await dialog.getByLabel('Придёт').fill('2030-01-10')
  await dialog.getByLabel(/^Пометка/).fill('Дважды')
  await dialog.getByRole('button', { name: 'Сохранить' }).dblclick()
  await dialog.waitFor({ state: 'hidden' })
  const lots = await read<{ items: unknown[] }>(
    manager,
    `/office/lots?search=${encodeURIComponent('Дважды')}`,
  )
  expect(lots.items).toHaveLength(1)

  await manager.goto('/office/families')
  await manager.getByRole('button', { name: 'Создать семейство' }).click()
  await dialog.getByRole('textbox').first().fill('Дважды')
  await manager.keyboard.press('Enter')
  await manager.keyboard.press('Enter')
  await manager.waitForURL(/families\/[0-9a-f-]{36}/)
  const families = await read<{ items: unknown[] }>(
    manager,
    `/office/families?search=${encodeURIComponent('Дважды')}`,
  )
  expect(families.items).toHaveLength(1)
})
