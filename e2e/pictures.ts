// npm run pictures: every screen of a running portal in both languages, both themes and both widths, under artifacts/pictures.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { demoPassword } from '../server/src/demo/people/users.ts'
import { launchChromium } from './chromium.ts'
import { screens, type Screen } from './screens.ts'

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    /** only screens whose names hold this */
    only: { type: 'string', default: '' },
  },
})

// Russian last: it is the language that the demo people have
const looks = ['en', 'ru'].flatMap((language) =>
  ['light', 'dark'].flatMap((theme) =>
    [1440, 390].map((width) => ({ language, theme, width, name: `${language}-${theme}-${width}` })),
  ),
)
type Look = (typeof looks)[number]

const folder = fileURLToPath(new URL('../artifacts/pictures/', import.meta.url))
mkdirSync(folder, { recursive: true })
const chosen = screens.filter(({ name }) => name.includes(values.only))
const browser = await launchChromium()
const failures: string[] = []
try {
  for (const look of looks) await takeAll(browser, look)
} finally {
  await browser.close()
}
writeFileSync(`${folder}index.html`, contactSheet(chosen))
console.log(`${chosen.length} screens in ${looks.length} looks: ${folder}index.html`)
for (const failure of failures) console.error(failure)
process.exitCode = failures.length > 0 ? 1 : 0

/** One profile for each person, so that everybody signs in once. */
async function takeAll(browser: Browser, look: Look): Promise<void> {
  const pages = new Map<string, Page>()
  for (const screen of chosen) {
    const who = screen.as ?? 'guest'
    const page = pages.get(who) ?? (await openPage(browser, look, screen.as))
    pages.set(who, page)
    await take(page, look, screen)
  }
  for (const page of pages.values()) await page.context().close()
}

async function openPage(browser: Browser, look: Look, as: string | undefined): Promise<Page> {
  const context = await browser.newContext({
    baseURL: values.url,
    viewport: { width: look.width, height: look.width > 600 ? 900 : 844 },
    locale: look.language === 'ru' ? 'ru-RU' : 'en-GB',
    timezoneId: 'Europe/Moscow',
  })
  await context.addCookies([
    { name: 'artikul_theme', value: look.theme, url: values.url },
    { name: 'artikul_language', value: look.language, url: values.url },
  ])
  const page = await context.newPage()
  if (as) {
    const data = { email: `${as}@demo.artikul.local`, password: demoPassword }
    const answer = await page.request.post('/api/session', { data })
    if (!answer.ok()) throw new Error(`${as} may not sign in: ${answer.status()}`)
    await page.request.patch('/api/me', { data: { language: look.language } })
  }
  return page
}

async function take(page: Page, look: Look, { name, path }: Screen): Promise<void> {
  try {
    await page.goto(typeof path === 'string' ? path : await path(page))
    await settled(page)
    await page.screenshot({ path: `${folder}${name}-${look.name}.png` })
  } catch (error) {
    failures.push(`${name} (${look.name}): ${error instanceof Error ? error.message.split('\n')[0] : error}`)
  }
}

/** Nothing loads any more, and nothing begins to in the next moment: a skeleton may be followed by another. */
async function settled(page: Page): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet++) {
    await page.waitForTimeout(150)
    // not waitForFunction: it evaluates a string, which the page's policy forbids
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached', timeout: 10_000 })
  }
  await page.evaluate('document.fonts.ready')
}

function contactSheet(shown: readonly Screen[]): string {
  const picture = (name: string, look: Look) =>
    `<figure><a href="${name}-${look.name}.png"><img src="${name}-${look.name}.png" height="420" loading="lazy" alt=""></a><figcaption>${look.name}</figcaption></figure>`
  const row = ({ name }: Screen) =>
    `<h2>${name}</h2><div>${looks.map((look) => picture(name, look)).join('')}</div>`
  return `<!doctype html><meta charset="utf-8"><title>Artikul</title>
<style>body{font-family:sans-serif;margin:2rem}div{display:flex;gap:1rem;overflow-x:auto}figure{margin:0}img{border:1px solid #ccc}</style>
${shown.map(row).join('\n')}
`
}
