import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { date, empty, id, page, pageQuery } from './primitives.ts'

const tags = ['goods'] as const

/** How large and how many: told in the screens before somebody tries. */
export const mediaLimits = {
  pictureBytes: 20 * 1024 * 1024,
  documentBytes: 30 * 1024 * 1024,
  picturesOfProduct: 30,
  documentsOfProduct: 60,
  /** products that a document is given to at once by their brand, category or family */
  productsAtOnce: 20_000,
} as const

/** So many days before its end a certificate is marked: a new one takes weeks to get. */
export const expiringDays = 45

export const documentKind = z.enum(['certificate', 'manual', 'video', 'file'])
export type DocumentKind = z.infer<typeof documentKind>

export const certificateKind = z.enum([
  'certificate',
  'declaration',
  'fire',
  'registration',
  'quality',
  'refusal',
  'other',
])

/** In which a manual may be written (ISO 639-1). */
export const documentLanguage = z.enum([
  'ru',
  'en',
  'be',
  'kk',
  'uz',
  'de',
  'it',
  'fr',
  'es',
  'pl',
  'tr',
  'zh',
])

/** Of a certificate, by the day it is now; null for what has no end and for what is no certificate. */
export const documentState = z.enum(['valid', 'expiring', 'expired', 'not_yet'])

const shownDocument = {
  kind: documentKind,
  /** what a person called it; else it is named by its kind and number */
  title: z.string().nullable(),
  language: z.string().nullable(),
  certificateKind: certificateKind.nullable(),
  number: z.string().nullable(),
  issuer: z.string().nullable(),
  validFrom: date.nullable(),
  /** the last day on which it is valid, as the paper says it */
  validThrough: date.nullable(),
  /** `PDF`; null for a video */
  format: z.string().nullable(),
  /** bytes */
  size: z.number().int().nullable(),
  /** of a video: where the link leads */
  host: z.string().nullable(),
}

/** A document as a buyer meets it on a product's card. */
export const offeredDocument = z.object({
  ...shownDocument,
  href: z.string(),
  /** its last day is over: it is shown and told so, because goods made before that day are sold under it */
  expired: z.boolean(),
})
export type OfferedDocument = z.infer<typeof offeredDocument>

/** A document as the office keeps it. */
export const productDocument = z.object({
  id,
  ...shownDocument,
  /** null: an exchange has named it, its file has not come yet */
  href: z.string().nullable(),
  fileName: z.string().nullable(),
  state: documentState.nullable(),
  productCount: z.number().int(),
  /** it came with an exchange; only its words and dates are kept here */
  fromExchange: z.boolean(),
})
export type ProductDocument = z.infer<typeof productDocument>

export const productPicture = z.object({
  id,
  /** null: an exchange has named it, its file has not come yet */
  href: z.string().nullable(),
  title: z.string().nullable(),
  fromExchange: z.boolean(),
})
export type ProductPicture = z.infer<typeof productPicture>

export const productMedia = z.object({
  /** the first is the main one */
  pictures: z.array(productPicture),
  documents: z.array(
    productDocument.extend({
      /** an exchange has attached it: it is taken off there */
      attachedByExchange: z.boolean(),
    }),
  ),
})
export type ProductMedia = z.infer<typeof productMedia>

const product = z.object({ productId: id })
const document = z.object({ documentId: id })

export const getProductMedia = endpoint({
  method: 'GET',
  path: '/office/products/:productId/media',
  params: product,
  response: productMedia,
  summary: 'Pictures, certificates, manuals, videos and other files of a product (function 3)',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

export const addPicture = endpoint({
  method: 'POST',
  path: '/office/products/:productId/pictures',
  params: product,
  response: productMedia,
  summary: 'Add a picture: JPEG, PNG, WebP or GIF, known by its content',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: [
    'not_found',
    'file_empty',
    'file_too_large',
    'file_unreadable',
    'picture_kind_refused',
    'limit_reached',
  ],
  upload: { maxBytes: mediaLimits.pictureBytes },
  tags,
})

export const orderPictures = endpoint({
  method: 'PUT',
  path: '/office/products/:productId/pictures',
  params: product,
  body: z.object({
    /** all of them, each once; the first becomes the main one */
    order: z.array(id).min(1).max(500),
  }),
  response: productMedia,
  summary: 'Put the pictures of a product in an order, which an exchange does not change any more',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found', 'wrong_state'],
  tags,
})

export const removePicture = endpoint({
  method: 'DELETE',
  path: '/office/products/:productId/pictures/:pictureId',
  params: product.extend({ pictureId: id }),
  response: productMedia,
  summary: 'Remove a picture',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found', 'media_from_exchange'],
  tags,
})

/** Empty is the same as none. */
const text = (most: number) => z.string().trim().max(most)

const words = z.object({
  title: text(200).optional(),
  language: documentLanguage.optional(),
  /** only of a certificate, as the next four */
  certificateKind: certificateKind.optional(),
  number: text(120).optional(),
  issuer: text(200).optional(),
  validFrom: date.optional(),
  validThrough: date.optional(),
})

const added = z.object({
  document: productDocument,
  /** the same file was there already: it is kept once, and the document that has it is attached */
  known: z.boolean(),
})

export const addDocument = endpoint({
  method: 'POST',
  path: '/office/documents',
  /** beside the file, so that both are kept or neither */
  query: words.extend({
    kind: z.enum(['certificate', 'manual', 'file']),
    /** attached to it at once */
    productId: id.optional(),
  }),
  response: added,
  summary: 'Keep a document, known by its content: PDF, picture, Office document, drawing or archive',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: [
    'not_found',
    'file_empty',
    'file_too_large',
    'file_unreadable',
    'file_kind_refused',
    'archive_refused',
    'archive_too_large',
    'limit_reached',
  ],
  upload: { maxBytes: mediaLimits.documentBytes },
  tags,
})

export const addVideo = endpoint({
  method: 'POST',
  path: '/office/videos',
  body: z.object({
    url: z.string().trim().max(500),
    title: text(200).optional(),
    language: documentLanguage.optional(),
    productId: id.optional(),
  }),
  response: added,
  summary: 'Keep a link to a video on a known host, or to an .mp4',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found', 'limit_reached'],
  tags,
})

export const listDocuments = endpoint({
  method: 'GET',
  path: '/office/documents',
  query: pageQuery.extend({
    kind: documentKind.optional(),
    /** `expiring`: within `days`; `undated`: without an end; `unused`: of no product */
    state: z.enum(['valid', 'expiring', 'expired', 'undated', 'unused']).optional(),
    days: z.coerce.number().int().min(1).max(1000).default(expiringDays),
    /** words of its name, number or issuer */
    search: z.string().max(200).optional(),
  }),
  response: page(productDocument),
  summary: 'Documents of all products, those that end first before the others',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

export const getDocument = endpoint({
  method: 'GET',
  path: '/office/documents/:documentId',
  params: document,
  response: productDocument,
  summary: 'One document',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

export const changeDocument = endpoint({
  method: 'PATCH',
  path: '/office/documents/:documentId',
  params: document,
  /** absent = keep, null = clear */
  body: z.object({
    title: text(200).nullable().optional(),
    language: documentLanguage.nullable().optional(),
    certificateKind: certificateKind.nullable().optional(),
    number: text(120).nullable().optional(),
    issuer: text(200).nullable().optional(),
    validFrom: date.nullable().optional(),
    validThrough: date.nullable().optional(),
  }),
  response: productDocument,
  summary: 'Change what is known of a document',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found'],
  tags,
})

export const removeDocument = endpoint({
  method: 'DELETE',
  path: '/office/documents/:documentId',
  params: document,
  response: empty,
  summary: 'Remove a document and its file from all products',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found', 'media_from_exchange'],
  tags,
})

export const listDocumentProducts = endpoint({
  method: 'GET',
  path: '/office/documents/:documentId/products',
  params: document,
  query: pageQuery.extend({ search: z.string().max(200).optional() }),
  response: page(
    z.object({
      id,
      article: z.string().nullable(),
      name: z.string(),
      brand: z.string().nullable(),
      active: z.boolean(),
      attachedByExchange: z.boolean(),
    }),
  ),
  summary: 'Products that a document is attached to, by name',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

const attachment = z.object({ productId: id, documentId: id })

export const attachDocument = endpoint({
  method: 'PUT',
  path: '/office/products/:productId/documents/:documentId',
  params: attachment,
  response: empty,
  summary: 'Attach a document to a product',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found', 'limit_reached'],
  tags,
})

export const detachDocument = endpoint({
  method: 'DELETE',
  path: '/office/products/:productId/documents/:documentId',
  params: attachment,
  response: empty,
  summary: 'Take a document off a product; the document stays, and with the other products',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found', 'media_from_exchange'],
  tags,
})

export const attachOutcome = z.enum(['attached', 'same', 'full', 'unknown', 'ambiguous', 'repeated'])
export type AttachOutcome = z.infer<typeof attachOutcome>

export const attachDocumentRows = endpoint({
  method: 'POST',
  path: '/office/documents/:documentId/product-rows',
  params: document,
  body: z.object({
    rows: z
      .array(z.object({ article: z.string().max(400) }))
      .min(1)
      .max(5000),
  }),
  response: z.object({
    /** one for each that was sent, in the same order */
    rows: z.array(z.object({ outcome: attachOutcome })),
  }),
  summary: 'Attach a document to products by pasted articles; one outcome per row, in order',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found'],
  bodyLimit: 4 * 1024 * 1024,
  tags,
})

export const attachDocumentGroup = endpoint({
  method: 'POST',
  path: '/office/documents/:documentId/product-groups',
  params: document,
  /** what is named narrows together: a brand within a category */
  body: z
    .object({
      brandId: id.optional(),
      /** with all below it */
      categoryId: id.optional(),
      /** the family of this product */
      familyOf: id.optional(),
    })
    .refine((group) => Object.values(group).some((one) => one !== undefined)),
  response: z.object({
    attached: z.number().int(),
    same: z.number().int(),
    full: z.number().int(),
  }),
  summary: 'Attach a document to the products that a brand, a category or a family has today',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found', 'limit_reached'],
  tags,
})
