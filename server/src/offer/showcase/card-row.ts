import type { OfferedDocument } from '@portal/api/product-media.ts'
import { sql } from 'kysely'
import type { Db } from '#kernel/db.ts'
import { opaqueArray } from '#kernel/opaque-array.ts'
import { freeOfLot } from '#src/goods/inventory/public.ts'
import type { Conditions } from './conditions.ts'
import { nameColumn } from './product-rows.ts'

/** What only the card shows of a product, as SQL gives it. */
export interface CardRow {
  id: string
  number: string
  full_name: string | null
  description: string | null
  manufacturer: string | null
  manufacturer_code: string | null
  country: string | null
  picture_id: string | null
  seller_name: string
  barcodes: string[]
  categories: string[]
  category_path: { slug: string; name: string }[] | null
  picture_ids: string[] | null
  attributes: { name: string; value: string; unit: string | null }[] | null
  files: DocumentOfCard[] | null
  lots: { eta: string; quantity: string; confirmed: boolean }[] | null
  variants: { productId: string; slug: string; label: string; article: string | null }[] | null
  /** the weightiest kind of link first */
  links: { id: string; kind: 'analog' | 'replacement' | 'accessory'; note: string | null }[] | null
}

/** A document of the product, in the order of the card. */
export interface DocumentOfCard {
  kind: OfferedDocument['kind']
  title: string | null
  language: string | null
  certificateKind: OfferedDocument['certificateKind']
  number: string | null
  issuer: string | null
  validFrom: string | null
  validThrough: string | null
  fileId: string | null
  fileName: string | null
  size: number | null
  url: string | null
}

/** One query; undefined outside the assortment. Variants are those that are offered too. */
export async function cardRow(db: Db, conditions: Conditions, slug: string): Promise<CardRow | undefined> {
  const warehouses = conditions.warehouses.map((warehouse) => warehouse.id)
  const value = conditions.language === 'en' ? sql`coalesce(v.value_en, v.value)` : sql`v.value`
  const { rows } = await sql<CardRow>`
    select p.id, p.number::text, p.full_name, p.description, p.manufacturer, p.manufacturer_code, p.country, p.picture_id,
      s.name as seller_name,
      array(select distinct b.barcode from catalog.barcodes b where b.product_id = p.id order by 1) as barcodes,
      array(select distinct a.id from catalog.product_categories pc
        join catalog.categories c on c.id = pc.category_id, unnest(c.ancestors) a(id) where pc.product_id = p.id) as categories,
      (select json_agg(json_build_object('slug', a.slug, 'name', ${nameColumn('a', conditions)}) order by cardinality(a.ancestors))
        from catalog.categories a where a.active and a.id = any((
          select c.ancestors from catalog.product_categories pc join catalog.categories c on c.id = pc.category_id
          where pc.product_id = p.id order by pc.is_main desc, c.id limit 1)::uuid[])) as category_path,
      (select json_agg(m.file_id order by m.hand_position nulls last, m.position, m.id) from catalog.pictures m
        where m.product_id = p.id and m.file_id is not null) as picture_ids,
      (select json_agg(json_build_object('name', ${nameColumn('a', conditions)}, 'value', ${value}, 'unit', a.unit)
          order by a.position, a.name, v.number, v.value)
        from catalog.product_attributes pa join catalog.attributes a on a.id = pa.attribute_id
        join catalog.attribute_values v on v.id = pa.value_id where pa.product_id = p.id) as attributes,
      (select json_agg(json_build_object('kind', d.kind, 'title', d.title, 'language', d.language,
          'certificateKind', d.certificate_kind, 'number', d.number, 'issuer', d.issuer, 'validFrom', d.valid_from,
          'validThrough', d.valid_through, 'fileId', d.file_id, 'fileName', f.name, 'size', f.size, 'url', d.url)
          order by array_position(array['certificate', 'manual', 'video', 'file'], d.kind),
            d.valid_through desc nulls first, d.created_at, d.id)
        from catalog.product_documents pd join catalog.documents d on d.id = pd.document_id
        left join kernel.files f on f.id = d.file_id where pd.product_id = p.id) as files,
      (select json_agg(json_build_object('eta', l.eta, 'quantity', l.free::text, 'confirmed', l.confirmed) order by l.eta)
        from (select l.eta, l.confirmed, ${freeOfLot('l')} as free from inventory.lots l where l.product_id = p.id
          and l.state = 'expected' and l.warehouse_id = any(${opaqueArray(warehouses)})) l where l.free > 0) as lots,
      (select json_agg(json_build_object('productId', o.id, 'slug', o.slug, 'label', coalesce(o.variant_label, ${nameColumn('o', conditions)}),
          'article', o.article) order by o.variant_label, o.name, o.id)
        from catalog.products o where o.family_id = p.family_id and ${conditions.assortment.offers('o')}) as variants,
      (select json_agg(json_build_object('id', a.analog_id, 'kind', a.kind, 'note', a.note) order by a.place)
        from (select a.analog_id, a.kind, a.note,
            row_number() over (partition by a.kind = 'accessory' order by a.kind desc, a.analog_id) as place
          from catalog.analogs a where a.product_id = p.id) a
        where a.place <= 24) as links
    from catalog.products p join sellers.sellers s on s.id = p.seller_id
    where p.slug = ${slug} and ${conditions.assortment.offers('p')}`.execute(db)
  return rows[0]
}
