import { createFamily, getOfficeFamily } from '@portal/api/families.ts'
import { makeAttribute, makeProduct, next } from './factories/goods.ts'
import { makeSeller, makeUser, signedInAs } from './factories/people.ts'
import type { TestApp } from './app.ts'

/** Families as those who keep the goods make them. */
export async function familyStage({ db, call }: TestApp) {
  const as = async (operator_role: 'administrator' | 'content' | 'credit_controller') => {
    const { cookie } = await signedInAs(db, (await makeUser(db, { operator_role })).id)
    return { cookie }
  }
  const content = await as('content')
  const seller_id = await makeSeller(db)

  /** A bolt with the properties named. */
  async function made(properties: Record<string, string> = {}, row: object = {}): Promise<string> {
    const id = await makeProduct(db, { seller_id, ...row })
    for (const [name, value] of Object.entries(properties)) await makeAttribute(db, id, name, value)
    return id
  }

  const axis = (name: string, values: string[] = []) => ({
    attributeId: null,
    name,
    values: values.map((value) => ({ id: null, value })),
  })
  const draft = (...axes: object[]) => ({ name: `Семейство ${next()}`, axes: axes as never })
  const create = async (body: object) => (await call(createFamily, { body: body as never }, content)).body
  const one = async (familyId: string) =>
    (await call(getOfficeFamily, { params: { familyId } }, content)).body
  return { as, content, seller_id, made, axis, draft, create, one }
}
