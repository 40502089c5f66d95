import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#kernel/db.ts'

export interface OrderToExport {
  id: string
  number: string
  version: number
  createdAt: Date
  updatedAt: Date
  status: string
  currency: string
  gross: string
  vat: string
  paid: string
  poNumber: string | null
  wantedOn: string | null
  deliveryAddress: string | null
  consignee: string | null
  comment: string | null
  absentChoice: 'parts' | 'wait' | 'cancel'
  absentUntil: string | null
  company: {
    id: string
    kind: string
    name: string
    fullName: string
    inn: string
    kpp: string | null
    ogrn: string | null
    legalAddress: string | null
  }
  contact: { name: string; email: string; phone: string | null } | null
  contract: { id: string; number: string; paymentTerms: string; paymentDays: number }
  seller: { name: string; inn: string; kpp: string | null; timeZone: string }
  lines: ExportedLine[]
}

export interface ExportedLine {
  id: string
  position: number
  product_id: string | null
  article: string | null
  name: string
  kind: string
  unit_code: string
  unit_name: string
  base_unit_code: string
  base_unit_name: string
  factor: string
  quantity: string
  price: string
  net: string
  gross: string
  vat: string
  vat_rate: string | null
  price_includes_vat: boolean
  comment: string | null
}

/** Orders with everything an ERP asks for, the oldest first; `which` is a condition on `orders.orders o`. */
export async function ordersForErp(
  db: Db,
  which: RawBuilder<boolean>,
  most: number,
): Promise<OrderToExport[]> {
  const { rows } = await sql<OrderToExport>`
    select o.id, o.number, o.version, o.created_at as "createdAt", o.updated_at as "updatedAt", o.status, o.currency, o.gross, o.vat, o.paid,
      o.po_number as "poNumber", o.wanted_on as "wantedOn",
      o.delivery_address as "deliveryAddress", o.consignee, o.comment,
      o.absent_choice as "absentChoice", o.absent_until as "absentUntil",
      json_build_object('id', co.id, 'kind', co.kind, 'name', co.name, 'fullName', co.full_name, 'inn', co.inn,
        'kpp', co.kpp, 'ogrn', co.ogrn, 'legalAddress', co.legal_address) as company,
      case when u.id is not null then json_build_object('name', u.name, 'email', u.email, 'phone', u.phone) end as contact,
      json_build_object('id', ct.id, 'number', ct.number, 'paymentTerms', ct.payment_terms, 'paymentDays', ct.payment_days) as contract,
      json_build_object('name', s.full_name, 'inn', s.inn, 'kpp', s.kpp, 'timeZone', s.time_zone) as seller,
      (select json_agg(json_build_object('id', l.id, 'position', l.position, 'product_id', l.product_id,
          'article', l.article, 'name', l.name, 'kind', coalesce(p.kind, 'goods'), 'unit_code', l.unit_code,
          'unit_name', l.unit_name, 'base_unit_code', coalesce(bu.code, l.unit_code),
          'base_unit_name', coalesce(bu.name, l.unit_name), 'factor', trim_scale(round(l.factor_numerator / l.factor_denominator, 9))::text,
          'quantity', trim_scale(l.quantity - l.cancelled)::text, 'price', trim_scale(l.price)::text,
          'net', round(l.net, 2)::text, 'gross', round(l.gross, 2)::text, 'vat', round(l.vat, 2)::text, 'vat_rate', trim_scale(l.vat_rate)::text,
          'price_includes_vat', l.price_includes_vat,
          'comment', l.comment) order by l.position)
        from orders.lines l left join catalog.products p on p.id = l.product_id
          left join catalog.units bu on bu.id = p.base_unit_id where l.order_id = o.id) as lines
    from orders.orders o
    join organizations.companies co on co.id = o.company_id
    join contracts.contracts ct on ct.id = o.contract_id
    join sellers.sellers s on s.id = o.seller_id
    left join identity.users u on u.id = o.created_by
    where ${which} order by o.created_at, o.id limit ${most}`.execute(db)
  return rows
}
