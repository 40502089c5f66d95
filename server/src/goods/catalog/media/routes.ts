import {
  addDocument,
  addPicture,
  addVideo,
  attachDocument,
  attachDocumentGroup,
  attachDocumentRows,
  changeDocument,
  detachDocument,
  getDocument,
  getProductMedia,
  listDocumentProducts,
  listDocuments,
  orderPictures,
  removeDocument,
  removePicture,
} from '@portal/api/product-media.ts'
import type { App } from '#kernel/app.ts'
import { transaction } from '#kernel/db.ts'
import { mount } from '#kernel/mount.ts'
import { addPictureTo } from './add-picture.ts'
import { attachGroup, attachOne, attachRows, detachOne } from './attach-document.ts'
import { documentPage, documentView, mediaOf } from './document-view.ts'
import { productsOfDocument } from './document-products.ts'
import { putPicturesInOrder } from './order-pictures.ts'
import { dropPicture } from './remove-picture.ts'
import { addDocumentFile, addVideoLink, changeWords, dropDocument } from './write-document.ts'

/** Pictures, certificates, manuals, videos: of one product, and of many at once (function 3). */
export function mountMedia(app: App): void {
  mount(app, getProductMedia, ({ params, context }) => mediaOf(context, params.productId))
  mount(app, addPicture, async ({ params, file, context }) => {
    await addPictureTo(context, app.files, params.productId, file)
    return mediaOf(context, params.productId)
  })
  mount(app, orderPictures, async ({ params, body, context }) => {
    await putPicturesInOrder(context, params.productId, body.order)
    return mediaOf(context, params.productId)
  })
  mount(app, removePicture, async ({ params, context }) => {
    await dropPicture(context, app.files, params)
    return mediaOf(context, params.productId)
  })

  mount(app, listDocuments, ({ query, context }) => documentPage(context, query))
  mount(app, getDocument, ({ params, context }) => documentView(context, params.documentId))
  mount(app, addDocument, async ({ query, file, context }) => {
    const { documentId, known } = await addDocumentFile(context, app.files, query, file)
    return { document: await documentView(context, documentId), known }
  })
  mount(app, addVideo, async ({ body, context }) => {
    const { documentId, known } = await addVideoLink(context, body)
    return { document: await documentView(context, documentId), known }
  })
  mount(app, changeDocument, async ({ params, body, context }) => {
    await changeWords(context, params.documentId, body)
    return documentView(context, params.documentId)
  })
  mount(app, removeDocument, async ({ params, context }) => {
    await dropDocument(context, app.files, params.documentId)
    return {}
  })

  mount(app, listDocumentProducts, ({ params, query, context }) =>
    productsOfDocument(context, params.documentId, query),
  )
  mount(app, attachDocument, async ({ params, context }) => {
    await transaction(context.db, (tx) => attachOne(tx, context, params))
    return {}
  })
  mount(app, detachDocument, async ({ params, context }) => {
    await detachOne(context, params)
    return {}
  })
  mount(app, attachDocumentRows, ({ params, body, context }) =>
    attachRows(context, params.documentId, body.rows),
  )
  mount(app, attachDocumentGroup, ({ params, body, context }) =>
    attachGroup(context, params.documentId, body),
  )
}
