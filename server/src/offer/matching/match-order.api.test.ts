import { resolveRows } from '@portal/api/matching.ts'
import { setPartNumber } from '@portal/api/part-numbers.ts'
import { describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { articleKey } from '#src/goods/catalog/public.ts'
import { testApp } from '#test/app.ts'
import { makeBarcode, makeProduct, makeSellerForGoods } from '#test/factories/goods.ts'
import { makeCompany, makeMember, signedInAs } from '#test/factories/people.ts'
import { makeContract } from '#test/factories/terms.ts'

const { db, call } = await testApp()

/** A buyer, and products that are known by one code each in another sense. */
async function trade() {
  const sellerId = await makeSellerForGoods(db)
  const companyId = await makeCompany(db)
  const contractId = await makeContract(db, { company_id: companyId, seller_id: sellerId })
  const { userId } = await makeMember(db, { company_id: companyId })
  const buyer = { cookie: (await signedInAs(db, userId, { contract_id: contractId })).cookie }
  const product = (row: Parameters<typeof makeProduct>[1] = {}) =>
    makeProduct(db, { seller_id: sellerId, article: `P-${newId()}`, ...row })
  const known = (productId: string, code: string) =>
    db
      .insertInto('catalog.cross_references')
      .values({ product_id: productId, code, code_key: articleKey(code) })
      .execute()
  const found = async (article: string) => {
    const [row] = (await call(resolveRows, { body: { rows: [{ article, quantity: '1' }] } }, buyer)).body.rows
    return row!.item?.productId ?? row!.outcome
  }
  return { buyer, product, known, found }
}

describe('an article means', () => {
  it('the own part number before the supplier’s article, the maker’s code, the barcode and what others call it', async () => {
    const { buyer, product, known, found } = await trade()
    const code = String(4_600_000_000_000 + Math.floor(Math.random() * 1e9))
    const cross = await product()
    await known(cross, code)
    expect(await found(code)).toBe(cross)
    const scanned = await product()
    await makeBarcode(db, scanned, code)
    expect(await found(code)).toBe(scanned)
    const made = await product({ manufacturer_code: code, manufacturer_key: code })
    expect(await found(code)).toBe(made)
    const sold = await product({ article: code, article_key: code })
    expect(await found(code)).toBe(sold)
    const own = await product()
    await call(setPartNumber, { params: { productId: own }, body: { partNumber: code } }, buyer)
    expect(await found(code)).toBe(own)
  })

  it('one product, whatever dashes, spaces and invisible characters it is written with', async () => {
    const { product, known, found } = await trade()
    const tail = newId().slice(-6).toUpperCase()
    const id = await product()
    await known(id, `AB 12-3/${tail}`)
    for (const dash of ['-', '‐', '‑', '–', '—', '−', ' ', ''])
      expect(await found(`\u200bab${dash}12${dash}3\u202e${tail.toLowerCase()}\ufeff`)).toBe(id)
  })

  it('a choice, where two products are called so', async () => {
    const { product, known, found } = await trade()
    const code = `SAME-${newId()}`
    for (const id of [await product(), await product()]) await known(id, code)
    expect(await found(code)).toBe('ambiguous')
  })
})

describe('what is no article', () => {
  it.each([
    ['a regular expression that never ends', '('.repeat(40) + 'a+'.repeat(60) + '$'],
    ['SQL', "'; drop table catalog.products; --"],
    ['HTML', '<script>alert(1)</script>'],
    ['wildcards', '%_%_%'],
    ['commas', ','.repeat(200)],
    ['nothing that is seen', '\u200b\u202e\u2066\ufeff'],
    ['half a letter', '\ud800'],
  ])('is not found: %s', async (_, article) => {
    const { buyer } = await trade()
    const answer = await call(resolveRows, { body: { rows: [{ article }] } }, buyer)
    expect([200, 422]).toContain(answer.status)
    if (answer.status === 200) expect(answer.body.rows[0]!.item).toBeNull()
  })

  it('is refused beyond two hundred characters and a thousand rows, with the row named', async () => {
    const { buyer } = await trade()
    const long = await call(resolveRows, { body: { rows: [{ article: 'x'.repeat(201) }] } }, buyer)
    expect(long).toMatchObject({ status: 422, problem: { fields: { 'rows.0.article': 'too_big' } } })
    const rows = Array.from({ length: 1001 }, () => ({ article: 'x' }))
    expect((await call(resolveRows, { body: { rows } }, buyer)).status).toBe(422)
  })
})
