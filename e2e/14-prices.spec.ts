import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectNoAxeViolations, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

const read = async <Body>(page: Page, path: string) =>
  (await (await page.request.get(`${portal.url}/api${path}`)).json()) as Body

/**
 * A contract in force, and a product that its buyer is shown. Tests that change terms take a contract each,
 * so none of them answers with what another has fixed, denied or discounted.
 */
async function example(page: Page, number = 'КР-0117', search = 'саморез') {
  const { items } = await read<{ items: { id: string; number: string }[] }>(
    page,
    `/office/contracts?search=${encodeURIComponent(number)}`,
  )
  const contract = items[0]!
  const { items: products } = await read<{ items: { id: string; article: string; name: string }[] }>(
    page,
    `/office/products?active=true&limit=5&search=${encodeURIComponent(search)}`,
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
    await manager.getByText('с НДС 22 %').waitFor()
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
    await dialog.getByRole('button', { name: 'Записать 3 строки' }).click()
    await dialog.getByText('Записано 1 из 3').waitFor()
    await dialog.getByRole('table').getByText('артикул не найден').waitFor()
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

describe('цены как их ведёт менеджер', () => {
  test('копия прайс-листа с процентом заменит его с нужного дня, а до того отвечает прежняя', async () => {
    const page = await newPage()
    await signIn(page, 'manager')
    const { contract, product } = await example(page, 'КР-0311', 'анкер')
    const { items } = await read<{ items: { id: string; name: string }[] }>(
      page,
      '/office/price-lists?search=доллары',
    )
    const list = items.find(({ name }) => name === 'Импорт, доллары')!
    await page.request.patch(`${portal.url}/api/office/contracts/${contract.id}`, {
      data: { priceListId: list.id },
      headers: { origin: portal.url },
    })
    await page.goto(`/office/price-lists/${list.id}`)
    await page.getByRole('heading', { name: 'Редакции' }).waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, '14 price list with its terms')
    await page.getByRole('button', { name: 'Копировать' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Название').fill('Импорт, весна')
    await dialog.getByLabel('Изменить цены, %').fill('-100')
    expect(await dialog.getByRole('button', { name: 'Создать копию' }).isDisabled()).toBe(true)
    await dialog.getByLabel('Изменить цены, %').fill('+10')
    await dialog.getByLabel('Действует с').fill('2099-03-01')
    await expectNoAxeViolations(page)
    await screenshot(page, '14 copy of a price list')
    await dialog.getByRole('button', { name: 'Создать копию' }).click()
    await page.getByRole('heading', { name: 'Импорт, весна', level: 1 }).waitFor()
    await page.getByText('действует с 01.03.2099').first().waitFor()

    const priceOn = async (on: string) =>
      (
        await read<{ price: { amount: string } }>(
          page,
          `/office/contracts/${contract.id}/products/${product.id}/price-explanation?on=${on}`,
        )
      ).price.amount
    await page.goto(`/office/contracts/${contract.id}?tab=why&product=${product.id}&on=2099-02-28`)
    await page.getByText('Прайс-лист «Импорт, доллары').first().waitFor()
    await page.goto(`/office/contracts/${contract.id}?tab=why&product=${product.id}&on=2099-03-01`)
    await page.getByText('Прайс-лист «Импорт, весна»').waitFor()
    expect(Number(await priceOn('2099-03-01'))).toBeGreaterThan(Number(await priceOn('2099-02-28')))
  })

  test('скидка за объём и минимальная цена видны по шагам, а закреплённая ниже минимума предупреждает', async () => {
    const page = await newPage()
    await signIn(page, 'manager')
    const { contract, product } = await example(page, 'КР-0152')
    await page.goto('/office/floor-prices')
    await page.getByRole('table', { name: 'Минимальные цены' }).getByText('«Закупка» плюс 8 %').waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, '14 floor prices')

    await page.goto(`/office/contracts/${contract.id}?tab=prices`)
    await page.getByRole('button', { name: 'Добавить скидку', exact: true }).last().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('От', { exact: true }).fill('100')
    await dialog.getByLabel('Скидка, %').fill('60')
    await expectNoAxeViolations(page)
    await screenshot(page, '14 volume discount')
    await dialog.getByRole('button', { name: 'Добавить скидку' }).click()
    await page.getByText('60 % · от 100 баз. ед.').waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, '14 discounts of a contract')

    await page.goto(`/office/contracts/${contract.id}?tab=why&product=${product.id}&quantity=100`)
    await page.getByText('Скидка за объём 60 %: от 100 базовых единиц в строке').waitFor()
    await page.getByText('Минимальная цена: «Закупка» плюс 8 %').waitFor()
    await screenshot(page, '14 why a floor price')

    await page.goto(`/office/contracts/${contract.id}?tab=prices`)
    await page.getByRole('button', { name: 'Закрепить цену' }).click()
    await dialog.getByRole('combobox', { name: 'Товар' }).fill(product.article)
    await dialog.getByRole('option', { name: product.name }).first().click()
    await dialog.getByText('Минимальная цена сейчас').waitFor()
    await dialog.getByLabel(/Цена, ₽/).fill('0,01')
    await dialog.getByText('Договор разрешает').waitFor()
    await expectNoAxeViolations(page)
    await screenshot(page, '14 fixed below the floor')
    await dialog.getByRole('button', { name: 'Закрепить цену' }).click()
    await page.getByText('ниже минимальной').first().waitFor()
  })
})
