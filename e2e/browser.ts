import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { signIn as session } from '@portal/api/identity.ts'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, expect, inject } from 'vitest'
import { demoPassword } from '../server/src/demo/people/users.ts'
import { demoTemplate } from '../server/test/demo-template.ts'
import { cloneTemplate } from '../server/test/postgres-for-tests.ts'
import type {} from '../server/test/template-database.ts'
import { launchChromium } from './chromium.ts'
import { startPortal, type Portal } from './portal.ts'

const artifacts = fileURLToPath(new URL('../artifacts/e2e/', import.meta.url))

export const wide = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

export interface Stage {
  portal: Portal
  databaseUrl: string
  browser: Browser
  /** A page in a profile of its own, as another person at another machine. */
  newPage(options?: BrowserContextOptions): Promise<Page>
}

/**
 * A portal over a database of its own and a browser, for the tests of one file; call it at the top. After each test it
 * fails the test on errors inside the pages, keeps a picture of each page when the test failed, and closes them.
 */
export async function stage(
  options: { /** false = an empty portal */ demo?: boolean; env?: Record<string, string> } = {},
): Promise<Stage> {
  const postgres = inject('postgres')
  const demo = options.demo === false ? undefined : await demoTemplate(postgres)
  const clone = await cloneTemplate(demo ?? postgres)
  const portal = await startPortal({
    databaseUrl: clone.url,
    dataDir: demo?.dataDir,
    env: { DEMO: demo ? '1' : '0', ...options.env },
  })
  const browser = await launchChromium()
  const errors: string[] = []
  afterEach(async ({ task }) => {
    const pages = browser.contexts().flatMap((context) => context.pages())
    if (task.result?.state === 'fail')
      for (const [i, page] of pages.entries()) await screenshot(page, `failed ${task.name} ${i + 1}`)
    for (const context of browser.contexts()) await context.close()
    expect(errors.splice(0), 'errors inside the pages').toEqual([])
  })
  afterAll(async () => {
    await browser.close()
    await portal.stop()
    await clone.drop()
  })
  return {
    portal,
    databaseUrl: clone.url,
    browser,
    newPage: async (options) => {
      const context = await browser.newContext({
        baseURL: portal.url,
        viewport: wide,
        locale: 'ru-RU',
        timezoneId: 'Europe/Moscow',
        // nothing is read half faded
        reducedMotion: 'reduce',
        ...options,
      })
      context.on('weberror', (error) => errors.push(error.error().message))
      context.on('console', (message) => {
        // a refused request is the business of the test that makes it
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          errors.push(message.text())
      })
      return context.newPage()
    },
  }
}

/** Signs the page's profile in without the form; go to a page afterwards. `buyer` is buyer@demo.artikul.local. */
export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
  const answer = await page.request.fetch(`/api${session.path}`, {
    method: session.method,
    data: { email: email.includes('@') ? email : `${email}@demo.artikul.local`, password },
  })
  expect(answer.status(), await answer.text()).toBe(200)
}

/** What breaks WCAG 2.2 AA on the page, as far as a program can tell: each rule with its elements. */
export async function axeViolations(page: Page): Promise<string[]> {
  // a list that is read anew stands dimmed meanwhile
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
  // what the bar at the foot covers can be scrolled out from under it; to axe it looks like a narrow target
  await page.addStyleTag({ content: '[data-sticky] { position: static !important }' })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}`).join('\n')}`,
  )
}

export async function expectNoAxeViolations(page: Page): Promise<void> {
  expect(await axeViolations(page), `axe on ${page.url()}`).toEqual([])
}

/** Keeps a picture of the whole page under artifacts/e2e. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const file = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
  await page.screenshot({ path: `${artifacts}${file}.png`, fullPage: true })
}
