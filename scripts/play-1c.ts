// npm run play-1c -- --url http://localhost:3000/exchange/1c --user 1c --password … --dir <folder of an export> [--zip] [--orders]
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { OneCClient, OneCRefusal } from '../server/src/exchange/erp/one-c-client.ts'

const usage = `Plays 1C against a portal.

  npm run play-1c -- --url <address for 1C> --user <login> [--password <password>] [--dir <folder>] [--zip] [--orders]

  --password  or PLAY_1C_PASSWORD
  --dir       sends the files of an export: import*.xml, offers*.xml, pictures; files orders*.xml go as orders
  --zip       packs them into one archive, as 1C does when the site allows it
  --orders    takes the orders that wait and prints them`

try {
  await play()
} catch (error) {
  if (!(error instanceof OneCRefusal) && !(error instanceof TypeError)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = 1
}

async function play(): Promise<void> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      user: { type: 'string' },
      password: { type: 'string' },
      dir: { type: 'string' },
      zip: { type: 'boolean', default: false },
      orders: { type: 'boolean', default: false },
    },
  })
  const password = values.password ?? process.env['PLAY_1C_PASSWORD']
  if (!values.url || !values.user || !password || !(values.dir || values.orders)) {
    console.log(usage)
    process.exitCode = 2
    return
  }
  const client = new OneCClient({
    url: values.url,
    user: values.user,
    password,
    say: (line) => console.log(line),
  })
  if (values.dir) {
    const orders = (await readdir(values.dir)).filter((name) => /^orders.*\.xml$/i.test(name)).sort()
    await client.sendCatalogue(values.dir, { zip: values.zip })
    for (const name of orders) await client.sendOrders(name, await readFile(path.join(values.dir, name)))
  }
  if (values.orders) await client.takeOrders((xml) => console.log(xml))
}
