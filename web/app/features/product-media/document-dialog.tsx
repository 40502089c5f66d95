import {
  addDocument,
  certificateKind,
  changeDocument,
  documentLanguage,
  mediaLimits,
  type ProductDocument,
} from '@portal/api/product-media.ts'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, call } from '../../lib/api.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { FormDialog, Pair } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import styles from './product-media.module.css'
import './texts.ts'
import { useMediaChanged } from './use-media.ts'

const kinds = ['certificate', 'manual', 'file'] as const
type Kind = (typeof kinds)[number]

const accepted = '.pdf,.jpg,.jpeg,.png,.webp,.gif,.doc,.docx,.xls,.xlsx,.odt,.ods,.zip,.dwg,.step,.stp'

/** A new document with its file, or the words and dates of one that is there: its file stays what it is. */
export function DocumentDialog({
  productId,
  document,
  onClose,
  onAdded,
}: {
  /** attached to it at once */
  productId?: string
  /** undefined: a new one */
  document?: ProductDocument
  onClose: () => void
  onAdded?: (document: ProductDocument) => void
}) {
  const { t } = useTranslation(['product-media', 'common'])
  const format = useFormat()
  const changed = useMediaChanged()
  const fileId = useId()
  const [kind, setKind] = useState<ProductDocument['kind']>(document?.kind ?? 'certificate')
  const [file, setFile] = useState<File | null>(null)
  const save = useMutation({
    mutationFn: async (form: FormData) => {
      const words = readWords(form, kind)
      if (document) {
        await call(changeDocument, { params: { documentId: document.id }, body: words })
        return null
      }
      const said = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== null))
      return call(addDocument, { query: { ...said, kind: kind as Kind, productId } }, { file: file! })
    },
    onSuccess: async (added) => {
      await changed.documents()
      toastDone(added?.known ? t('knownAlready') : t('saved', { ns: 'common' }))
      onClose()
      if (added) onAdded?.(added.document)
    },
  })
  const wrongEnd = save.error instanceof ApiProblem && save.error.fields['validThrough'] !== undefined
  return (
    <FormDialog
      size="lg"
      title={t(document ? 'changeDocument' : 'addDocument')}
      {...(save.isPending && file ? { action: t('sending') } : {})}
      ready={document !== undefined || file !== null}
      busy={save.isPending}
      error={save.error}
      problem={wrongEnd ? null : undefined}
      noValidate
      onSubmit={save.mutate}
      onClose={onClose}
    >
      {!document && (
        <>
          <div className={styles.actions}>
            <input
              id={fileId}
              className={styles.file}
              type="file"
              accept={accepted}
              onChange={(event) => {
                setFile(event.target.files?.[0] ?? null)
                save.reset()
              }}
            />
            <label htmlFor={fileId} className={controls.button}>
              {t(file ? 'chooseOther' : 'chooseFile')}
            </label>
            <span className={file ? styles.chosen : controls.hint}>
              {file
                ? `${file.name}, ${format.bytes(file.size)}`
                : t('documentLimits', { size: format.bytes(mediaLimits.documentBytes) })}
            </span>
          </div>
          <label className={controls.field}>
            <span className={controls.label}>{t('whatIsIt')}</span>
            <select
              className={controls.input}
              value={kind}
              onChange={(event) => setKind(event.target.value as Kind)}
            >
              {kinds.map((one) => (
                <option key={one} value={one}>
                  {t(`kind.${one}`)}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      <TextField
        label={t('title')}
        hint={t(kind === 'certificate' ? 'titleHintCertificate' : 'titleHint')}
        name="title"
        maxLength={200}
        autoComplete="off"
        defaultValue={document?.title ?? ''}
      />
      {kind === 'certificate' ? (
        <CertificateFields document={document} wrongEnd={wrongEnd} />
      ) : (
        <LanguageField value={document?.language ?? (document ? '' : 'ru')} />
      )}
    </FormDialog>
  )
}

function readWords(form: FormData, kind: ProductDocument['kind']) {
  const text = (name: string) => String(form.get(name) ?? '').trim() || null
  const words = { title: text('title') }
  if (kind !== 'certificate') return { ...words, language: text('language') as Language | null }
  return {
    ...words,
    certificateKind: text('certificateKind') as (typeof certificateKind.options)[number] | null,
    number: text('number'),
    issuer: text('issuer'),
    validFrom: text('validFrom'),
    validThrough: text('validThrough'),
  }
}

type Language = (typeof documentLanguage.options)[number]

function CertificateFields({
  document,
  wrongEnd,
}: {
  document: ProductDocument | undefined
  wrongEnd: boolean
}) {
  const { t } = useTranslation('product-media')
  return (
    <>
      <Pair>
        <label className={controls.field}>
          <span className={controls.label}>{t('certificateKindLabel')}</span>
          <select
            className={controls.input}
            name="certificateKind"
            defaultValue={document?.certificateKind ?? (document ? '' : 'certificate')}
          >
            <option value="">{t('notSaid')}</option>
            {certificateKind.options.map((one) => (
              <option key={one} value={one}>
                {t(`certificateKind.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <TextField
          label={t('numberLabel')}
          name="number"
          maxLength={120}
          autoComplete="off"
          defaultValue={document?.number ?? ''}
        />
      </Pair>
      <TextField
        label={t('issuer')}
        name="issuer"
        maxLength={200}
        autoComplete="off"
        defaultValue={document?.issuer ?? ''}
      />
      <Pair>
        <TextField
          label={t('validFrom')}
          name="validFrom"
          type="date"
          defaultValue={document?.validFrom ?? ''}
        />
        <TextField
          label={t('validThroughLabel')}
          hint={t('validThroughHint')}
          error={wrongEnd ? t('beforeFrom') : null}
          name="validThrough"
          type="date"
          defaultValue={document?.validThrough ?? ''}
        />
      </Pair>
    </>
  )
}

export function LanguageField({ value }: { value: string }) {
  const { t, i18n } = useTranslation('product-media')
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' })
  return (
    <label className={controls.field}>
      <span className={controls.label}>{t('language')}</span>
      <select className={controls.input} name="language" defaultValue={value}>
        <option value="">{t('notSaid')}</option>
        {documentLanguage.options.map((one) => (
          <option key={one} value={one}>
            {names.of(one)}
          </option>
        ))}
      </select>
    </label>
  )
}
