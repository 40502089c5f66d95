// node bench/floors.ts <database url> <bytes>: what the same stack does when it does nothing else, on a free port.
import fastify from 'fastify'
import pg from 'pg'

const [databaseUrl, bytes] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: databaseUrl!, max: 12 })
pool.on('error', (error) => console.error(error))
const constant = { items: [{ text: 'x'.repeat(Number(bytes)) }] }
const ids = (
  await pool.query<{ id: string }>('select id from catalog.products where active order by id')
).rows.map((row) => row.id)
let next = 0

const server = fastify()
server.get('/constant', async () => constant)
server.get('/one-sql', async () => {
  const after = ids[(next += 50) % (ids.length - 50)]
  const { rows } = await pool.query({
    name: 'one-sql',
    text: `select p.id, p.article, p.name, p.slug, p.brand_id, p.weight_kg, r.amount
      from catalog.products p
      left join lateral (
        select r.amount from pricing.prices r join pricing.price_lists l on l.id = r.price_list_id and l.is_base
        where r.product_id = p.id and r.min_quantity = 0 limit 1) r on true
      where p.id > $1 and p.active order by p.id limit 50`,
    values: [after],
  })
  return { items: rows }
})
const address = await server.listen({ port: 0, host: '127.0.0.1' })
process.send?.(address)
