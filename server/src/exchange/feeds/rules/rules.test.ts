import { feedSettings, type MappedColumn } from '@portal/api/feeds.ts'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { settingsOf } from '../feed-settings.ts'
import { findHeader } from './find-header.ts'
import { GroupPath } from './group-path.ts'
import { guessSheet } from './guess-columns.ts'
import { roleOf, vatIn } from './header-words.ts'
import { RowParser, type Places } from './parse-rows.ts'
import { isPrivateAddress } from './private-address.ts'
import { isDamagedCode, readBarcode, readPack, readStock } from './read-cells.ts'
import { currencyIn, groupingOf, readPrice } from './read-price.ts'

describe('a price', () => {
  test.each([
    ['66,620.60', '66620.6'],
    ['1 234,50 руб.', '1234.5'],
    ["1'234.50", '1234.5'],
    ['1 234,50', '1234.5'],
    ['1 234 567', '1234567'],
    ['120 ₽/шт', '120'],
    ['$ 12.5', '12.5'],
    ['2110.356', '2110.356'],
    ['1E+3', '1000'],
  ])('%s is read as %s', (text, amount) => {
    expect(readPrice(text)).toMatchObject({ kind: 'price', amount, rounded: false })
  })

  test.each(['договорная', 'Звоните', 'по запросу', 'уточняйте у менеджера', 'call'])(
    '%s is asked for',
    (text) => expect(readPrice(text)).toEqual({ kind: 'request', zero: false }),
  )

  test.each([
    ['-120', 'price_negative'],
    ['−5,00 руб.', 'price_negative'],
    ['#REF!', 'price_error'],
    ['#VALUE!', 'price_error'],
    ['1e300', 'price_too_large'],
    ['1E+15', 'price_too_large'],
    ['9'.repeat(400), 'price_too_large'],
    ['1.2.3', 'price_unreadable'],
    ['двенадцать', 'price_unreadable'],
    ['12 x 5', 'price_unreadable'],
  ])('%s is refused as %s', (text, code) => expect(readPrice(text)).toEqual({ kind: 'bad', code }))

  it('of nought is no price to sell at, and an empty cell says nothing', () => {
    expect(readPrice('0,00')).toEqual({ kind: 'request', zero: true })
    for (const text of ['', '  ', '-', '—']) expect(readPrice(text)).toEqual({ kind: 'absent' })
  })

  it('with more digits than a price has is rounded to hundredths and told of', () => {
    expect(readPrice('311.1333333333334')).toMatchObject({ amount: '311.13', rounded: true })
  })

  it('`12,500` is twelve and a half, unless the sheet separates thousands by commas', () => {
    expect(readPrice('12,500')).toMatchObject({ amount: '12.5' })
    const grouping = groupingOf(['1,602.50', '12,500'])
    expect(readPrice('12,500', grouping)).toMatchObject({ amount: '12500' })
    expect(groupingOf(['1.234,50'])).toBe('.')
  })

  it('whatever the cell holds, is read without a failure, and a price that is read is positive and fits its column', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double().map(String), fc.stringMatching(/^[-\d .,'eE+₽рубx]{0,24}$/)),
        (text) => {
          const read = readPrice(text)
          if (read.kind === 'price') expect(read.amount).toMatch(/^(?!0+(\.0+)?$)\d{1,12}(\.\d{1,6})?$/)
        },
      ),
    )
  })

  it('is the same however its thousands are separated', () => {
    const separators = [' ', ' ', "'", '']
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom(...separators),
        fc.constantFrom('.', ','),
        (whole, hundredths, separator, point) => {
          const grouped = String(whole).replaceAll(/\B(?=(\d{3})+$)/g, separator)
          const text = `${grouped}${point}${String(hundredths).padStart(2, '0')} руб.`
          const amount = `${whole}.${String(hundredths).padStart(2, '0')}`.replace(/0$/, '')
          expect(readPrice(text)).toMatchObject({ kind: 'price', amount })
        },
      ),
    )
  })

  it('names its currency by sign, code or word', () => {
    const named = {
      '5 грн.': 'UAH',
      '₴5': 'UAH',
      'Цена, рубли': 'RUB',
      'Цена, руб': 'RUB',
      'бел. руб.': 'BYN',
      '10 €': 'EUR',
      Цена: null,
    }
    for (const [text, code] of Object.entries(named)) expect([text, currencyIn(text)]).toEqual([text, code])
  })
})

describe('other cells', () => {
  it('a code that a spreadsheet took for a number is known as damaged; leading zeros stay', () => {
    expect(isDamagedCode('1.23E+10')).toBe(true)
    expect(isDamagedCode('00123')).toBe(false)
    expect(isDamagedCode('E10')).toBe(false)
  })

  it('a stock is a figure, at least a figure, none, or a word', () => {
    expect(readStock('12')).toEqual({ kind: 'quantity', quantity: '12', atLeast: false })
    expect(readStock('>100')).toEqual({ kind: 'quantity', quantity: '100', atLeast: true })
    expect(readStock('50+')).toEqual({ kind: 'quantity', quantity: '50', atLeast: true })
    expect(readStock('нет')).toEqual({ kind: 'quantity', quantity: '0', atLeast: false })
    expect(readStock('есть')).toEqual({ kind: 'word' })
    expect(readStock('')).toEqual({ kind: 'absent' })
    expect(readStock('много-много')).toEqual({ kind: 'bad' })
  })

  it('packs and barcodes', () => {
    expect(readPack('12 шт')).toBe('12')
    expect(readPack('уп. 10')).toBe('10')
    expect(readPack('нет')).toBeNull()
    expect(readBarcode('4 600 1234 56789')).toBe('4600123456789')
    expect(readBarcode('4.6E+12')).toBeNull()
  })
})

describe('a header', () => {
  test.each([
    ['Номенклатура.Артикул', 'article'],
    ['Ценовая группа/ Номенклатура/ Характеристика номенклатуры', 'name'],
    ['Уникальный идентификатор (Номенклатура)', 'externalId'],
    ['Основна ціна продажу', 'price'],
    ['Крупный опт свыше 300 000 руб', 'price'],
    ['Наличие на складе 1, шт', 'stock'],
    ['Страна производства', 'country'],
    ['Ед. Измер.', 'unit'],
    ['Кол-во в упаковке', 'pack'],
    ['Кол-во', 'stock'],
    ['Brand', 'brand'],
    ['Цены указаны с НДС 18%', null],
    ['№', null],
  ])('%s is %s', (text, role) => expect(roleOf(text)).toBe(role))

  it('says whether VAT is in the price', () => {
    expect(vatIn('цена без НДС,руб')).toBe(false)
    expect(vatIn('Цены указаны в гривне с ндс')).toBe(true)
    expect(vatIn('Цена')).toBeNull()
  })

  it('of two rows with merged cells gives each price its own name and currency', () => {
    const head = {
      rows: [
        ['ТМ «Чаи», тел. 12-34', '', '', '', '', ''],
        ['№', 'Название', 'Цена, грн.', '', 'Цена, руб.', ''],
        ['', '', 'Розница', 'Опт', 'Розница', 'Опт'],
        ['1', 'Чай', '10', '8', '20', '16'],
      ],
      merges: [
        { row: 1, column: 2, toRow: 1, toColumn: 3 },
        { row: 1, column: 4, toRow: 1, toColumn: 5 },
      ],
    }
    const guessed = guessSheet(head, { currency: 'RUB', includesVat: true })
    expect(guessed.mapping).toMatchObject({ use: true, headerRow: 2, headerRows: 2 })
    expect(guessed.mapping.columns.map(({ role, title, currency }) => [role, title, currency])).toEqual([
      ['name', 'Название', null],
      ['price', 'Розница', 'UAH'],
      ['price', 'Опт', 'UAH'],
      ['price', 'Розница', 'RUB'],
      ['price', 'Опт', 'RUB'],
    ])
    // the same without merged cells, as CSV has it
    expect(
      guessSheet({ ...head, merges: [] }, { currency: 'RUB', includesVat: true }).mapping.columns,
    ).toEqual(guessed.mapping.columns)
  })

  it('merged over three columns means the one that is filled', () => {
    const head = {
      rows: [
        ['Номенклатура', '', '', 'Размер', 'Цена за ед. руб.', 'Ед. Измер.'],
        ['', '', '', '', '', ''],
        ['', 'Труба 20', '', '20', '40.71', 'м'],
      ],
      merges: [
        { row: 0, column: 0, toRow: 1, toColumn: 2 },
        { row: 0, column: 4, toRow: 1, toColumn: 4 },
      ],
    }
    const { columns, headerRows } = guessSheet(head, { currency: 'RUB', includesVat: true }).mapping
    expect(headerRows).toBe(2)
    expect(columns.map(({ column, role }) => [column, role])).toEqual([
      [1, 'name'],
      [3, 'attribute'],
      [4, 'price'],
      [5, 'unit'],
    ])
  })

  it('is not found on a page of contents, and a hidden sheet is left out', () => {
    const contents = {
      rows: [
        ['', 'СОДЕРЖАНИЕ'],
        ['', 'Трубы'],
        ['', 'Фитинги'],
      ],
      merges: [],
    }
    expect(findHeader(contents).headerRow).toBe(0)
    expect(guessSheet(contents, { currency: 'RUB', includesVat: true }).mapping.use).toBe(false)
    const list = { rows: [['Артикул', 'Цена']], merges: [] }
    expect(guessSheet(list, { currency: 'RUB', includesVat: true }, true).mapping.use).toBe(false)
  })

  it('is found in any heap of cells without a failure', () => {
    const rows = fc.array(
      fc.array(fc.oneof(fc.constantFrom('Цена', 'Артикул', 'Опт', ''), fc.string()), { maxLength: 8 }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(rows, (cells) => {
        const { mapping, titles } = guessSheet(
          { rows: cells, merges: [] },
          { currency: 'RUB', includesVat: true },
        )
        for (const { column } of mapping.columns) expect(column).toBeLessThan(titles.length)
      }),
    )
  })
})

describe('groups', () => {
  it('are nested by the spaces before them', () => {
    const path = new GroupPath()
    path.heading('Товары', 4, null)
    path.heading('01 Бумага', 8, '01')
    path.heading('0101 А4', 12, '0101')
    path.product()
    path.heading('0102 А3', 12, '0102')
    expect(path.path()).toEqual(['Товары', '01 Бумага', '0102 А3'])
    path.product()
    path.heading('02 Папки', 8, '02')
    expect(path.path()).toEqual(['Товары', '02 Папки'])
  })

  it('without spaces: one below another is inside it, one after goods takes the place of the last', () => {
    const path = new GroupPath()
    path.heading('Трубы', 0, null)
    path.heading('ПВХ', 0, null)
    expect(path.path()).toEqual(['Трубы', 'ПВХ'])
    path.product()
    path.heading('ПНД', 0, null)
    expect(path.path()).toEqual(['ПНД'])
  })
})

describe('rows', () => {
  const columns: MappedColumn[] = (['article', 'name', 'price', 'price', 'stock', 'unit'] as const).map(
    (role, column) => ({
      column,
      role,
      title: `Столбец ${column}`,
      priceListId: null,
      currency: role === 'price' ? 'RUB' : null,
      includesVat: null,
      warehouseId: null,
    }),
  )
  const places: Places = { price: ({ column }) => column - 2, stock: () => 0, prices: 2, stocks: 1 }
  const parse = (rows: string[][], settings: Partial<ReturnType<typeof feedSettings.parse>> = {}) => {
    const mapping = { sheet: 'Лист', use: true, headerRow: 0, headerRows: 0, columns }
    const parser = new RowParser(mapping, settingsOf(settings), places, { title: '', grouping: null })
    return rows.map((cells, index) => parser.parse({ row: index + 1, indent: 0, cells }))
  }

  it('one bad price of two is told of and the other taken; two bad ones refuse the row', () => {
    const [half, none] = parse([
      ['00123', 'Болт', '10', '-8', '5', 'шт'],
      ['00124', 'Гайка', '#REF!', 'кошка', '5', 'шт'],
    ])
    expect(half).toMatchObject({ kind: 'row', key: 'article:00123', prices: ['10', null], stocks: ['5'] })
    expect(half!.remarks.map(({ code }) => code)).toEqual(['price_negative'])
    expect(none).toMatchObject({ kind: 'refused' })
    expect(none!.remarks.map(({ code }) => code)).toEqual(['price_error', 'price_unreadable'])
  })

  it('a product without a price is taken and told of; one without a key is refused', () => {
    const [silent, nameless] = parse([
      ['A-1', 'Шайба', '', '', '', 'шт'],
      ['', 'Шайба', '5', '', '', 'шт'],
    ])
    expect(silent).toMatchObject({ kind: 'row' })
    expect(silent!.remarks.map(({ code }) => code)).toEqual(['price_missing'])
    expect(nameless).toMatchObject({ kind: 'refused' })
  })

  it('a heading is the group of what follows; the header’s words between rows are one too', () => {
    const [, bolt, heading, nut] = parse([
      ['', 'Крепёж', '', '', '', ''],
      ['A-1', 'Болт', '5', '', '', 'шт'],
      ['', 'Трансформаторы', 'Стоимость', '#VALUE!', '50', ''],
      ['A-2', 'Гайка', '5', '', '', 'шт'],
    ])
    expect(bolt!.data.path).toEqual(['Крепёж'])
    expect(heading).toMatchObject({ kind: 'group' })
    expect(nut!.data.path).toEqual(['Трансформаторы'])
  })

  it('a damaged article is told of and never taken for an article', () => {
    const [row] = parse([['1.23E+10', 'Болт', '5', '', '', 'шт']])
    expect(row).toMatchObject({ kind: 'refused', key: null })
    expect(row!.remarks.map(({ code }) => code)).toEqual(['code_damaged', 'key_missing'])
  })

  it('whatever stands in the cells, no row is lost: each has a kind, and its figures fit the columns of the database', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string(), { minLength: 6, maxLength: 6 }), { maxLength: 20 }),
        (rows) => {
          const parsed = parse(rows)
          for (const [index, row] of parsed.entries()) {
            if (rows[index]!.every((cell) => cell.trim() === '')) expect(row).toBeNull()
            else expect(['row', 'group', 'note', 'refused']).toContain(row!.kind)
          }
        },
      ),
    )
  })
})

test('addresses of inner networks are not asked', () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.1.1',
    '0.0.0.0',
    '::1',
    'fc00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'localhost',
  ])
    expect([address, isPrivateAddress(address)]).toEqual([address, true])
  for (const address of ['77.88.55.242', '8.8.8.8', '2a02:6b8::2:242'])
    expect([address, isPrivateAddress(address)]).toEqual([address, false])
})
