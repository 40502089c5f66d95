import { createUpload } from '@portal/api/uploads.ts'
import { useMutation } from '@tanstack/react-query'
import { useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { ApiProblem, call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { PageHeader, ProgressBar } from '../../ui/states.tsx'
import styles from './quick-order.module.css'
import './texts.ts'

const mostBytes = createUpload.upload!.maxBytes

/** A file is dropped or chosen; from then on the upload has an address of its own. */
export function UploadStart() {
  const { t } = useTranslation('quick-order')
  const problemText = useProblemText()
  const navigate = useNavigate()
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const send = useMutation({
    mutationFn: (file: File) => call(createUpload, {}, { file }),
    onSuccess: (upload) => navigate(`/quick-order/upload/${upload.id}`),
  })
  function take(file: File | undefined) {
    if (!file) return
    send.reset()
    if (file.size > mostBytes) setRefused(t('upload.tooLarge'))
    else if (file.size === 0) setRefused(t('upload.empty'))
    else {
      setRefused(null)
      send.mutate(file)
    }
  }
  function onDrop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  const problem = refused ?? (send.error && uploadProblem(send.error))
  function uploadProblem(error: Error): string {
    const large = error instanceof ApiProblem && error.code === 'file_too_large'
    return large ? t('upload.tooLarge') : problemText(error)
  }
  return (
    <>
      <title>{t('upload.title')}</title>
      <PageHeader title={t('upload.title')} note={t('upload.note')}>
        <Link className={controls.button} to="/quick-order">
          {t('toSheet')}
        </Link>
      </PageHeader>
      {send.isPending ? (
        <div className={styles.working} role="status">
          <b>{t('upload.sending', { name: send.variables.name })}</b>
          <ProgressBar percent={5} label={t('upload.sending', { name: send.variables.name })} />
        </div>
      ) : (
        <div
          className={styles.drop}
          data-over={over}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          {problem && (
            <p className={controls.alert} role="alert">
              {problem}
            </p>
          )}
          <b>{t('upload.drop')}</b>
          <span>
            <input
              id="upload-file"
              className={styles.file}
              type="file"
              accept=".xls,.xlsx,.ods,.csv,.txt,.tsv"
              onChange={(event) => {
                take(event.target.files?.[0])
                // the same file may be chosen again once it is mended
                event.target.value = ''
              }}
            />
            <label htmlFor="upload-file" className={`${controls.button} ${controls.primary}`}>
              {t('upload.pick')}
            </label>
          </span>
          <ul>
            <li>{t('upload.formats')}</li>
            <li>{t('upload.limits')}</li>
            <li>{t('upload.texts')}</li>
          </ul>
        </div>
      )}
    </>
  )
}
