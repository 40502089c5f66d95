import { expect, test } from 'vitest'
import { expectNoAxeViolations, phone, screenshot, stage, wide } from './browser.ts'

const { newPage, portal } = await stage({ demo: false })

test('a portal that has just started is alive, ready, and describes its API', async () => {
  const status = async (path: string) => (await fetch(portal.url + path)).status
  expect(await status('/healthz')).toBe(200)
  expect(await status('/readyz')).toBe(200)
  expect(await status('/api/docs')).toBe(200)
  const api = await (await fetch(`${portal.url}/api/openapi.json`)).json()
  expect(api).toMatchObject({ openapi: '3.1.0', paths: { '/api/session': {} } })
})

test('the sign-in page works on a desk and on a phone', async () => {
  for (const viewport of [wide, phone]) {
    const page = await newPage({ viewport })
    await page.goto('/sign-in')
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    await expectNoAxeViolations(page)
    await screenshot(page, `sign-in ${viewport.width}`)
  }
})

test('an address that is not there says so with its status', async () => {
  const page = await newPage()
  expect((await page.goto('/no-such-page'))?.status()).toBe(404)
})
