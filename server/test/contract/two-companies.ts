import { addLines, createCart, submitCart } from '@portal/api/carts.ts'
import { createPriceFeed } from '@portal/api/price-file-feeds.ts'
import { makePriceFile } from '@portal/api/price-files.ts'
import { expect } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { newToken, tokenHash } from '#kernel/passwords.ts'
import { fileMaker } from '#src/offer/pricelists/make-file.ts'
import type { TestApp } from '#test/app.ts'
import { makeProduct, makeSellerForGoods, makeWarehouse } from '#test/factories/goods.ts'
import { makeCompany, makeDeliveryPoint, makeMember, makeUser, signedInAs } from '#test/factories/people.ts'
import { makeContract, makePrice, makePriceList } from '#test/factories/terms.ts'

/** A price with digits that stand nowhere else; what is derived from it is told by them too. */
export const secretPrice = '7654.32'
/** the price, its net sum and its VAT at 22 % */
const secretDigits = ['7654', '6274.03', '1380.29']

/** Whether an answer tells the secret price. Identifiers, in which any four digits stand sooner or later, tell nothing. */
export function tellsSecret(text: string): boolean {
  const told = text.replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '')
  return secretDigits.some((digits) => told.includes(digits))
}

/** A company that trades under a contract of its own: what the cookies of its people lead to. */
export interface TradingCompany {
  companyId: string
  contractId: string
  director: string
  /** the company's real objects by the name of the path parameter that names them */
  objects: Record<string, string>
  /** a cookie of somebody else in the company; without a role, a signed-in user with that role */
  person(role: 'viewer' | 'warehouse' | 'accountant' | 'buyer'): Promise<string>
}

/**
 * A company with one of everything that a buyer's path can name. An endpoint with a new path parameter fails the
 * isolation test until its object is made here.
 */
export async function tradingCompany({ app, db, call, time }: TestApp): Promise<TradingCompany> {
  const sellerId = await makeSellerForGoods(db)
  const warehouse = await makeWarehouse(db)
  const listId = await makePriceList(db, { seller_id: sellerId })
  const companyId = await makeCompany(db)
  const contractId = await makeContract(db, {
    company_id: companyId,
    seller_id: sellerId,
    price_list_id: listId,
    warehouses: [warehouse],
  })
  const slug = `secret-${newId()}`
  const productId = await makeProduct(db, {
    seller_id: sellerId,
    stock: { [warehouse]: 1000 },
    slug,
  })
  await makePrice(db, listId, productId, secretPrice)
  const signIn = async (userId: string) => (await signedInAs(db, userId, { contract_id: contractId })).cookie
  const head = await makeMember(db, { company_id: companyId })
  const { cookie: director, sessionId } = await signedInAs(db, head.userId, { contract_id: contractId })
  const colleague = await makeMember(db, { company_id: companyId, role: 'buyer' })

  const filledCart = async () => {
    const { id } = (await call(createCart, { body: { name: 'Корзина' } }, { cookie: director })).body
    const added = await call(
      addLines,
      { params: { cartId: id }, body: { rows: [{ productId, quantity: '1' }] } },
      { cookie: director },
    )
    const { revision } = added.body
    return { id, revision }
  }
  const bought = await filledCart()
  const placed = await call(
    submitCart,
    { params: { cartId: bought.id }, body: { revision: bought.revision, submissionKey: newId() } },
    { cookie: director },
  )
  expect(placed.status, placed.problem.code).toBe(200)
  const cart = await filledCart()
  const line = await db
    .selectFrom('carts.lines')
    .select('id')
    .where('cart_id', '=', cart.id)
    .executeTakeFirstOrThrow()

  const uploadId = newId()
  await db
    .insertInto('matching.uploads')
    .values({
      id: uploadId,
      company_id: companyId,
      contract_id: contractId,
      user_id: head.userId,
      name: 'заказ.csv',
      state: 'ready',
      row_count: 1,
      created_at: time.now,
    })
    .execute()
  await db
    .insertInto('matching.upload_rows')
    .values({ upload_id: uploadId, position: 1, row_number: 1, outcome: 'not_found', article_text: 'A-1' })
    .execute()
  const invitationId = newId()
  await db
    .insertInto('organizations.invitations')
    .values({
      id: invitationId,
      company_id: companyId,
      email: `${invitationId}@example.com`,
      role: 'buyer',
      permissions: ['catalogue.view'],
      token_hash: tokenHash(newToken()),
      invited_by: head.userId,
      created_at: time.now,
      expires_at: new Date('2100-01-01T00:00:00Z'),
    })
    .execute()

  const profileId = newId()
  await db
    .insertInto('pricelists.profiles')
    .values({
      id: profileId,
      company_id: companyId,
      contract_id: contractId,
      user_id: head.userId,
      name: 'Прайс-лист',
      settings: JSON.stringify({
        scope: { categoryIds: [], brandIds: [], inStock: false },
        columns: ['article', 'price'],
        language: 'ru',
        format: 'csv',
        csvEncoding: 'utf-8',
        markUp: null,
        vatIncluded: true,
        hidePurchasePrice: false,
        title: null,
        validDays: null,
        namesContract: true,
      }),
      created_at: time.now,
      updated_at: time.now,
    })
    .execute()
  const priceFile = await call(makePriceFile, { params: { profileId }, body: {} }, { cookie: director })
  await fileMaker(app)({ fileId: priceFile.body.id })
  const feed = await call(
    createPriceFeed,
    { params: { profileId }, body: { format: 'csv', freshMinutes: 60 } },
    { cookie: director },
  )

  return {
    companyId,
    contractId,
    director,
    objects: {
      cartId: cart.id,
      lineId: line.id,
      orderId: placed.body.orders[0]!.id,
      productId,
      slug,
      uploadId,
      profileId,
      priceFileId: priceFile.body.id,
      feedId: feed.body.profile.feeds[0]!.id,
      position: '1',
      sessionId,
      memberId: colleague.id,
      invitationId,
      deliveryPointId: await makeDeliveryPoint(db, companyId),
    },
    person: async (role) => signIn((await makeMember(db, { company_id: companyId, role })).userId),
  }
}

/** One of the operator's people with a role of theirs, without a contract. */
export async function operatorPerson(
  { db }: TestApp,
  operator_role: 'administrator' | 'manager' | 'credit_controller' | 'content',
  session: Parameters<typeof signedInAs>[2] = {},
): Promise<string> {
  return (await signedInAs(db, (await makeUser(db, { operator_role })).id, session)).cookie
}
