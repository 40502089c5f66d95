import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

const read = async <T>(page: Page, path: string) =>
  (await (await page.request.get(`${portal.url}/api${path}`)).json()) as T

interface Offered {
  productId: string
  slug: string
  article: string
  name: string
  price: { unitPrice: { amount: string } } | null
  step: string | null
  minQuantity: string | null
  stock: { level: string }
  inTransit: unknown
}

/** Nothing of it lies on the buyer's warehouses, and nothing is on its way. */
async function absentProducts(buyer: Page): Promise<Offered[]> {
  const { items } = await read<{ items: Offered[] }>(buyer, '/catalogue?perPage=200&sort=article')
  return items.filter((item) => item.stock.level === 'none' && item.price && !item.inTransit)
}

/** A calendar date so many days from now. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const shownDay = (date: string) => date.split('-').toReversed().join('.')

/** Which warehouse the buyer is served from first. */
async function firstWarehouse(buyer: Page, slug: string): Promise<string> {
  const card = await read<{ warehouses: { name: string }[] }>(buyer, `/products/${slug}`)
  return card.warehouses[0]!.name
}

async function addLot(manager: Page, product: Offered, quantity: string, eta: string, warehouse: string) {
  await manager.goto(`${portal.url}/office/lots`)
  await manager.getByRole('button', { name: 'Добавить партию' }).click()
  const dialog = manager.getByRole('dialog')
  await dialog.getByLabel('Товар', { exact: true }).fill(product.article)
  await dialog.getByRole('option', { name: product.article }).first().click()
  await dialog.getByLabel('Склад').selectOption({ label: warehouse })
  await dialog.getByLabel('Количество').fill(quantity)
  await dialog.getByLabel('Придёт').fill(eta)
  await dialog.getByLabel(/^Пометка/).fill('Контейнер 12')
  await expectNoAxeViolations(manager)
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test('менеджер заводит партию, покупатель заказывает под неё; дата сдвинулась — срок в заказе новый и письмо ушло; партия поступила', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'director')
  const product = (await absentProducts(buyer))[0]!
  const warehouse = await firstWarehouse(buyer, product.slug)
  const manager = await newPage()
  await signIn(manager, 'manager')
  const [first, later] = [inDays(12), inDays(19)]
  const one = Number(product.minQuantity ?? product.step ?? '1')
  // worth more than the smallest order
  const wanted = one * Math.ceil(30_000 / (one * Number(product.price!.unitPrice.amount)))
  await addLot(manager, product, String(wanted * 3), first, warehouse)
  await manager.goto(`${portal.url}/office/lots?search=${encodeURIComponent(product.article)}`)
  await manager.getByRole('row').filter({ hasText: 'Контейнер 12' }).waitFor()

  // the card tells what comes and when
  await buyer.goto(`${portal.url}/catalogue/products/${product.slug}`)
  await buyer
    .getByRole('listitem')
    .filter({ hasText: shownDay(first) })
    .waitFor()
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, '12 card with a lot')

  const cart = (await (
    await buyer.request.post(`${portal.url}/api/carts`, { data: { name: 'Под партию' } })
  ).json()) as { id: string }
  await buyer.request.post(`${portal.url}/api/carts/${cart.id}/lines`, {
    data: { rows: [{ productId: product.productId, quantity: String(wanted * 2) }] },
  })
  await buyer.goto(`${portal.url}/carts/${cart.id}`)
  await buyer.getByRole('definition').filter({ hasText: '1 строка' }).first().waitFor()
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, '12 cart against a lot')
  await buyer.getByRole('button', { name: /^Отправить заказ/ }).click()
  await buyer
    .getByRole('link', { name: /\d{4,}/ })
    .first()
    .click()
  const heading = buyer.getByRole('heading', { name: /^Заказ \d+/ })
  const [, number] = /^Заказ (\d+)/.exec(await heading.innerText())!
  const promises = buyer.getByRole('list', { name: 'Когда придёт остальное' })
  await promises.getByText(shownDay(first)).waitFor()
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, '12 order against a lot')

  // the date moves: the open page of the order hears of it without being loaded again
  await manager.goto(`${portal.url}/office/lots?search=${encodeURIComponent(product.article)}`)
  await expectNoAxeViolations(manager)
  await screenshot(manager, '12 lots')
  await manager.getByRole('button', { name: /^Изменить партию/ }).click()
  const dialog = manager.getByRole('dialog')
  await dialog.getByText('Сроки в заказах пересчитаются').waitFor()
  await dialog.getByLabel('Придёт').fill(later)
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await promises.getByText(shownDay(later)).waitFor({ timeout: 30_000 })
  await buyer
    .getByText(/обещано к/)
    .first()
    .waitFor()
  const letters = await newPage()
  await signIn(letters, 'admin')
  await expect
    .poll(
      async () =>
        (await read<{ items: { subject: string }[] }>(letters, '/office/mails?limit=50')).items.some(
          ({ subject }) => subject === `Заказ ${number}: новости о товаре, которого вы ждёте`,
        ),
      { timeout: 20_000 },
    )
    .toBe(true)

  // it has come: closed by hand, stock only by the stock source
  await manager.getByRole('button', { name: /^Партия поступила/ }).click()
  await manager.getByText('Остатком она станет, когда её пришлёт учётная система').waitFor()
  await promises.getByText(/поступило, приходуется/).waitFor({ timeout: 30_000 })
})

test('партии вставляются из таблицы: каждая строка с итогом, на телефоне список читается', async () => {
  const buyer = await newPage()
  await signIn(buyer, 'director')
  const [, one, two] = await absentProducts(buyer)
  const manager = await newPage({ viewport: phone })
  await signIn(manager, 'manager')
  await manager.goto(`${portal.url}/office/lots`)
  await manager.getByRole('button', { name: 'Вставить из таблицы' }).click()
  const dialog = manager.getByRole('dialog')
  await dialog
    .getByLabel('Строки')
    .fill(
      [
        `${one!.article}\t300\t${inDays(20)}`,
        `${two!.article};много;${inDays(20)}`,
        `${two!.article};40;вчера`,
        'НЕТ-ТАКОГО;5;12.12.2030',
      ].join('\n'),
    )
  await dialog.getByRole('button', { name: 'Записать 4 строки' }).click()
  await manager.getByRole('dialog').getByText('добавлена').first().waitFor()
  for (const told of ['количество не понято', 'дата не понята', 'артикул не найден'])
    await manager.getByRole('dialog').getByText(told).first().waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '12 pasted lots phone')
  await manager.getByRole('button', { name: 'Закрыть' }).last().click()
  await manager.goto(`${portal.url}/office/lots?search=${encodeURIComponent(one!.article)}`)
  await manager.getByRole('row').filter({ hasText: one!.article }).first().waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '12 lots phone')
})
