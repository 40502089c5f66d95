import type pg from 'pg'
import { articleKey } from '#src/goods/catalog/public.ts'
import type { DemoCompanyData, DemoContract } from '../demo-data.ts'
import { copyRows } from './copy-rows.ts'
import type { Cell } from './copy-rows.ts'
import type { DemoIds } from './demo-ids.ts'

const BASE_UNIT = '00000000-0000-0000-0000-000000000000'

/** Price lists with their rows, contracts with all that is agreed under them, how stock is shown, buyers' numbers. */
export async function loadTerms(
  client: pg.ClientBase,
  demo: DemoCompanyData,
  ids: DemoIds,
  now: string,
): Promise<number> {
  await copyRows(
    client,
    'pricing.price_lists',
    ['id', 'name', 'currency', 'includes_vat', 'is_base', 'seller_id', 'created_at', 'updated_at'],
    demo.priceLists.map((list) => [
      ids.give('price list', list.key),
      list.name.ru,
      list.currency,
      list.vatIncluded,
      list.base,
      ids.of('seller', list.seller),
      now,
      now,
    ]),
  )
  const prices = await copyRows(
    client,
    'pricing.prices',
    [
      'price_list_id',
      'product_id',
      'packaging_id',
      'min_quantity',
      'valid_from',
      'valid_until',
      'amount',
      'per_quantity',
    ],
    priceRows(demo, ids),
  )
  await copyRows(
    client,
    'pricing.assignments',
    ['id', 'price_list_id', 'group_id', 'segment'],
    [
      [ids.next('assignment'), ids.of('price list', 'chain'), ids.of('group', 'master'), null],
      [ids.next('assignment'), ids.of('price list', 'dealer'), null, 'Дилеры'],
    ],
  )
  await loadContracts(client, demo, ids, now)
  await copyRows(
    client,
    'inventory.regions',
    ['id', 'name', 'name_en', 'position'],
    demo.regions.map((region, i) => [ids.give('region', region.key), region.name.ru, region.name.en, i + 1]),
  )
  await copyRows(
    client,
    'inventory.region_warehouses',
    ['region_id', 'warehouse_id', 'priority'],
    demo.regions.flatMap(({ key, warehouses }) =>
      warehouses.map((warehouse, i) => [ids.of('region', key), ids.of('warehouse', warehouse), i + 1]),
    ),
  )
  await copyRows(
    client,
    'inventory.point_regions',
    ['delivery_point_id', 'region_id'],
    demo.regions.flatMap(({ key, points }) =>
      points.map((point) => [ids.of('delivery point', point), ids.of('region', key)]),
    ),
  )
  await copyRows(
    client,
    'visibility.policies',
    ['id', 'group_id', 'company_id', 'category_id', 'for_guests', 'display', 'few_below', 'many_from', 'cap'],
    demo.stockPolicies.map((policy) => [
      ids.next('policy'),
      policy.group ? ids.of('group', policy.group) : null,
      policy.company ? ids.of('company', policy.company) : null,
      policy.category ? ids.of('category', policy.category) : null,
      !policy.group && !policy.company,
      policy.display,
      policy.fewBelow,
      policy.manyFrom,
      policy.cap,
    ]),
  )
  // a buyer who has numbers of his own has agreed on quantities of these goods too: five at least, the rest is the product's
  await copyRows(
    client,
    'contracts.quantity_rules',
    ['contract_id', 'product_id', 'min_quantity'],
    Iterator.from(demo.partNumbers())
      .filter(({ company }) => company === 'north-service')
      .take(40)
      .map((entry) => [ids.of('contract', 'service-main'), ids.of('product', entry.product), '5']),
  )
  await copyRows(
    client,
    'partnumbers.part_numbers',
    ['company_id', 'product_id', 'part_number', 'part_key'],
    Iterator.from(demo.partNumbers()).map((entry) => [
      ids.of('company', entry.company),
      ids.of('product', entry.product),
      entry.partNumber,
      articleKey(entry.partNumber),
    ]),
  )
  return prices
}

function* priceRows(demo: DemoCompanyData, ids: DemoIds): Generator<Cell[]> {
  const baseUnits = new Set(['pcs', 'm', 'kg', 'pair', 'set'])
  for (const row of demo.prices()) {
    const packaging = `${row.product}/${row.unit}`
    // a pack is the base unit of a few products and a packaging of others
    const isBase = baseUnits.has(row.unit) || !ids.has('packaging', packaging)
    yield [
      ids.of('price list', row.list),
      ids.of('product', row.product),
      isBase ? BASE_UNIT : ids.of('packaging', packaging),
      row.fromQuantity,
      row.validFrom ?? '-infinity',
      row.validUntil ?? 'infinity',
      row.amount,
      row.perQuantity,
    ]
  }
}

async function loadContracts(
  client: pg.ClientBase,
  demo: DemoCompanyData,
  ids: DemoIds,
  now: string,
): Promise<void> {
  await copyRows(
    client,
    'contracts.contracts',
    [
      'id',
      'company_id',
      'seller_id',
      'number',
      'signed_on',
      'valid_from',
      'valid_until',
      'currency',
      'price_list_id',
      'discount_percent',
      'assortment',
      'payment_terms',
      'payment_days',
      'credit_limit',
      'credit_mode',
      'min_order_amount',
      'created_at',
      'updated_at',
    ],
    Iterator.from(demo.contracts()).map((contract) => [
      ids.give('contract', contract.key),
      ids.of('company', contract.company),
      ids.of('seller', contract.seller),
      contract.number,
      contract.signedOn,
      contract.validFrom,
      contract.validUntil ?? 'infinity',
      contract.currency,
      ids.of('price list', contract.priceList),
      contract.discountPercent,
      contract.specification.some((rule) => rule.effect === 'allow') ? 'specified' : 'all',
      contract.payment,
      contract.paymentDays,
      contract.creditLimit,
      contract.creditMode,
      contract.minimumOrder,
      now,
      now,
    ]),
  )
  const each = (rows: (contract: DemoContract, id: string) => Iterable<Cell[]>): Iterable<Cell[]> =>
    perContract(demo, ids, rows)
  await copyRows(
    client,
    'contracts.contract_warehouses',
    ['contract_id', 'warehouse_id', 'priority'],
    each((contract, id) => contract.warehouses.map((key, i) => [id, ids.of('warehouse', key), i])),
  )
  await copyRows(
    client,
    'contracts.specification_rules',
    ['id', 'contract_id', 'effect', 'product_id', 'category_id', 'brand_id', 'attribute_value_id'],
    each((contract, id) =>
      contract.specification.map(({ effect, target }) => [
        ids.next('rule'),
        id,
        effect,
        'product' in target ? ids.of('product', target.product) : null,
        'category' in target ? ids.of('category', target.category) : null,
        'brand' in target ? ids.of('brand', target.brand) : null,
        'attribute' in target ? ids.of('value', `${target.attribute}/${target.value}`) : null,
      ]),
    ),
  )
  await copyRows(
    client,
    'contracts.fixed_prices',
    ['id', 'contract_id', 'product_id', 'amount', 'contracted_quantity', 'drawn_quantity'],
    each((contract, id) =>
      contract.fixedPrices.map((price) => [
        ids.next('fixed price'),
        id,
        ids.of('product', price.product),
        price.amount,
        price.contractedQuantity,
        price.drawnQuantity,
      ]),
    ),
  )
  await copyRows(
    client,
    'contracts.category_discounts',
    ['contract_id', 'category_id', 'percent'],
    each((contract, id) =>
      contract.categoryDiscounts.map(({ category, percent }) => [id, ids.of('category', category), percent]),
    ),
  )
}

function* perContract(
  demo: DemoCompanyData,
  ids: DemoIds,
  rows: (contract: DemoContract, id: string) => Iterable<Cell[]>,
): Generator<Cell[]> {
  for (const contract of demo.contracts()) yield* rows(contract, ids.of('contract', contract.key))
}
