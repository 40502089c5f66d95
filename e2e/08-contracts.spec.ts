import { listContexts, switchContext } from '@portal/api/identity.ts'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()
const category = 'Клеммы'

interface Item {
  productId: string
  slug: string
  article: string
  name: string
  price: { unitPrice: { amount: string } } | null
}

const read = async <Body>(page: Page, path: string) =>
  (await (await page.request.get(`${portal.url}/api${path}`)).json()) as Body
const catalogue = async (page: Page) =>
  (await read<{ items: Item[] }>(page, '/catalogue?perPage=200')).items.toSorted((a, b) =>
    a.article < b.article ? -1 : 1,
  )

/** The company of a buyer, and what the contract he works under now shows in the category. */
async function before(buyer: Page) {
  const me = await read<{ current: { context: { companyId: string } } }>(buyer, '/me')
  const { items: categories } = await read<{ items: { name: string; slug: string }[] }>(buyer, '/categories')
  const slug = categories.find(({ name }) => name === category)!.slug
  const { items } = await read<{ items: Item[] }>(buyer, `/catalogue?perPage=200&category=${slug}`)
  return { companyId: me.current.context.companyId, items }
}

async function pick(page: Page, label: string, typed: string, option: string | RegExp): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: label, exact: true }).fill(typed)
  await dialog.getByRole('option', { name: option }).first().click()
}

async function addRule(
  page: Page,
  rule: { effect: string; subject: string; typed: string; option: RegExp | string },
) {
  await page.getByRole('button', { name: 'Добавить правило' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Правило/).selectOption({ label: rule.effect })
  await dialog.getByLabel('К чему относится').selectOption({ label: rule.subject })
  await pick(page, rule.subject, rule.typed, rule.option)
  await dialog.getByRole('button', { name: 'Добавить правило' }).click()
  await dialog.waitFor({ state: 'detached' })
}

describe('договор', () => {
  test('менеджер заводит договор с узкой спецификацией и закреплённой ценой, смотрит его глазами покупателя, и покупатель видит ровно это', async () => {
    const buyer = await newPage()
    await signIn(buyer, 'buyer')
    const { companyId, items } = await before(buyer)
    const [fixed, denied] = items
    expect(items.length).toBeGreaterThan(3)

    const manager = await newPage()
    await signIn(manager, 'manager')
    await manager.goto(`/office/customers/${companyId}?tab=contracts`)
    await manager.getByRole('link', { name: 'Новый договор' }).click()
    await manager.getByLabel('Номер').fill('Е2Е-8')
    await manager.getByLabel('Прайс-лист').selectOption({ label: 'Дилерский' })
    await manager.getByLabel('Скидка, %').fill('7,5')
    await expectNoAxeViolations(manager)
    await screenshot(manager, '08 new contract')
    await manager.getByRole('button', { name: 'Завести договор' }).click()
    await manager.waitForURL(/\/office\/contracts\/[0-9a-f-]{36}/)

    await manager
      .getByLabel('Что видит покупатель')
      .selectOption({ label: 'Только то, что разрешено правилами' })
    await manager.getByText('По договору видно 0 товаров').waitFor()
    await addRule(manager, {
      effect: 'Разрешено',
      subject: 'Категория',
      typed: category,
      option: new RegExp(`${category}$`),
    })
    await addRule(manager, {
      effect: 'Запрещено',
      subject: 'Товар',
      typed: denied!.article,
      option: denied!.name,
    })
    await manager.getByRole('table').getByText(category).waitFor()
    await expectNoAxeViolations(manager)
    await screenshot(manager, '08 specification')

    await manager.getByRole('navigation').getByRole('link', { name: /^Цены/ }).click()
    await manager.getByRole('button', { name: 'Закрепить цену' }).click()
    await pick(manager, 'Товар', fixed!.article, fixed!.name)
    const dialog = manager.getByRole('dialog')
    await dialog.getByLabel('Цена, ₽').fill('12,34')
    await dialog.getByLabel('Количество по договору').fill('1000')
    await dialog.getByLabel('Сверх количества').selectOption({ label: 'не принимать' })
    await screenshot(manager, '08 fix a price')
    await dialog.getByRole('button', { name: 'Закрепить цену' }).click()
    await manager.getByRole('table', { name: 'Цены, закреплённые договором' }).getByText('12,34').waitFor()
    await expectNoAxeViolations(manager)
    await screenshot(manager, '08 prices')

    await manager.getByRole('button', { name: 'Посмотреть как покупатель' }).click()
    await manager.waitForURL(/\/catalogue/)
    await manager.getByRole('table').getByText('12,34').waitFor()
    await screenshot(manager, '08 preview')
    const seen = await catalogue(manager)

    await workUnder(buyer, 'Е2Е-8')
    await buyer.goto('/catalogue')
    await buyer.getByRole('table').getByText('12,34').waitFor()
    await expectNoAxeViolations(buyer)
    await screenshot(buyer, '08 what the buyer sees')
    const offered = await catalogue(buyer)
    expect(offered.map(({ productId, price }) => [productId, price])).toEqual(
      seen.map(({ productId, price }) => [productId, price]),
    )
    const ids = offered.map(({ productId }) => productId)
    expect(ids).toContain(fixed!.productId)
    expect(ids).not.toContain(denied!.productId)
    expect(offered.every(({ productId }) => items.some((item) => item.productId === productId))).toBe(true)
    await buyer.goto(`/catalogue/products/${denied!.slug}`)
    await buyer.getByText('Этого товара нет в вашем ассортименте').waitFor()
    await screenshot(buyer, '08 denied product')

    // more than was agreed is not taken, and the cart says how much is left
    await buyer.goto('/carts')
    await buyer.getByRole('button', { name: 'Новая корзина' }).click()
    await buyer.waitForURL(/\/carts\/.+/)
    const entry = buyer.getByLabel('Артикул и количество')
    await entry.fill(`${fixed!.article}\t1200`)
    await entry.press('Enter')
    await buyer.getByText('по спецификации осталось 1 000').waitFor()
    await screenshot(buyer, '08 over contracted')
    await buyer.getByRole('button', { name: 'Поставить 1 000' }).click()
    await buyer.getByText('по спецификации осталось').waitFor({ state: 'detached' })

    // what this contract denies, another one of the company has
    await entry.fill(`${denied!.article}\t100`)
    await entry.press('Enter')
    await screenshot(buyer, '08 offered by another contract')
    await buyer.getByRole('button', { name: 'Взять по договору КР-0311' }).click()
    await buyer.getByRole('table').getByText(denied!.article, { exact: true }).waitFor()
    await buyer.getByRole('heading', { name: /^Договор КР-0311/ }).waitFor()
    await expectNoAxeViolations(buyer)
    await screenshot(buyer, '08 a cart of two contracts')
  })

  test('который истёк, показывает каталог, а заказ не принимает и говорит, к кому обратиться', async () => {
    const director = await newPage()
    await signIn(director, 'holding')
    await workUnder(director, 'КР-0041')
    const [item] = await catalogue(director)
    await director.goto('/carts')
    await director.getByRole('button', { name: 'Новая корзина' }).click()
    await director.waitForURL(/\/carts\/.+/)
    const entry = director.getByLabel('Артикул и количество')
    await entry.fill(`${item!.article}\t1000`)
    await entry.press('Enter')
    await director.getByText(/договор КР-0041 не действует, поможет .+/).waitFor()
    await screenshot(director, '08 expired contract')
  })

  test('находят среди всех по номеру, клиенту и состоянию, и на телефоне', async () => {
    const manager = await newPage({ viewport: phone })
    await signIn(manager, 'manager')
    await manager.goto('/office/contracts')
    await manager.getByRole('link', { name: 'КР-0041' }).waitFor()
    await expectNoAxeViolations(manager)
    await screenshot(manager, '08 contracts on a phone')
    await manager.getByLabel('Состояние').selectOption({ label: 'Истёк' })
    await manager.waitForURL(/state=expired/)
    await manager.getByRole('link', { name: 'КР-0117' }).waitFor({ state: 'detached' })
    await manager.getByRole('searchbox').fill('нет такого')
    await manager.getByText('Под эти условия не подходит ни один договор').waitFor()
    await manager.getByRole('button', { name: 'Сбросить условия' }).click()
    await manager.getByRole('link', { name: 'КР-0117' }).click()
    await manager.getByRole('heading', { name: 'Договор КР-0117' }).waitFor()
    await expectNoAxeViolations(manager)
  })
})

/** Puts the session of a profile under a contract. */
async function workUnder(page: Page, contractNumber: string): Promise<void> {
  const { items } = await read<{ items: { contractId: string; contractNumber: string }[] }>(
    page,
    listContexts.path,
  )
  const contract = items.find((context) => context.contractNumber === contractNumber)
  const answer = await page.request.fetch(`${portal.url}/api${switchContext.path}`, {
    method: switchContext.method,
    data: { contractId: contract!.contractId },
  })
  expect(answer.status()).toBe(200)
}
