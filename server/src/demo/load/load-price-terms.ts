import type pg from 'pg'
import type { DateText } from '../demo-data.ts'
import type { DemoIds } from './demo-ids.ts'

/** As large as the demo company is at most; the profiles that measure speed have rows enough of their own. */
const mostProducts = 5000

/**
 * What the office shows of prices: rates, what goods cost and the floors over it, a list in dollars
 * with next year's edition of it, and volume discounts. Everything is made from the base list.
 */
export async function loadPriceTerms(
  client: pg.ClientBase,
  ids: DemoIds,
  today: DateText,
  now: string,
): Promise<void> {
  const { rows } = await client.query<{ small: boolean }>(
    'select count(*) <= $1 as small from catalog.products',
    [mostProducts],
  )
  if (!rows[0]?.small) return
  const seller = ids.of('seller', 'kr')
  const nextYear = `${Number(today.slice(0, 4)) + 1}-01-01`
  const [bank, house] = [ids.next('rate source'), ids.next('rate source')]
  await client.query(
    `insert into pricing.rate_sources (id, seller_id, name, currency, to_currency, created_at) values
      ($1, $3, 'ЦБ РФ', 'USD', 'RUB', $4), ($2, $3, 'Внутренний курс', 'XUE', 'RUB', $4)`,
    [bank, house, seller, now],
  )
  await client.query(
    `insert into pricing.exchange_rates (rate_source_id, valid_from, rate)
      select $1::uuid, $3::date - 7 * week, 92.5 - week * 0.35 from generate_series(0, 5) week
      union all select $2::uuid, $3::date - 60, 95`,
    [bank, house, today],
  )
  const copyOf = async (list: string, name: string, times: number, columns: Record<string, unknown>) => {
    const id = ids.next('price list')
    const own = Object.keys(columns)
    await client.query(
      `insert into pricing.price_lists (id, name, seller_id, created_at, updated_at, ${own.join(', ')})
        values ($1, $2, $3, $4, $4, ${own.map((_, index) => `$${index + 5}`).join(', ')})`,
      [id, name, seller, now, ...Object.values(columns)],
    )
    await client.query(
      `insert into pricing.prices (price_list_id, product_id, packaging_id, min_quantity, amount, per_quantity)
        select $1, r.product_id, r.packaging_id, r.min_quantity, round(r.amount * $3, 2), r.per_quantity
        from pricing.prices r
        where r.price_list_id = $2 and r.valid_from <= $4::date and $4::date < r.valid_until and round(r.amount * $3, 2) > 0
        on conflict do nothing`,
      [id, list, times, today],
    )
    return id
  }
  const base = ids.of('price list', 'base')
  const costs = await copyOf(base, 'Закупка', 0.58, { currency: 'RUB', kind: 'cost' })
  const converted = { currency: 'USD', rounding: '1', rate_source_id: bank }
  const dollars = await copyOf(base, 'Импорт, доллары', 0.0108, converted)
  await copyOf(dollars, `Импорт, доллары ${nextYear.slice(0, 4)}`, 1.04, {
    ...converted,
    valid_from: nextYear,
    edition_of: dollars,
  })
  await client.query(
    `insert into pricing.floors (id, seller_id, category_id, cost_list_id, markup_percent) values
      ($1, $3, null, $5, 8), ($2, $3, $4, $5, 15)`,
    [ids.next('floor'), ids.next('floor'), seller, ids.of('category', 'power-tools'), costs],
  )
  await client.query(
    `insert into contracts.volume_discounts (id, contract_id, category_id, counted_by, threshold, percent, stacking) values
      ($1, $3, null, 'sum', 250000, 5, 'best'), ($2, $3, $4, 'quantity', 5000, 2, 'add')`,
    [
      ids.next('volume discount'),
      ids.next('volume discount'),
      ids.of('contract', 'build-main'),
      ids.of('category', 'anchors'),
    ],
  )
  // what is taxed at the reduced rate loses it with the new year
  await client.query(
    `insert into catalog.vat_class_changes (product_id, valid_from, vat_class, set_at, set_by)
      select id, $1::date, 'base', $2, $3 from catalog.products where vat_class = 'reduced' and not has_variants`,
    [nextYear, now, ids.of('user', 'admin')],
  )
}
