// node bench/pages.ts --url http://localhost:3000 --email … --password …: how fast a running portal answers a buyer.
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { signIn } from '@portal/api/identity.ts'

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    email: { type: 'string', default: 'buyer@demo.artikul.local' },
    password: { type: 'string', default: 'demo-portal-2026' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '4' },
  },
})

const signedIn = await fetch(`${values.url}/api${signIn.path}`, {
  method: signIn.method,
  headers: { 'content-type': 'application/json', origin: values.url },
  body: JSON.stringify({ email: values.email, password: values.password }),
})
if (!signedIn.ok) throw new Error(`sign-in answered ${signedIn.status}: ${await signedIn.text()}`)
const cookie = signedIn.headers
  .getSetCookie()
  .map((one) => one.split(';')[0])
  .join('; ')

const pages: Record<string, string> = {
  'sign-in page (SSR)': '/sign-in',
  'catalogue, first page': '/api/catalogue',
  'catalogue, search by words': '/api/catalogue?search=кабель',
  'suggestions while typing': '/api/suggestions?q=каб',
  'orders, first page': '/api/orders',
  carts: '/api/carts',
}

console.log('| request | answers/s | p50, ms | p99, ms | errors |\n|---|---:|---:|---:|---:|')
for (const [name, path] of Object.entries(pages)) {
  const { requests, latency, errors, non2xx } = await autocannon({
    url: values.url + encodeURI(path),
    headers: { cookie },
    connections: Number(values.connections),
    duration: Number(values.seconds),
  })
  console.log(`| ${name} | ${requests.average} | ${latency.p50} | ${latency.p99} | ${errors + non2xx} |`)
}
