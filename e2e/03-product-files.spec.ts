import { readFile } from 'node:fs/promises'
import type { ProductRow } from '@portal/api/goods.ts'
import type { OfferItem, ProductCard } from '@portal/api/offer.ts'
import type { ProductMedia } from '@portal/api/product-media.ts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage } = await stage()

async function get<Answer>(page: Page, path: string): Promise<Answer> {
  const answer = await page.request.get(`/api${path}`)
  expect(answer.status(), await answer.text()).toBe(200)
  return (await answer.json()) as Answer
}

/** Products in the order in which the catalogue has them. */
const found = async (page: Page, search: string) =>
  (await get<{ items: OfferItem[] }>(page, `/catalogue?${new URLSearchParams({ search }).toString()}`)).items

const mediaOf = (page: Page, productId: string) =>
  get<ProductMedia>(page, `/office/products/${productId}/media`)

const pdf = (words: string) => Buffer.from(`%PDF-1.4\n% ${words}\n%%EOF\n`)
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer })
/** A picture of one colour, drawn by the browser. */
async function picture(page: Page, colour: string): Promise<Buffer> {
  const url = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas')
    canvas.width = 300
    canvas.height = 300
    const context = canvas.getContext('2d')!
    context.fillStyle = fill
    context.fillRect(0, 0, 300, 300)
    return canvas.toDataURL('image/png')
  }, colour)
  return Buffer.from(url.split(',')[1]!, 'base64')
}

test('контент-менеджер добавляет изображения, меняет порядок с клавиатуры и мышью, удаляет; негодное отклоняется словами', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  const [product] = await found(page, 'дрель-шуруповёрт Torqa')
  await page.goto(`/office/products/${product!.productId}`)
  const tiles = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: /сдвинуть влево/ }) })
  await tiles.first().waitFor()
  expect(await tiles.count()).toBe(1)
  await page
    .getByLabel('Добавить изображения')
    .setInputFiles([
      file('красное.png', await picture(page, '#c22')),
      file('рисунок.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')),
      file('синее.jpg', await picture(page, '#22c')),
    ])
  await page.getByRole('alert').getByText('рисунок.png: Нужна картинка JPEG, PNG, WebP или GIF').waitFor()
  expect(await tiles.count()).toBe(3)
  await screenshot(page, 'product-pictures')
  await expectNoAxeViolations(page)

  const before = (await mediaOf(page, product!.productId)).pictures.map(({ id }) => id)
  await page.getByRole('button', { name: 'Изображение 3: сдвинуть влево' }).focus()
  await page.keyboard.press('Enter')
  // the keyboard stays with the picture that it moves
  await page
    .getByRole('button', { name: 'Изображение 2: сдвинуть влево' })
    .and(page.locator(':focus'))
    .waitFor()
  await page.keyboard.press('Enter')
  const order = async () => (await mediaOf(page, product!.productId)).pictures.map(({ id }) => id)
  await expect.poll(order, { timeout: 15_000 }).toEqual([before[2], before[0], before[1]])
  await tiles.nth(0).dragTo(tiles.nth(2))
  await expect.poll(order, { timeout: 15_000 }).toEqual(before)

  await page.getByRole('button', { name: 'Изображение 2: удалить' }).click()
  const dialog = page.getByRole('dialog', { name: 'Удалить изображение?' })
  await dialog.getByText('Вернуть его будет нельзя.').waitFor()
  await dialog.getByRole('button', { name: 'Удалить' }).click()
  await page.getByText('Изображение удалено').waitFor()
  expect(await tiles.count()).toBe(2)
})

test('сертификат добавляется с номером и сроком, хранится один раз на много товаров; видео только ссылкой на известный сайт', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  const [one, other] = await found(page, 'перфоратор')
  const dialog = page.getByRole('dialog')
  async function addCertificate(productId: string, name: string, bytes: Buffer) {
    await page.goto(`/office/products/${productId}`)
    await page.getByRole('button', { name: 'Добавить документ' }).click()
    await dialog.getByLabel('Выбрать файл').setInputFiles(file(name, bytes))
  }
  // named a certificate, and a program by its content
  await addCertificate(one!.productId, 'сертификат.pdf', Buffer.from('MZ\x90\x00'))
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.getByRole('alert').getByText('смотрим на содержимое, а не на имя').waitFor()
  await dialog.getByLabel('Выбрать другой файл').setInputFiles(file('сертификат.pdf', pdf('перфораторы')))
  await dialog.getByLabel('Номер').fill('ЕАЭС RU С-RU.АЖ58.В.00001')
  await dialog.getByLabel('Кем выдан').fill('ОС «Эталон-Тест»')
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  await dialog.getByLabel('Действует с').fill(day(20))
  await dialog.getByLabel('Действует по').fill(day(10))
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.getByText('Раньше, чем начало действия').waitFor()
  await screenshot(page, 'certificate-dialog')
  await dialog.getByLabel('Действует с').fill(day(-300))
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(/^Скоро истечёт/).waitFor()
  await page.getByText('№ ЕАЭС RU С-RU.АЖ58.В.00001 · ОС «Эталон-Тест» · PDF, 1 кБ').waitFor()

  await addCertificate(other!.productId, 'скан.pdf', pdf('перфораторы'))
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Такой файл уже есть: прикреплён имеющийся документ').waitFor()
  await page.getByRole('link', { name: '2 товара' }).waitFor()

  await page.getByRole('button', { name: 'Добавить видео' }).click()
  await dialog.getByLabel('Ссылка на видео').fill('http://rutube.ru/video/1/')
  await dialog.getByLabel('Название').fill('Как менять бур')
  await dialog.getByText('Нужна ссылка https на видео').waitFor()
  await dialog.getByLabel('Ссылка на видео').fill('https://rutube.ru/video/1/')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByRole('link', { name: 'Как менять бур' }).waitFor()
  await screenshot(page, 'product-documents')

  // taken off by mistake, and back
  await page.getByRole('button', { name: 'Снять с товара: Как менять бур' }).click()
  await page.getByText('Документ снят с товара').waitFor()
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await page.getByRole('link', { name: 'Как менять бур' }).waitFor()
})

test('менеджер видит истекающие и истекшие, прикрепляет документ по артикулам и сразу к бренду', async () => {
  const page = await newPage()
  await signIn(page, 'manager')
  await page.goto('/office/documents')
  const table = page.getByRole('table', { name: 'Сертификаты и файлы' })
  await table
    .getByText(/^Истёк/)
    .first()
    .waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'documents')
  await page.getByLabel('Срок действия').selectOption('expired')
  await page.waitForURL(/state=expired/)
  await page.getByText('1 документ', { exact: true }).waitFor()
  await page.getByLabel('Срок действия').selectOption('expiring')
  await page.getByLabel('За сколько дней').selectOption('14')
  await page.waitForURL(/days=14/)
  // the filter is in the address: the same list opens from a link
  await page.reload()
  await page.getByLabel('За сколько дней').waitFor()

  await page.getByRole('button', { name: 'Добавить документ' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Выбрать файл').setInputFiles(file('декларация.pdf', pdf('на много товаров')))
  await dialog.getByLabel('Номер').fill('Д-1')
  await expectNoAxeViolations(page)
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Документ не прикреплён ни к одному товару').waitFor()
  await screenshot(page, 'document-of-nothing')
  const goods = (await get<{ items: ProductRow[] }>(page, '/office/products?limit=50')).items
  const [first] = goods.filter(({ article }) => article)
  await page.getByRole('button', { name: 'Вставить артикулы' }).click()
  await dialog.getByRole('textbox').fill(`${first!.article}\nнет-такого\n${first!.article}`)
  await dialog.getByRole('button', { name: /^Записать 3 строки/ }).click()
  await dialog.getByText('Такого артикула нет', { exact: true }).waitFor()
  await dialog.getByText('Строка повторяется', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: first!.name }).waitFor()

  await page.getByRole('button', { name: 'Прикрепить к группе' }).click()
  await dialog.getByRole('combobox', { name: 'Бренд' }).fill('Медножил')
  await page.getByRole('option', { name: 'Медножил' }).click()
  await screenshot(page, 'document-to-a-brand')
  await expectNoAxeViolations(page)
  await dialog.getByRole('button', { name: 'Прикрепить' }).click()
  await page.getByText(/^Прикреплён к товарам: \d+/).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'document')

  await page.getByRole('button', { name: 'Удалить' }).click()
  await dialog.getByText(/^Он исчезнет у \d+ товар\S+ вместе с файлом/).waitFor()
  await dialog.getByRole('button', { name: 'Удалить' }).click()
  await page.waitForURL(/\/office\/documents$/)
})

test('покупатель видит документы группами, истекший назван истекшим; файл чужого ассортимента не найден по адресу', async () => {
  const page = await newPage()
  await signIn(page, 'buyer')
  const [item] = await found(page, 'дрель-шуруповёрт Кедрач')
  await page.goto(`/catalogue/products/${item!.slug}`)
  for (const group of ['Сертификаты', 'Инструкции', 'Видео'])
    await page.getByRole('heading', { name: group, level: 3 }).waitFor()
  await page.getByText(/^срок истёк \d/).waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'product-card-documents')
  const { files } = await get<ProductCard>(page, `/products/${item!.slug}`)
  const manual = files.find(({ kind }) => kind === 'manual')!
  const opened = await page.request.get(manual.href)
  expect(opened.headers()['content-type']).toBe('application/pdf')
  expect((await opened.body()).subarray(0, 5).toString()).toBe('%PDF-')
  // a video is a link: nothing of another site is loaded into the card
  const video = page.getByRole('link', { name: 'Демонстрационный ролик' })
  expect(await video.getAttribute('rel')).toBe('noreferrer')
  expect(await page.locator('iframe').count()).toBe(0)

  // of a product that guests are not shown, only its own buyers get the file
  const manager = await newPage()
  await signIn(manager, 'manager')
  const [secret] = await found(page, 'гайка')
  await manager.request.patch('/api/office/products', {
    data: { productIds: [secret!.productId], public: false },
  })
  const sent = await manager.request.post(
    `/api/office/documents?${new URLSearchParams({ kind: 'file', title: 'Чертёж', productId: secret!.productId }).toString()}`,
    { multipart: { file: file('чертёж.pdf', pdf('тайный чертёж')) } },
  )
  const { document } = (await sent.json()) as { document: { href: string } }
  const guest = await newPage()
  expect((await guest.request.get(document.href)).status()).toBe(404)
  expect((await page.request.get(document.href)).status()).toBe(200)
  await manager.request.patch('/api/office/products', {
    data: { productIds: [secret!.productId], active: false },
  })
  expect((await page.request.get(document.href)).status()).toBe(404)
  expect((await manager.request.get(document.href)).status()).toBe(200)

  await guest.setViewportSize(phone)
  await guest.goto(`/products/${item!.slug}`)
  await guest.getByRole('heading', { name: 'Сертификаты', level: 3 }).waitFor()
  await expectNoAxeViolations(guest)
  await screenshot(guest, 'product-documents-guest-phone')
})

test('сертификаты заказа скачиваются одним архивом', async () => {
  const page = await newPage()
  await signIn(page, 'buyer')
  const { items } = await get<{ items: { id: string; number: string }[] }>(page, '/orders')
  await page.goto(`/orders/${items[0]!.id}`)
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Сертификаты' }).click()
  const download = await waiting
  expect(download.suggestedFilename()).toBe(`Сертификаты к заказу ${items[0]!.number}.zip`)
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK')
  await expectNoAxeViolations(page)
  await screenshot(page, 'order-with-papers')
})

test('покупатель отбирает товары по числу «от – до»; отбор в адресе, снимается одним нажатием', async () => {
  const page = await newPage()
  await signIn(page, 'buyer')
  await page.goto('/catalogue?search=автоматический выключатель')
  const from = page.getByRole('textbox', { name: 'Номинальный ток: от' })
  const to = page.getByRole('textbox', { name: 'Номинальный ток: до' })
  await from.fill('40')
  await to.fill('10')
  await to.press('Enter')
  // turned over, they are set right
  await page.waitForURL(/10\.\.40/)
  await page.getByText('Номинальный ток: от 10 до 40 А').waitFor()
  expect(await from.inputValue()).toBe('10')
  const shown = await get<{ items: OfferItem[]; total: number }>(
    page,
    `/catalogue?${new URLSearchParams({ search: 'автоматический выключатель', filters: decodeURIComponent(/filters=([^&]+)/.exec(page.url())![1]!) }).toString()}`,
  )
  expect(shown.total).toBeGreaterThan(0)
  for (const { name } of shown.items) {
    const amperes = Number(/(\d+)\s?[AА]/.exec(name)?.[1])
    expect(amperes, name).toBeGreaterThanOrEqual(10)
    expect(amperes, name).toBeLessThanOrEqual(40)
  }
  await expectNoAxeViolations(page)
  await screenshot(page, 'catalogue-range')
  await from.fill('')
  await from.press('Enter')
  await page.waitForURL((url) => url.searchParams.get('filters')?.endsWith(':..40') ?? false)
  await page.getByText('Номинальный ток: до 40 А').waitFor()
  await page.getByRole('button', { name: /Номинальный ток/ }).click()
  await page.waitForURL((url) => !url.searchParams.has('filters'))
})
