import type { OfferItem } from '@portal/api/offer.ts'
import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { expectNoAxeViolations, screenshot, signIn, stage } from './browser.ts'

const { newPage, portal } = await stage()

async function buyerPage(
  options?: Parameters<typeof newPage>[0],
): Promise<{ page: Page; items: OfferItem[] }> {
  const page = await newPage(options)
  await signIn(page, 'buyer')
  const answer = await page.request.get(`${portal.url}/api/catalogue?inStock=true`)
  const { items } = (await answer.json()) as { items: OfferItem[] }
  return { page, items: items.filter((item) => item.article && item.price) }
}
/** As Ctrl+V does: into whatever has the focus. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ${JSON.stringify(text)})
    document.activeElement.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }`)
}

test('several lines pasted into the search field open the quick order; one article and Enter opens its product', async () => {
  const { page, items } = await buyerPage()
  await page.goto('/home')
  const search = page.getByRole('combobox', { name: 'Поиск' })
  await search.focus()
  await paste(page, `${items[0]!.article}\t500\n${items[1]!.article}\t500`)
  await page.waitForURL('**/quick-order')
  await page.getByText('Готово 2 из 2 строк').waitFor()
  await expectNoAxeViolations(page)
  await screenshot(page, 'multi-search')
  await search.fill(items[0]!.article!)
  await search.press('Enter')
  await page.waitForURL(`**/catalogue/products/${items[0]!.slug}`)
})
