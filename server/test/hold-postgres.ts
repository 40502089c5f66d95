// A process that stands for the server: it starts the PostgreSQL of a folder, says where it is, and waits to be killed.
import { EmbeddedPostgres } from '#kernel/postgres/embedded.ts'

const [home = ''] = process.argv.slice(2)
const postgres = await EmbeddedPostgres.start({
  home,
  purpose: 'serve',
  say: () => undefined,
  onLost: (error) => {
    throw error
  },
})
process.stdout.write(`${postgres.url('postgres')}\n`)
setInterval(() => undefined, 1000)
