import {
  attachDocument,
  detachDocument,
  type ProductDocument,
  type ProductMedia,
} from '@portal/api/product-media.ts'
import { IconBook2, IconCertificate, IconFile, IconPencil, IconPlayerPlay, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { AttachDialog } from './attach-dialog.tsx'
import { DocumentDialog } from './document-dialog.tsx'
import styles from './product-media.module.css'
import './texts.ts'
import { useDocumentWords } from './use-document-words.ts'
import { useMediaChanged } from './use-media.ts'
import { Validity } from './validity.tsx'
import { VideoDialog } from './video-dialog.tsx'

export const documentIcons = {
  certificate: IconCertificate,
  manual: IconBook2,
  video: IconPlayerPlay,
  file: IconFile,
} as const

/** Documents of one product: added, attached from those that are there, changed, taken off. */
export function DocumentList({
  product,
  documents,
  mayManage,
}: {
  product: { id: string; name: string }
  documents: ProductMedia['documents']
  mayManage: boolean
}) {
  const { t } = useTranslation(['product-media', 'common'])
  const problemText = useProblemText()
  const changed = useMediaChanged()
  const [dialog, setDialog] = useState<'file' | 'video' | 'attach' | ProductDocument | null>(null)
  const attach = useMutation({
    mutationFn: (documentId: string) =>
      call(attachDocument, { params: { productId: product.id, documentId } }),
    onSettled: changed.documents,
    onError: (error) => toastProblem(problemText(error)),
  })
  const detach = useMutation({
    mutationFn: (documentId: string) =>
      call(detachDocument, { params: { productId: product.id, documentId } }),
    onSuccess: async (_, documentId) => {
      await changed.documents()
      toastDone(t('detached'), { label: t('undo', { ns: 'common' }), run: () => attach.mutate(documentId) })
    },
    onError: (error) => toastProblem(problemText(error)),
  })
  const close = () => setDialog(null)
  return (
    <div className={styles.drop}>
      {documents.length === 0 && <p className={styles.facts}>{t('noDocuments')}</p>}
      {documents.length > 0 && (
        <ul className={styles.documents}>
          {documents.map((document) => (
            <DocumentRow
              key={document.id}
              document={document}
              {...(mayManage
                ? {
                    onEdit: () => setDialog(document),
                    onDetach: () => detach.mutate(document.id),
                    busy: detach.isPending,
                  }
                : {})}
            />
          ))}
        </ul>
      )}
      {mayManage && (
        <div className={styles.actions}>
          <button type="button" className={controls.button} onClick={() => setDialog('file')}>
            {t('addDocument')}
          </button>
          <button type="button" className={controls.button} onClick={() => setDialog('video')}>
            {t('addVideo')}
          </button>
          <button type="button" className={controls.button} onClick={() => setDialog('attach')}>
            {t('attachKnown')}
          </button>
        </div>
      )}
      {dialog === 'file' && <DocumentDialog productId={product.id} onClose={close} />}
      {dialog === 'video' && <VideoDialog productId={product.id} onClose={close} />}
      {dialog === 'attach' && <AttachDialog productId={product.id} onClose={close} />}
      {dialog && typeof dialog !== 'string' && <DocumentDialog document={dialog} onClose={close} />}
    </div>
  )
}

function DocumentRow({
  document,
  onEdit,
  onDetach,
  busy = false,
}: {
  document: ProductMedia['documents'][number]
  onEdit?: () => void
  onDetach?: () => void
  busy?: boolean
}) {
  const { t } = useTranslation('product-media')
  const format = useFormat()
  const { nameOf, factsOf } = useDocumentWords()
  const Icon = documentIcons[document.kind]
  const name = nameOf(document)
  return (
    <li className={styles.document}>
      <Icon size={20} stroke={1.6} aria-hidden="true" />
      <div>
        {document.href ? (
          <a href={document.href} target="_blank" rel="noreferrer">
            {name}
          </a>
        ) : (
          name
        )}
        <span className={styles.facts}>{factsOf(document)}</span>
        <span className={styles.badges}>
          <Validity document={document} />
          {!document.href && <Badge>{t('fileWaits')}</Badge>}
          {document.attachedByExchange && <Badge>{t('fromExchange')}</Badge>}
          <Link className={styles.facts} to={`/office/documents/${document.id}`}>
            {t('ofProducts', { count: document.productCount, value: format.number(document.productCount) })}
          </Link>
        </span>
      </div>
      {onEdit && onDetach && (
        <span className={styles.buttons}>
          <button
            type="button"
            className={controls.icon}
            aria-label={t('changeNamed', { name })}
            onClick={onEdit}
          >
            <IconPencil size={16} aria-hidden="true" />
          </button>
          <button
            type="button"
            className={controls.icon}
            aria-label={t('detachNamed', { name })}
            title={document.attachedByExchange ? t('fromExchangeHint') : undefined}
            disabled={busy || document.attachedByExchange}
            onClick={onDetach}
          >
            <IconX size={16} aria-hidden="true" />
          </button>
        </span>
      )}
    </li>
  )
}
