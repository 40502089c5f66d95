import type pg from 'pg'
import { tokenHash } from '#kernel/passwords.ts'
import type { ReadSettings } from '#src/offer/pricelists/settings.ts'
import type { DemoIds } from './demo-ids.ts'
import { copyRows } from './copy-rows.ts'

/** What the buyer's price lists have in common. */
const plain: ReadSettings = {
  scope: { categoryIds: [], brandIds: [], inStock: false },
  columns: ['article', 'name', 'brand', 'unit', 'price', 'next_tier', 'stock', 'in_transit'],
  language: 'ru',
  format: 'xlsx',
  csvEncoding: 'utf-8',
  markUp: null,
  vatIncluded: true,
  hidePurchasePrice: false,
  title: null,
  validDays: null,
  namesContract: true,
}

/** Price lists of the buyer of a repair company: for himself, for his shop's customers, for its website. */
export async function loadPriceFiles(client: pg.ClientBase, ids: DemoIds, now: string): Promise<void> {
  const owner = [
    ids.of('company', 'north-service'),
    ids.of('contract', 'service-main'),
    ids.of('user', 'buyer'),
  ]
  const site = ids.next('price file profile')
  const profiles: [id: string, name: string, settings: ReadSettings, letters: boolean][] = [
    [ids.next('price file profile'), 'Закупка: всё по договору', plain, true],
    [
      ids.next('price file profile'),
      'Розница: крепёж',
      {
        ...plain,
        scope: { ...plain.scope, categoryIds: [ids.of('category', 'fasteners')], inStock: true },
        columns: ['article', 'name', 'unit', 'packagings', 'price', 'stock'],
        markUp: { percent: '35', brands: [], categories: [], minSum: '5', rounding: '.90' },
        hidePurchasePrice: true,
        title: 'Крепёж в наличии',
        validDays: 14,
        namesContract: false,
      },
      false,
    ],
    [
      site,
      'Сайт: выгрузка',
      {
        ...plain,
        columns: ['article', 'name', 'brand', 'barcode', 'price', 'vat_rate', 'stock', 'picture'],
        format: 'yml',
        markUp: { percent: '25', brands: [], categories: [], minSum: null, rounding: '1' },
        hidePurchasePrice: true,
        namesContract: false,
      },
      false,
    ],
  ]
  await copyRows(
    client,
    'pricelists.profiles',
    [
      'id',
      'company_id',
      'contract_id',
      'user_id',
      'name',
      'settings',
      'mail_every',
      'mail_day',
      'mail_hour',
      'next_mail_at',
      'created_at',
      'updated_at',
    ],
    profiles.map(([id, name, settings, letters]) => [
      id,
      ...owner,
      name,
      JSON.stringify(settings),
      ...(letters ? ['week', 1, 9, nextMonday(now)] : [null, null, null, null]),
      now,
      now,
    ]),
  )
  await copyRows(
    client,
    'pricelists.feeds',
    ['id', 'profile_id', 'format', 'token_hash', 'token_end', 'fresh_minutes', 'created_at', 'created_by'],
    // nobody knows its token: a buyer opens an address of his own to read one
    [[ids.next('price feed'), site, 'yml', tokenHash(`demo ${site}`), 'd4Kz', 60, now, owner[2]!]],
  )
}

/** Nine o'clock in Moscow on the Monday after. */
function nextMonday(now: string): string {
  const day = new Date(now)
  const ahead = 8 - (day.getUTCDay() || 7)
  return `${new Date(day.getTime() + ahead * 86_400_000).toISOString().slice(0, 10)}T06:00:00Z`
}
