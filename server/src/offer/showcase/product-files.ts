import { AppError } from '@portal/api/errors.ts'
import { sql } from 'kysely'
import type { App } from '#kernel/app.ts'
import type { Caller } from '#kernel/caller.ts'
import type { Db } from '#kernel/db.ts'
import type { Language } from '@portal/api/primitives.ts'
import { loadConditions } from './conditions.ts'
import { askedWidth, isResizable, pictureInWidth } from './picture-sizes.ts'

/**
 * GET /files/:id: pictures of products for anybody (a file never changes, so it may be kept for ever); other files of a
 * product for those who are offered it, and for the operator. Any other kept file is not found here. `?w=320` asks for a
 * picture in one of the widths of `pictureWidths`.
 */
export function mountProductFiles(app: App): void {
  app.fastify.get<{ Params: { id: string }; Querystring: { w?: unknown } }>(
    '/files/:id',
    async (request, reply) => {
      const { id } = request.params
      const asked = askedWidth(request.query.w)
      if (asked === null) throw new AppError('not_found')
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new AppError('not_found')
      const file = await productFile(app.db, id)
      if (!file) throw new AppError('not_found')
      if (!file.picture) {
        const at = { now: app.clock.now(), language: request.language }
        if (!(await maySee(app.db, request.caller, id, at))) throw new AppError('not_found')
      }
      const width = file.picture && isResizable(file.mime) ? asked : undefined
      const etag = `"${file.sha256.slice(0, 32)}${width ? `-${width}` : ''}"`
      const unchanged = request.headers['if-none-match'] === etag
      // before the headers: that a picture cannot be made is not to be remembered for ever
      const small = width && !unchanged ? await pictureInWidth(app, file.storage_key, width) : null
      reply
        .header(
          'cache-control',
          file.picture ? 'public, max-age=31536000, immutable' : 'private, max-age=3600',
        )
        .header('etag', etag)
        // a file is somebody else's text: it may not run here
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .header('x-content-type-options', 'nosniff')
      if (unchanged) return reply.status(304).send()
      if (small) return reply.type('image/webp').send(small)
      return reply
        .type(file.mime)
        .header('content-length', file.size)
        .header('content-disposition', disposition(file))
        .send(await app.files.read(file.storage_key))
    },
  )
}

interface ProductFile {
  storage_key: string
  name: string
  mime: string
  size: string
  sha256: string
  picture: boolean
}

async function productFile(db: Db, id: string): Promise<ProductFile | undefined> {
  const { rows } = await sql<ProductFile>`
    select f.storage_key, f.name, f.mime, f.size, f.sha256,
      exists (select from catalog.products p where p.picture_id = f.id)
        or exists (select from catalog.pictures m where m.file_id = f.id) as picture
    from kernel.files f where f.id = ${id}
      and (exists (select from catalog.products p where p.picture_id = f.id)
        or exists (select from catalog.pictures m where m.file_id = f.id)
        or exists (select from catalog.documents d where d.file_id = f.id))`.execute(db)
  return rows[0]
}

async function maySee(
  db: Db,
  caller: Caller,
  fileId: string,
  at: { now: Date; language: Language },
): Promise<boolean> {
  if (caller.operator) return true
  if (caller.terms.kind === 'buyer' && !caller.terms.permissions.has('catalogue.view')) return false
  const conditions = await loadConditions(db, caller.terms, at)
  const { rows } = await sql<{ may: boolean }>`
    select exists (select from catalog.documents d join catalog.product_documents pd on pd.document_id = d.id
      join catalog.products p on p.id = pd.product_id
      where d.file_id = ${fileId} and ${conditions.assortment.offers('p')}) as may`.execute(db)
  return rows[0]!.may
}

/** Pictures and PDF open in place, anything else is downloaded under its own name. */
function disposition({ mime, name }: ProductFile): string {
  const kind = /^(image\/|application\/pdf$)/.test(mime) ? 'inline' : 'attachment'
  return `${kind}; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`
}
