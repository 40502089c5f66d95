import type { OutputOf } from '@portal/api/endpoint.ts'
import type { getMail, listMails } from '@portal/api/mail.ts'
import type { getGroup, listCompanies } from '@portal/api/organizations.ts'
import type { listApplications } from '@portal/api/applications.ts'
import type { listPriceLists } from '@portal/api/price-lists.ts'
import type { listSellers } from '@portal/api/sellers.ts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { innOfCompany } from '../server/src/demo/check-digits.ts'
import { expectNoAxeViolations, phone, screenshot, signIn, stage } from './browser.ts'

const { newPage } = await stage()
const password = 'синий трамвай на рассвете'

async function read<Answer>(page: Page, path: string): Promise<Answer> {
  const answer = await page.request.get(`/api${path}`)
  expect(answer.status(), path).toBe(200)
  return (await answer.json()) as Answer
}

async function post<Answer>(page: Page, path: string, data: object): Promise<Answer> {
  const answer = await page.request.post(`/api${path}`, { data })
  expect(answer.status(), await answer.text()).toBe(200)
  return (await answer.json()) as Answer
}

/** A contract under the first price list of the operator's own seller. */
async function giveContract(manager: Page, companyId: string): Promise<void> {
  const sellers = await read<OutputOf<typeof listSellers>>(manager, '/office/sellers')
  const lists = await read<OutputOf<typeof listPriceLists>>(manager, '/office/price-lists')
  const seller = sellers.items.find((one) => one.isDefault)!
  await post(manager, `/office/companies/${companyId}/contracts`, {
    number: 'НК-1',
    sellerId: seller.id,
    priceListId: lists.items.find((one) => one.sellerId === seller.id)!.id,
  })
}

/** Fills in what a new person is asked for. */
async function introduce(page: Page, name: string): Promise<void> {
  await page.getByLabel('Имя и фамилия').fill(name)
  await page.getByLabel('Придумайте пароль').fill(password)
  await page.getByLabel(/Согласен на обработку/).check()
  await page.getByRole('button', { name: 'Принять приглашение' }).click()
}

test('менеджер заводит группу с двумя юрлицами и приглашает; покупатель входит по ссылке и видит каталог по договору', async () => {
  const manager = await newPage()
  await signIn(manager, 'manager')
  await manager.goto('/office/groups')
  await manager.getByRole('button', { name: 'Новая группа' }).click()
  const dialog = manager.getByRole('dialog')
  await dialog.getByLabel('Название группы').fill('ГК «Новый квартал»')
  const [first, second] = [innOfCompany('780512301'), innOfCompany('780512302')]
  for (const [number, inn, name] of [
    [1, `${first.slice(0, 9)}${(Number(first[9]) + 1) % 10}`, 'ООО «Квартал-Строй»'],
    [2, second, 'ООО «Квартал-Сервис»'],
  ] as const) {
    const row = dialog.getByRole('group', { name: `Компания ${number}` })
    await row.getByLabel('ИНН').fill(inn)
    await row.getByLabel('КПП').fill('780501001')
    await row.getByLabel('Название').fill(name)
  }
  await dialog.getByText('ИНН неверный').waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '01 group with a wrong inn')
  await dialog.getByRole('group', { name: 'Компания 1' }).getByLabel('ИНН').fill(first)
  await dialog.getByRole('button', { name: 'Создать группу' }).click()
  await manager.waitForURL(/\/office\/groups\/.+/)
  await manager.getByRole('link', { name: 'ООО «Квартал-Строй»' }).waitFor()
  await manager.getByRole('link', { name: 'ООО «Квартал-Сервис»' }).waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '01 group')
  const groupId = manager.url().split('/').at(-1)!
  const group = await read<OutputOf<typeof getGroup>>(manager, `/office/groups/${groupId}`)
  await giveContract(manager, group.companies.find((one) => one.inn === first)!.id)

  await manager.getByRole('link', { name: 'ООО «Квартал-Строй»' }).click()
  // the group's page has people of its own
  await manager.waitForURL(/\/office\/customers\/.+/)
  await manager.getByRole('link', { name: /^Сотрудники/ }).click()
  await manager.getByRole('button', { name: 'Пригласить' }).click()
  await manager.getByLabel('Электронная почта').fill('buyer@kvartal.example')
  await manager.getByRole('button', { name: 'Отправить приглашение' }).click()
  const link = await manager.getByLabel('Ссылка-приглашение').inputValue()
  expect(link).toMatch(/\/invitations\/.{20,}$/)
  await expectNoAxeViolations(manager)
  await screenshot(manager, '01 invitation link')

  const buyer = await newPage({ viewport: phone })
  await buyer.goto(new URL(link).pathname)
  await buyer.getByRole('heading', { name: 'ООО «Квартал-Строй»' }).waitFor()
  await buyer.getByText('Савельев Игорь').waitFor()
  await expectNoAxeViolations(buyer)
  await screenshot(buyer, '01 invitation')
  await introduce(buyer, 'Пётр Новиков')
  await buyer.waitForURL('**/catalogue')
  await buyer.getByText('товар').first().waitFor()
  await screenshot(buyer, '01 catalogue after the invitation')

  const late = await newPage()
  await late.goto(new URL(link).pathname)
  await late.getByRole('heading', { name: 'Приглашение уже принято' }).waitFor()
  await expectNoAxeViolations(late)
  await screenshot(late, '01 used link')

  await manager.reload()
  await manager.getByText('Пётр Новиков').waitFor()
})

test('ссылка не принимается под чужим именем, отозванная и неполная объясняют, что делать', async () => {
  const manager = await newPage()
  await signIn(manager, 'manager')
  const { items } = await read<OutputOf<typeof listCompanies>>(manager, '/office/companies?limit=1')
  const { id: invitationId, link } = await post<{ id: string; link: string }>(
    manager,
    `/office/companies/${items[0]!.id}/invitations`,
    { email: 'someone@example.com', role: 'viewer' },
  )
  const path = new URL(link).pathname
  await manager.goto(path)
  await manager.getByText(/Сейчас в этом браузере открыт портал под именем Савельев Игорь/).waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '01 signed in as another')
  await manager.getByRole('button', { name: 'Выйти и принять приглашение' }).click()
  await manager.getByLabel('Имя и фамилия').waitFor()

  await signIn(manager, 'manager')
  await manager.goto(`/office/customers/${items[0]!.id}?tab=people`)
  await manager.getByRole('button', { name: 'Отозвать приглашение: someone@example.com' }).click()
  await manager.getByText('Приглашение для someone@example.com отозвано').waitFor()
  const guest = await newPage()
  await guest.goto(path)
  await guest.getByRole('heading', { name: 'Приглашение отозвано' }).waitFor()
  await guest.goto(`${path.slice(0, -4)}`)
  await guest.getByRole('heading', { name: 'Такого приглашения нет' }).waitFor()
  expect(invitationId).toBeTruthy()
})

test('заявка от действующего клиента показана как просьба о доступе; новая одобряется в компанию и приглашение', async () => {
  const guest = await newPage()
  const manager = await newPage()
  await signIn(manager, 'manager')
  const known = (await read<OutputOf<typeof listCompanies>>(manager, '/office/companies?limit=1')).items[0]!
  const form = { contactName: 'Олег Заявитель', consent: true }
  await post(guest, '/applications', {
    ...form,
    inn: known.inn,
    ...(known.kpp ? { kpp: known.kpp } : {}),
    companyName: 'Как есть',
    email: 'join@example.com',
  })
  await post(guest, '/applications', {
    ...form,
    inn: innOfCompany('780512399'),
    kpp: '780501001',
    companyName: 'ООО «Заря»',
    email: 'zarya@example.com',
    message: 'Нужен крепёж, около 300 строк в месяц.',
  })
  await manager.goto('/office/applications')
  await manager.getByText('просит доступ').waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '01 applications')
  await manager.getByRole('link', { name: 'Как есть' }).click()
  await manager.getByText('Эта компания уже ваш клиент').waitFor()
  await expectNoAxeViolations(manager)
  await screenshot(manager, '01 application to join')
  await manager.keyboard.press('Escape')
  await manager.getByRole('link', { name: 'ООО «Заря»' }).click()
  await manager.getByRole('button', { name: 'Одобрить' }).click()
  const link = await manager.getByLabel('Ссылка-приглашение').inputValue()
  await screenshot(manager, '01 application approved')
  const { items } = await read<OutputOf<typeof listApplications>>(
    manager,
    '/office/applications?state=approved',
  )
  expect(items.map((item) => item.companyName)).toContain('ООО «Заря»')

  await guest.goto(new URL(link).pathname)
  await introduce(guest, 'Олег Заявитель')
  await guest.waitForURL('**/catalogue')
  await guest.getByText('Договор ещё не подключён').waitFor()
  await expectNoAxeViolations(guest)
  await screenshot(guest, '01 no contract yet')
})

test('забытый пароль: ответ одинаков для любого адреса, ссылка из письма задаёт новый один раз', async () => {
  const page = await newPage()
  for (const email of ['nobody@example.com', 'retail@demo.artikul.local']) {
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Забыли пароль?' }).click()
    await page.waitForURL('**/password-resets')
    await page.getByLabel('Электронная почта').fill(email)
    await page.getByRole('button', { name: 'Прислать ссылку' }).click()
    await page.getByRole('heading', { name: 'Проверьте почту' }).waitFor()
  }
  await expectNoAxeViolations(page)
  await screenshot(page, '01 password letter')
  const admin = await newPage()
  await signIn(admin, 'admin')
  await expect.poll(() => resetLink(admin), { timeout: 15_000 }).toMatch(/password-resets/)
  await page.goto(await resetLink(admin))
  await page.getByLabel('Новый пароль').fill('1234567890')
  await page.getByRole('button', { name: 'Сохранить пароль' }).click()
  await page.getByText('Слишком простой').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, '01 new password')
  await page.getByLabel('Новый пароль').fill(password)
  await page.getByRole('button', { name: 'Сохранить пароль' }).click()
  await page.getByRole('heading', { name: 'Пароль изменён' }).waitFor()
  await page.goto(await resetLink(admin))
  await page.getByRole('heading', { name: 'Ссылкой уже воспользовались' }).waitFor()
  await signIn(page, 'retail', password)
})

/** The path of the link in the letter about a password, or nothing yet. */
async function resetLink(admin: Page): Promise<string> {
  const { items } = await read<OutputOf<typeof listMails>>(admin, '/office/mails?search=retail@')
  if (!items[0]) return ''
  const mail = await read<OutputOf<typeof getMail>>(admin, `/office/mails/${items[0].id}`)
  return /\/password-resets\/\S+/.exec(mail.text)?.[0] ?? ''
}
