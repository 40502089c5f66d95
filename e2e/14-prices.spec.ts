import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectNoAxeViolations, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

const read = async <Body>(page: Page, path: string) =>
  (await (await page.request.get(`${portal.url}/api${path}`)).json()) as Body

/** A contract in force with a discount, and a product that its buyer is shown. */
async function example(page: Page) {
  const { items } = await read<{ items: { id: string; number: string }[] }>(
    page,
    '/office/contracts?search=КР-0117',
  )
  const contract = items[0]!
  const { items: products } = await read<{ items: { id: string; article: string; name: string }[] }>(
    page,
    '/office/products?search=саморез&limit=5',
  )
  return { contract, product: products[0]! }
}

describe('почему такая цена', () => {
  test('менеджер видит по шагам, какой прайс-лист ответил и что с ним сделали скидки, и цена та же, что у покупателя', async () => {
    const manager = await newPage()
    await signIn(manager, 'manager')
    const { contract, product } = await example(manager)
    await manager.goto(`/office/contracts/${contract.id}?tab=why`)
    await manager.getByText('Выберите товар').waitFor()
    await manager.getByRole('combobox', { name: 'Товар' }).fill(product.article)
    await manager.getByRole('option', { name: product.name }).first().click()
    await manager.getByText('Прайс-лист «Опт»').waitFor()
    await manager.getByText('Скидка договора 3 %').waitFor()
    await manager.getByText('НДС 22 % внутри цены').waitFor()
    await manager.getByLabel('Количество').fill('10 000')
    await manager.waitForURL(/quantity=10/)
    await expectNoAxeViolations(manager)
    await screenshot(manager, '14 why this price')
    const told = await read<{ price: { amount: string } }>(
      manager,
      `/office/contracts/${contract.id}/products/${product.id}/price-explanation`,
    )

    await manager.getByRole('button', { name: 'Посмотреть как покупатель' }).click()
    await manager.waitForURL(/\/catalogue/)
    const { items } = await read<{
      items: { productId: string; price: { unitPrice: { amount: string } } }[]
    }>(manager, `/catalogue?search=${encodeURIComponent(product.article)}`)
    expect(items.find(({ productId }) => productId === product.id)!.price.unitPrice.amount).toBe(
      told.price.amount,
    )
  })

  test('цены из таблицы: каждая строка со своим итогом, закреплённая цена важнее скидок, запрет назван правилом', async () => {
    const manager = await newPage()
    await signIn(manager, 'manager')
    const { contract, product } = await example(manager)
    await manager.goto(`/office/contracts/${contract.id}?tab=prices`)
    await manager.getByRole('button', { name: 'Вставить списком' }).click()
    const dialog = manager.getByRole('dialog')
    await dialog
      .getByRole('textbox')
      .fill(`${product.article}\t0,77\nнет-такого\t5\n${product.article}\tдорого`)
    await dialog.getByRole('button', { name: 'Закрепить цены' }).click()
    await dialog.getByText('Закреплено 1 из 3').waitFor()
    await dialog.getByText('артикул не найден').waitFor()
    await expectNoAxeViolations(manager)
    await screenshot(manager, '14 pasted prices')

    await manager.goto(`/office/contracts/${contract.id}?tab=why&product=${product.id}`)
    await manager.getByText(`Цена закреплена договором ${contract.number}`).waitFor()
    await manager.getByText('0,77').first().waitFor()
    expect(await manager.getByText('Скидка договора').count()).toBe(0)

    await manager.request.post(`${portal.url}/api/office/contracts/${contract.id}/rules`, {
      data: { effect: 'deny', subject: 'product', subjectId: product.id },
    })
    await manager.reload()
    await manager.getByText('Товар запрещён правилом спецификации, покупатель его не видит.').waitFor()
    await manager.getByText(new RegExp(`Правило: Товар, «${product.article}`)).waitFor()
    await screenshot(manager, '14 why not offered')
  })
})
