import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { cabinet } from '../web/app/routes/cabinet.ts'
import { office } from '../web/app/routes/office.ts'
import { publicPages } from '../web/app/routes/public.ts'
import { axeViolations, phone, signIn, stage, wide } from './browser.ts'
import { screens } from './screens.ts'

const { newPage, portal } = await stage()

/** Nothing loads any more, and nothing begins to in the next moment. */
async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  for (let quiet = 0; quiet < 2; quiet++) {
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
    await page.waitForTimeout(100)
  }
}

test.each([
  ['wide and light', 'light', wide],
  ['on a phone and dark', 'dark', phone],
] as const)(
  'every screen, %s: it answers, fits the width, axe finds nothing',
  async (_, theme, viewport) => {
    const said: string[] = []
    // each person signs in once; they look about at the same time
    const people = [...new Set(screens.map(({ as }) => as))]
    await Promise.all(
      people.map(async (person) => {
        const page = await newPage({ viewport })
        await page.context().addCookies([{ name: 'artikul_theme', value: theme, url: portal.url }])
        if (person) await signIn(page, person)
        for (const { name, path } of screens.filter(({ as }) => as === person)) {
          await page.goto(typeof path === 'string' ? path : await path(page))
          await settled(page)
          const width = await page.evaluate<number>('document.documentElement.scrollWidth')
          if (width > viewport.width) said.push(`${name}: ${width} px wide`)
          said.push(...(await axeViolations(page)).map((violation) => `${name}: ${violation}`))
        }
      }),
    )
    expect(said).toEqual([])
  },
  240_000,
)

test('every address without a parameter has its picture', () => {
  const inOffice = office.map(({ path }) => ['office', path].filter(Boolean).join('/'))
  const addresses = [...publicPages, ...cabinet].map(({ path }) => path ?? '').concat(inOffice)
  const shown = new Set(
    screens.flatMap(({ path }) => (typeof path === 'string' ? [path.split('?')[0]!.slice(1)] : [])),
  )
  expect(addresses.filter((address) => !address.includes(':') && !shown.has(address))).toEqual([
    // its customer stands in the address
    'office/contracts/new',
  ])
})
