import { addUploadToCart, createCart, getCart } from '@portal/api/carts.ts'
import {
  chooseForUploadRow,
  createUpload,
  getUpload,
  listUploadRows,
  setUploadColumns,
  type Upload,
} from '@portal/api/uploads.ts'
import { resolveRows } from '@portal/api/matching.ts'
import { utils, write, type BookType } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makePackaging, makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeMember, signedInAs, type MakeMember } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'
import { zipBomb } from '#test/zip-bomb.ts'
import { uploadReader } from './read-upload.ts'

const { app, db, call } = await testApp()
const readUpload = uploadReader(app)

/** A company with a contract under which `00123`, `BOLT-7` (also boxed) and `1000000` are sold. */
async function trade() {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id: sellerId })
  const companyId = await makeCompany(db)
  const contractId = await makeContract(db, {
    company_id: companyId,
    seller_id: sellerId,
    price_list_id: listId,
    warehouses: [warehouse],
  })
  const product = async (article: string) => {
    const id = await makeProduct(db, { seller_id: sellerId, article, stock: { [warehouse]: 1_000_000 } })
    await makePrice(db, listId, id, 10)
    return id
  }
  const zeros = await product('00123')
  const bolt = await product('BOLT-7')
  const box = await makePackaging(db, bolt)
  const person = async (member: MakeMember = {}) => {
    const { userId } = await makeMember(db, { company_id: companyId, ...member })
    return (await signedInAs(db, userId, { contract_id: contractId })).cookie
  }
  return { person, product, zeros, bolt, box, cookie: await person() }
}

async function sent(cookie: string, name: string, bytes: Buffer | string) {
  const form = new FormData()
  form.set('file', new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name))
  const request = new Response(form)
  const answer = await app.fastify.inject({
    method: 'POST',
    url: `/api${createUpload.path}`,
    headers: { cookie, 'content-type': request.headers.get('content-type')! },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return { status: answer.statusCode, body: answer.json<Upload & { code?: string }>() }
}

/** Sends a file, lets the job read it, and answers what became of it. */
async function uploaded(cookie: string, name: string, bytes: Buffer | string): Promise<Upload> {
  const { status, body } = await sent(cookie, name, bytes)
  expect(status, JSON.stringify(body)).toBe(200)
  await readUpload({ uploadId: body.id })
  return (await call(getUpload, { params: { uploadId: body.id } }, { cookie })).body
}

const rowsOf = async (cookie: string, upload: Upload) =>
  (await call(listUploadRows, { params: { uploadId: upload.id }, query: {} }, { cookie })).body.rows

function workbook(sheets: Record<string, unknown[][]>, bookType: BookType = 'xlsx'): Buffer {
  const book = utils.book_new()
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name)
  return write(book, { type: 'buffer', bookType }) as Buffer
}

/** Text in Windows-1251: Russian letters and ASCII. */
const in1251 = (text: string) =>
  Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0)!
      return code >= 0x410 && code <= 0x44f ? code - 0x350 : code
    }),
  )

describe('a list of articles', () => {
  it('is read alike from CSV in UTF-8 and Windows-1251, XLSX, XLS, ODS and a table of HTML that calls itself .xls', async () => {
    const { cookie } = await trade()
    const table = [
      ['Артикул', 'Количество'],
      ['00123', '5'],
      ['BOLT-7', '3'],
      ['нет-такого', '1'],
    ]
    const csv = table.map((row) => row.join(';')).join('\r\n')
    const html = `<html><meta charset="utf-8"><table>${table
      .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
      .join('')}</table></html>`
    const files: [string, Buffer | string][] = [
      ['a.csv', csv],
      ['a.csv', `\ufeff${csv.replaceAll(';', '\t')}`],
      ['a.csv', in1251(csv)],
      ['a.xlsx', workbook({ Лист1: table })],
      ['a.xls', workbook({ Лист1: table }, 'biff8')],
      ['a.ods', workbook({ Лист1: table }, 'ods')],
      ['a.xls', html],
    ]
    for (const [name, bytes] of files) {
      const upload = await uploaded(cookie, name, bytes)
      expect([name, upload.state, upload.counts]).toEqual([name, 'ready', { found: 2, not_found: 1 }])
      expect((await rowsOf(cookie, upload)).map((row) => [row.rowNumber, row.article, row.quantity])).toEqual(
        [
          [2, '00123', '5'],
          [3, 'BOLT-7', '3'],
          [4, 'нет-такого', null],
        ],
      )
    }
  })

  it('has an answer for every row: bad quantities, shortened numbers, lost zeros, formulas, repeats', async () => {
    const { cookie } = await trade()
    const upload = await uploaded(
      cookie,
      'rows.csv',
      [
        'Артикул;Количество',
        'BOLT-7;2',
        'BOLT-7;1,5',
        '00123;-1',
        '00123;1e9',
        '00123;١٢',
        '123;1',
        '1.23E+10;1',
        '=HYPERLINK("x");1',
        '00123;',
        'BOLT-7;1 упак',
      ].join('\n'),
    )
    const rows = await rowsOf(cookie, upload)
    expect(rows.map((row) => [row.outcome, row.quantity, row.reasons.map(({ code }) => code)])).toEqual([
      ['changed', '4', ['rounded_to_step']],
      ['duplicate', '1.5', ['merged_with_row']],
      ['bad_quantity', null, ['quantity_not_positive']],
      ['bad_quantity', null, ['scientific_notation']],
      ['found', '12', []],
      ['suspect_article', null, ['looks_like']],
      ['not_found', null, ['scientific_notation']],
      ['not_found', null, ['formula']],
      ['bad_quantity', null, ['quantity_missing']],
      ['found', '1', []],
    ])
    expect(Object.values(upload.counts).reduce((sum, count) => sum + count, 0)).toBe(upload.rowCount)
  })

  it('shows where its columns are, takes a correction, and remembers it for such lists', async () => {
    const { cookie } = await trade()
    const list = workbook({
      Заявка: [
        ['Что', 'Сколько'],
        ['00123', 4],
      ],
      Прочее: [['x']],
    })
    const upload = await uploaded(cookie, 'order.xlsx', list)
    const columns = { sheet: 'Заявка', headerRow: 1, article: 0, quantity: 1, unit: null }
    const changed = await call(
      setUploadColumns,
      { params: { uploadId: upload.id }, body: columns },
      { cookie },
    )
    expect(changed.body.state).toBe('queued')
    await readUpload({ uploadId: upload.id })
    expect((await rowsOf(cookie, upload)).map((row) => [row.outcome, row.quantity])).toEqual([['found', '4']])
    expect(await uploaded(cookie, 'again.xlsx', list)).toMatchObject({ state: 'ready', columns })
  })

  it('is read by its names where no column holds articles, and asks where no head tells of names', async () => {
    const { cookie } = await trade()
    const text = (head: string) => `Заявка от 25 ноября;;\n${head};Ед. изм.;Количество\nБолт с шайбой;шт;40\n`
    expect(await uploaded(cookie, 'names.csv', text('Наименование товара'))).toMatchObject({
      state: 'ready',
      columns: { headerRow: 2, article: 0, unit: 1, quantity: 2 },
      counts: { not_found: 1 },
    })
    expect(await uploaded(cookie, 'what.csv', text('Что нужно'))).toMatchObject({
      state: 'columns',
      columns: null,
    })
    // one article of ten is known: the names beside them are not what they are to be found by
    const rare = ['00123', ...Array.from({ length: 9 }, (_, index) => `ЧУЖОЙ-${index}-КОД`)]
    const list = `Обозначение;Наименование;Количество\n${rare.map((code) => `${code};Болт с шайбой;4`).join('\n')}\n`
    expect(await uploaded(cookie, 'rare.csv', list)).toMatchObject({ state: 'columns', columns: null })
  })

  it('never orders as many as its prices, its stock or its weights say, though they be whole', async () => {
    const { cookie } = await trade()
    const list = (title: string) => `Артикул;Наименование;${title};\n00123;Болт;40;2\nBOLT-7;Гайка;90;3\n`
    const columnOf = async (title: string) =>
      (await uploaded(cookie, 'list.csv', list(title))).columns!.quantity
    for (const title of [
      'Цена, руб.',
      'Опт',
      'РРЦ',
      'Сумма',
      'Остаток',
      'На складе',
      'Вес, г',
      'Price',
      'Скидка %',
    ])
      expect(await columnOf(title), title).toBe(3)
    for (const title of ['Кол-во к заказу', 'Нужно', 'Москва']) expect(await columnOf(title), title).toBe(2)
  })

  it('goes into a cart once, with what a person chose for its rows', async () => {
    const { cookie, bolt, box } = await trade()
    const upload = await uploaded(cookie, 'a.csv', 'Артикул;Количество\n00123;5\nчто-то;2\n')
    const choice = { productId: bolt, packagingId: box }
    const chosen = await call(
      chooseForUploadRow,
      { params: { uploadId: upload.id, position: 1 }, body: choice },
      { cookie },
    )
    expect(chosen.body).toMatchObject({ outcome: 'found', quantity: '2', packagingId: box })
    const cart = (await call(createCart, { body: { name: 'Из файла' } }, { cookie })).body
    const add = () =>
      call(
        addUploadToCart,
        { params: { cartId: cart.id }, body: { uploadId: upload.id, includeAnalogs: false } },
        { cookie },
      )
    expect((await add()).body).toMatchObject({ added: 2, left: 0 })
    expect((await add()).code).toBe('wrong_state')
    const lines = (await call(getCart, { params: { cartId: cart.id } }, { cookie })).body.lines
    expect(lines.map((line) => [line.article, line.quantity])).toEqual([
      ['00123', '5'],
      ['BOLT-7', '2'],
    ])
  })

  it('gives back what did not match with the reason, and no cell of it runs in a spreadsheet', async () => {
    const { cookie } = await trade()
    const upload = await uploaded(cookie, 'a.csv', 'Артикул;Количество\n=1+1;2\n00123;много\n00123;1\n')
    const file = await app.fastify.inject({
      url: `/api/uploads/${upload.id}/unmatched.csv`,
      headers: { cookie, 'accept-language': 'ru' },
    })
    expect(file.body).toContain("'=1+1")
    expect(file.body).toContain('количество не читается')
    expect(file.body.trim().split('\r\n')).toHaveLength(3)
  })

  it('is nobody else’s, and not for a role without carts', async () => {
    const { cookie, person } = await trade()
    const upload = await uploaded(cookie, 'a.csv', 'Артикул\n00123\n')
    const stranger = (await trade()).cookie
    const params = { uploadId: upload.id }
    expect((await call(getUpload, { params }, { cookie: stranger })).code).toBe('not_found')
    expect((await call(listUploadRows, { params, query: {} }, { cookie: stranger })).code).toBe('not_found')
    expect((await call(getUpload, { params })).code).toBe('not_signed_in')
    const viewer = await person({ role: 'viewer' })
    expect((await call(getUpload, { params }, { cookie: viewer })).code).toBe('forbidden')
    expect((await sent(viewer, 'a.csv', 'Артикул\n00123\n')).body.code).toBe('forbidden')
  })
})

describe('a file that cannot be a list', () => {
  const failed = async (name: string, bytes: Buffer | string) => {
    const { cookie } = await trade()
    const { state, errorCode, errorParams } = await uploaded(cookie, name, bytes)
    return { state, errorCode, errorParams }
  }

  it('is refused at once when it is empty or no table by its first bytes', async () => {
    const { cookie } = await trade()
    expect((await sent(cookie, 'a.xlsx', '')).body.code).toBe('file_empty')
    expect((await sent(cookie, 'a.xlsx', '%PDF-1.7 …')).body.code).toBe('file_kind_unknown')
    expect((await sent(cookie, 'a.xlsx', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]))).body.code).toBe(
      'file_kind_unknown',
    )
  })

  it('says so when it is damaged or has nothing in it', async () => {
    const whole = workbook({ Лист: [['Артикул'], ['00123']] })
    expect(await failed('half.xlsx', whole.subarray(0, whole.length / 2))).toMatchObject({
      state: 'failed',
      errorCode: 'file_unreadable',
    })
    expect(await failed('blank.csv', '\n\n\n')).toMatchObject({ errorCode: 'file_unreadable' })
  })

  it('names the limit of rows and cuts nothing off', async () => {
    const rows = ['Артикул', ...Array.from({ length: 20_000 }, (_, index) => `A-${index}`)]
    expect(await failed('long.csv', rows.join('\n'))).toMatchObject({
      errorCode: 'too_many_rows',
      errorParams: { limit: '10100' },
    })
    expect(await failed('long.xlsx', workbook({ Лист: rows.map((row) => [row]) }))).toMatchObject({
      errorCode: 'too_many_rows',
      errorParams: { limit: '10100', sheet: 'Лист' },
    })
  })

  it('takes ten thousand goods under a title and heads', async () => {
    const { cookie } = await trade()
    const rows = [
      ['Заявка на декабрь'],
      [],
      ['Артикул', 'Кол-во'],
      ...Array.from({ length: 10_000 }, () => ['BOLT-7', 1]),
    ]
    const upload = await uploaded(cookie, 'whole.xlsx', workbook({ Лист: rows }))
    expect(upload).toMatchObject({ state: 'ready', rowCount: 10_000 })
  })

  it('may have sixty sheets: the list is found among them', async () => {
    const { cookie } = await trade()
    const sheets = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `Лист${index}`,
        index === 41
          ? [
              ['Артикул', 'Кол-во'],
              ['BOLT-7', 2],
            ]
          : [['Прочее']],
      ]),
    )
    const upload = await uploaded(cookie, 'many.xlsx', workbook(sheets))
    expect(upload).toMatchObject({ state: 'ready', counts: { found: 1 }, columns: { sheet: 'Лист41' } })
    expect(upload.sheets).toHaveLength(60)
  })

  it('does not take the portal down when it unpacks into gigabytes', async () => {
    expect(await failed('bomb.xlsx', zipBomb(210))).toMatchObject({
      state: 'failed',
      errorCode: 'unpacks_too_large',
    })
  })
})

describe('rows of the quick order', () => {
  it('keep what a person chose for them, and a packaging of another product is told as an unknown unit', async () => {
    const { cookie, zeros, bolt, box } = await trade()
    const { body } = await call(
      resolveRows,
      {
        body: {
          rows: [
            { article: 'что-то', quantity: '2', productId: bolt, packagingId: box },
            { article: 'BOLT-7', quantity: '2', productId: zeros, packagingId: box },
            { article: 'BOLT-7 10 шт' },
          ],
        },
      },
      { cookie },
    )
    expect(body.rows.map((row) => [row.outcome, row.item?.article, row.packagingId === box])).toEqual([
      ['found', 'BOLT-7', true],
      ['bad_quantity', '00123', false],
      ['found', 'BOLT-7', false],
    ])
    expect(body.rows[1]!.reasons.map(({ code }) => code)).toEqual(['unit_unknown'])
    expect(body.rows[2]!.quantity).toBe('10')
  })

  it('of a stranger’s product are not found', async () => {
    const { cookie } = await trade()
    const { bolt } = await trade()
    const { body } = await call(
      resolveRows,
      { body: { rows: [{ article: 'X', productId: bolt }] } },
      { cookie },
    )
    expect(body.rows[0]).toMatchObject({ outcome: 'not_found', item: null })
  })
})
