// node bench/floors.ts <database url> <bytes>: what the same stack does when it does nothing else, on a free port.
// Each route is one prepared query without any rights, rules or prices of one's own: what is asked of it, and no more.
import fastify from 'fastify'
import pg from 'pg'

const [databaseUrl, bytes] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: databaseUrl!, max: 12 })
pool.on('error', (error) => console.error(error))
const constant = { items: [{ text: 'x'.repeat(Number(bytes)) }] }

/** A price of the base list beside a product. */
const priced = `left join lateral (
  select r.amount from pricing.prices r join pricing.price_lists l on l.id = r.price_list_id and l.is_base
  where r.product_id = p.id and r.min_quantity = 0 limit 1) r on true`
const shown = 'p.id, p.article, p.name, p.slug, p.brand_id, p.weight_kg, r.amount'

const queries = {
  page: `select ${shown} from catalog.products p ${priced}
    where p.id > $1::uuid and p.active order by p.id limit 50`,
  facets: `with found as materialized (
      select p.id from catalog.products p join catalog.product_attributes v on v.product_id = p.id
      where v.value_id = $1::uuid and p.active)
    select (select json_agg(page) from (select ${shown} from found f join catalog.products p on p.id = f.id ${priced}
        order by p.id limit 50) page) as items,
      (select json_agg(c) from (select a.value_id, count(*) from found f
        join catalog.product_attributes a on a.product_id = f.id group by a.value_id) c) as counts`,
  words: `select ${shown} from catalog.products p ${priced}
    where to_tsvector('russian', p.name) @@ websearch_to_tsquery('russian', $1) and p.active
    order by p.id limit 50`,
  prefix: `select ${shown} from catalog.products p ${priced} where p.name ilike $1 || '%' and p.active limit 10`,
  article: `select ${shown} from catalog.products p ${priced} where p.article_key = $1`,
  articles: `select ${shown} from catalog.products p ${priced} where p.article_key = any($1)`,
  card: `select ${shown}, p.description, (select json_agg(json_build_array(a.name, v.value))
      from catalog.product_attributes x join catalog.attributes a on a.id = x.attribute_id
      join catalog.attribute_values v on v.id = x.value_id where x.product_id = p.id) as attributes
    from catalog.products p ${priced} where p.slug = $1`,
  cart: `select ${shown}, l.quantity from carts.lines l join catalog.products p on p.id = l.product_id ${priced}
    where l.cart_id = $1::uuid order by l.position`,
} as const

// the portal has none: it searches in its memory
await pool.query(
  `create index if not exists bench_words on catalog.products using gin (to_tsvector('russian', name))`,
)
const server = fastify()
server.get('/constant', async () => constant)
for (const [name, text] of Object.entries(queries))
  server.post<{ Body: { value: string | string[] } }>(`/${name}`, async ({ body }) => {
    const { rows } = await pool.query({ name, text, values: [body.value] })
    return { items: rows }
  })
const address = await server.listen({ port: 0, host: '127.0.0.1' })
process.send?.(address)
