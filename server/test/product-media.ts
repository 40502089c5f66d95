import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Endpoint, OutputOf, Problem } from '@portal/api/endpoint.ts'
import { addDocument, getProductMedia } from '@portal/api/product-media.ts'
import sharp from 'sharp'
import { ZipFile } from 'yazl'
import { buffer } from 'node:stream/consumers'
import { makeProduct, makeSellerForGoods } from './factories/goods.ts'
import { makeUser, signedInAs } from './factories/people.ts'
import type { TestApp } from './app.ts'

/** Pictures and documents as the office sends them. */
export async function mediaStage({ app, db, call }: TestApp) {
  const as = async (operator_role: 'content' | 'credit_controller') => {
    const { cookie } = await signedInAs(db, (await makeUser(db, { operator_role })).id)
    return { cookie }
  }
  const content = await as('content')
  const seller_id = await makeSellerForGoods(db)
  const make = (row: Parameters<typeof makeProduct>[1] = {}) => makeProduct(db, { seller_id, ...row })

  /** Sends a file to an endpoint. */
  async function send<E extends Endpoint>(
    endpoint: E,
    { params = {}, query = {} }: { params?: Record<string, string>; query?: Record<string, string> },
    name: string,
    bytes: Buffer,
    headers: Record<string, string> = content,
  ): Promise<{ status: number; code: string | undefined; problem: Problem; body: OutputOf<E> }> {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(bytes)], name))
    const request = new Response(form)
    const url = endpoint.path.replace(/:(\w+)/g, (_, key: string) => params[key]!)
    const answer = await app.fastify.inject({
      method: endpoint.method,
      url: `/api${url}?${new URLSearchParams(query).toString()}`,
      headers: { ...headers, 'content-type': request.headers.get('content-type')! },
      payload: Buffer.from(await request.arrayBuffer()),
    })
    const json: Problem = answer.json()
    return { status: answer.statusCode, code: json.code, problem: json, body: json as never }
  }

  let shade = 0
  /** A picture that no other is like. */
  const picture = () =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: { r: (shade += 5), g: 9, b: 99 } } })
      .jpeg()
      .toBuffer()
  let page = 0
  const pdf = () => Buffer.from(`%PDF-1.4\n% page ${(page += 1)}\n%%EOF\n`)

  async function zip(parts: Record<string, string>): Promise<Buffer> {
    const file = new ZipFile()
    for (const [name, text] of Object.entries(parts)) file.addBuffer(Buffer.from(text), name)
    file.end()
    return buffer(file.outputStream as NodeJS.ReadableStream)
  }

  const addTo = (productId: string, bytes: Buffer, query: Record<string, string> = {}, name = 'лист.pdf') =>
    send(addDocument, { query: { kind: 'certificate', productId, ...query } }, name, bytes)
  const mediaOf = async (productId: string) =>
    (await call(getProductMedia, { params: { productId } }, content)).body
  const filesKept = async () => {
    const files = await readdir(path.join(app.config.DATA_DIR, 'files'), { recursive: true }).catch(() => [])
    const { count } = await db
      .selectFrom('kernel.files')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow()
    return { rows: Number(count), bytes: files.filter((name) => name.includes('-')).length }
  }
  return { as, content, seller_id, make, send, picture, pdf, zip, addTo, mediaOf, filesKept }
}
