import type pg from 'pg'
import type { DemoCompanyData, DemoOrder, DemoUnit } from '../demo-data.ts'
import { copyRows } from './copy-rows.ts'
import type { Cell } from './copy-rows.ts'
import type { DemoIds } from './demo-ids.ts'

const BASE_UNIT = '00000000-0000-0000-0000-000000000000'
const BATCH = 500

interface Known {
  products: Map<string, { article: string; name: string; baseUnit: string }>
  units: Map<string, DemoUnit>
  points: Map<string, { address: string; consignee: string }>
  onCredit: Set<string>
  /** company and product → the company's own part number */
  partNumbers: Map<string, string>
  connection: string
}

/** Orders with lines, history, reservations, credit holds and what 1C knows of them; then balances and drafts. */
export async function loadOrders(
  client: pg.ClientBase,
  demo: DemoCompanyData,
  ids: DemoIds,
  connection: string,
  now: string,
): Promise<{ orders: number; lines: number }> {
  const known = lookUps(demo, connection)
  const total = { orders: 0, lines: 0 }
  let batch: DemoOrder[] = []
  const flush = async (): Promise<void> => {
    total.orders += batch.length
    total.lines += await loadBatch(client, batch, known, ids)
    batch = []
  }
  for (const order of demo.orders()) {
    batch.push(order)
    if (batch.length === BATCH) await flush()
  }
  await flush()
  await loadShippedParts(client)
  await client.query(`select setval('orders.order_number', (select max(number::bigint) from orders.orders))`)
  await loadBalances(client, demo, ids)
  await loadCarts(client, demo, ids, now)
  return total
}

function lookUps(demo: DemoCompanyData, connection: string): Known {
  return {
    products: new Map(
      Iterator.from(demo.products()).map((product) => [
        product.key,
        { article: product.article, name: product.name.ru, baseUnit: product.baseUnit },
      ]),
    ),
    units: new Map(demo.units.map((unit) => [unit.key, unit])),
    points: new Map(
      Iterator.from(demo.companies()).flatMap((company) =>
        company.deliveryPoints.map(
          (point) => [point.key, { address: point.address, consignee: company.name.ru }] as const,
        ),
      ),
    ),
    onCredit: new Set(
      Iterator.from(demo.contracts())
        .filter((contract) => contract.payment === 'credit')
        .map((contract) => contract.key),
    ),
    partNumbers: new Map(
      Iterator.from(demo.partNumbers()).map((each) => [`${each.company} ${each.product}`, each.partNumber]),
    ),
    connection,
  }
}

const isOpen = (order: DemoOrder): boolean =>
  order.status === 'new' ||
  order.status === 'confirmed' ||
  order.status === 'in_work' ||
  order.status === 'partly_shipped'
const eventAt = (order: DemoOrder, kind: string): string | null =>
  order.events.find((event) => event.kind === kind)?.at ?? null
const lastChange = (order: DemoOrder): string => order.events.at(-1)!.at

async function loadBatch(
  client: pg.ClientBase,
  orders: DemoOrder[],
  known: Known,
  ids: DemoIds,
): Promise<number> {
  await copyRows(
    client,
    'orders.orders',
    [
      'id',
      'number',
      'company_id',
      'contract_id',
      'seller_id',
      'origin',
      'status',
      'currency',
      'prices_include_vat',
      'net',
      'vat',
      'gross',
      'paid',
      'po_number',
      'wanted_on',
      'delivery_point_id',
      'delivery_address',
      'consignee',
      'comment',
      'created_by',
      'on_behalf',
      'created_at',
      'confirmed_at',
      'cancelled_at',
      'updated_at',
    ],
    orders.map((order) => {
      const point = known.points.get(order.deliveryPoint)!
      return [
        ids.give('order', order.key),
        order.number,
        ids.of('company', order.company),
        ids.of('contract', order.contract),
        ids.of('seller', order.seller),
        order.origin,
        order.status,
        'RUB',
        true,
        order.net,
        order.vat,
        order.gross,
        order.paid,
        order.poNumber,
        order.wantedOn,
        ids.of('delivery point', order.deliveryPoint),
        point.address,
        point.consignee,
        order.comment,
        order.author && ids.of('user', order.author),
        order.onBehalf,
        order.placedAt,
        eventAt(order, 'confirmed'),
        eventAt(order, 'cancelled'),
        lastChange(order),
      ]
    }),
  )
  const reservations: Cell[][] = []
  const lines = await copyRows(
    client,
    'orders.lines',
    [
      'id',
      'order_id',
      'position',
      'product_id',
      'article',
      'part_number',
      'name',
      'packaging_id',
      'unit_code',
      'unit_name',
      'factor_numerator',
      'quantity',
      'original_quantity',
      'price',
      'original_price',
      'base_price',
      'price_source',
      'price_includes_vat',
      'vat_rate',
      'net',
      'vat',
      'gross',
      'reserved',
      'picking',
      'shipped',
      'delivered',
      'cancelled',
    ],
    lineRows(orders, known, ids, reservations),
  )
  await copyRows(
    client,
    'inventory.reservations',
    ['id', 'order_line_id', 'product_id', 'warehouse_id', 'quantity', 'created_at'],
    reservations,
  )
  await copyRows(
    client,
    'orders.events',
    ['id', 'order_id', 'at', 'kind', 'source', 'user_id'],
    orders.flatMap((order) =>
      order.events.map((event) => [
        ids.next('event'),
        ids.of('order', order.key),
        event.at,
        event.kind,
        event.source,
        event.by && ids.of('user', event.by),
      ]),
    ),
  )
  await copyRows(
    client,
    'credit.ledger',
    ['id', 'contract_id', 'order_id', 'kind', 'amount', 'at'],
    orders
      .filter((order) => isOpen(order) && known.onCredit.has(order.contract))
      .map((order) => [
        ids.next('hold'),
        ids.of('contract', order.contract),
        ids.of('order', order.key),
        'hold',
        order.gross,
        order.placedAt,
      ]),
  )
  await copyRows(
    client,
    'erp.order_exports',
    [
      'connection_id',
      'order_id',
      'offered_version',
      'offered_at',
      'confirmed_version',
      'confirmed_at',
      'erp_id',
      'erp_number',
      'erp_date',
    ],
    orders
      .filter((order) => order.status !== 'new')
      .map((order) => {
        const taken = eventAt(order, 'taken') ?? lastChange(order)
        const id = ids.of('order', order.key)
        return [known.connection, id, 1, taken, 1, taken, id, `КР00-${order.number.padStart(6, '0')}`, taken]
      }),
  )
  return lines
}

/** What has gone of lines, at the rate of its day: as it was billed. */
async function loadShippedParts(client: pg.ClientBase): Promise<void> {
  await client.query(
    `insert into orders.shipped_parts (line_id, position, quantity, shipped_on, vat_rate, net, vat, gross)
    select l.id, 1, l.shipped, l.day, l.vat_rate, l.part - l.vat_part, l.vat_part, l.part
    from (select l.id, l.shipped, l.vat_rate, round(l.price * l.shipped, 2) as part,
        round(round(l.price * l.shipped, 2) * coalesce(l.vat_rate, 0) / (100 + coalesce(l.vat_rate, 0)), 2) as vat_part,
        coalesce(e.at, o.updated_at)::date as day
      from orders.lines l join orders.orders o on o.id = l.order_id
      left join (select order_id, min(at) as at from orders.events where kind = 'shipped' group by order_id) e
        on e.order_id = l.order_id where l.shipped > 0) l`,
  )
}

/** Order lines; on the way it notes what they hold in stock, in base units. */
function* lineRows(
  orders: DemoOrder[],
  known: Known,
  ids: DemoIds,
  reservations: Cell[][],
): Generator<Cell[]> {
  for (const order of orders) {
    for (const [i, line] of order.lines.entries()) {
      const product = known.products.get(line.product)!
      const unit = known.units.get(line.unit)!
      const id = ids.next('order line')
      const held = (Number(line.reserved) + Number(line.picking)) * line.factor
      if (held > 0) {
        reservations.push([
          ids.next('reservation'),
          id,
          ids.of('product', line.product),
          ids.of('warehouse', order.warehouse),
          held,
          order.placedAt,
        ])
      }
      yield [
        id,
        ids.of('order', order.key),
        i + 1,
        ids.of('product', line.product),
        product.article,
        known.partNumbers.get(`${order.company} ${line.product}`) ?? null,
        product.name,
        line.unit === product.baseUnit ? BASE_UNIT : ids.of('packaging', `${line.product}/${line.unit}`),
        unit.okei ?? unit.key,
        unit.short.ru,
        line.factor,
        line.quantity,
        line.quantity,
        line.price,
        line.price,
        line.basePrice,
        line.priceSource,
        true,
        line.vatPercent,
        line.net,
        line.vat,
        line.gross,
        line.reserved,
        line.picking,
        line.shipped,
        line.delivered,
        line.cancelled,
      ]
    }
  }
}

async function loadBalances(client: pg.ClientBase, demo: DemoCompanyData, ids: DemoIds): Promise<void> {
  await copyRows(
    client,
    'credit.balances',
    ['id', 'contract_id', 'debt', 'overdue', 'advances', 'as_of', 'source'],
    Iterator.from(demo.balances()).map((balance) => [
      ids.next('balance'),
      ids.of('contract', balance.contract),
      balance.debt,
      balance.overdue,
      balance.advances,
      balance.asOf,
      'demo',
    ]),
  )
}

async function loadCarts(
  client: pg.ClientBase,
  demo: DemoCompanyData,
  ids: DemoIds,
  now: string,
): Promise<void> {
  await copyRows(
    client,
    'carts.carts',
    ['id', 'company_id', 'name', 'created_by', 'created_at', 'updated_by', 'updated_at'],
    demo.carts.map((cart) => {
      const owner = ids.of('user', cart.owner)
      return [ids.give('cart', cart.name), ids.of('company', cart.company), cart.name, owner, now, owner, now]
    }),
  )
  await copyRows(
    client,
    'carts.lines',
    ['id', 'cart_id', 'position', 'contract_id', 'product_id', 'quantity', 'added_by', 'added_at'],
    demo.carts.flatMap((cart) =>
      cart.lines.map((line, i) => [
        ids.next('cart line'),
        ids.of('cart', cart.name),
        i + 1,
        ids.of('contract', cart.contract),
        ids.of('product', line.product),
        line.quantity,
        ids.of('user', cart.owner),
        now,
      ]),
    ),
  )
}
