import { addLot, changeLot, listLots } from '@portal/api/lots.ts'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiProblem, call } from './api.ts'

const answers: ((status?: number) => void)[] = []
const asked = vi.fn((_url: string, _init: RequestInit) => {
  const { promise, resolve } = Promise.withResolvers<Response>()
  answers.push((status = 200) => resolve(Response.json({ number: answers.length }, { status })))
  return promise
})

beforeEach(() => vi.stubGlobal('fetch', asked))
afterEach(() => {
  vi.unstubAllGlobals()
  asked.mockClear()
  answers.length = 0
})

const lot = { productId: 'p', warehouseId: 'w', quantity: '7', eta: '2026-12-01' }

it('a double click writes once, and both hear the answer', async () => {
  const both = [call(addLot, { body: lot }), call(addLot, { body: lot })]
  answers[0]!()
  const [one, two] = await Promise.all(both)
  expect(one).toBe(two)
  expect(asked).toHaveBeenCalledTimes(1)
})

it('what is asked for again after the answer is another change, after a refusal too', async () => {
  for (const status of [200, 500, 200]) {
    const answer = call(addLot, { body: lot })
    answers.at(-1)!(status)
    await answer.catch((error: unknown) => expect(error).toBeInstanceOf(ApiProblem))
  }
  expect(asked).toHaveBeenCalledTimes(3)
})

it('a change there, another one and the first again are three: the last one counts', () => {
  const params = { lotId: 'l' }
  for (const quantity of ['5', '6', '5']) void call(changeLot, { params, body: { quantity } })
  expect(asked).toHaveBeenCalledTimes(3)
})

it('what only reads is asked as often as it is wanted', () => {
  void call(listLots, { query: {} })
  void call(listLots, { query: {} })
  expect(asked).toHaveBeenCalledTimes(2)
})
