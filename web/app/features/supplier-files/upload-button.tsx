import { uploadFeedFile } from '@portal/api/feeds.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ApiProblem, call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { toastProblem } from '../../ui/toast.tsx'
import styles from './supplier-files.module.css'
import './texts.ts'

/** Chooses a file and goes to its page, where it is read. */
export function UploadButton({ sourceId, sourceName }: { sourceId: string; sourceName?: string }) {
  const { t } = useTranslation('supplier-files')
  const id = useId()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const send = useMutation({
    mutationFn: (file: File) => call(uploadFeedFile, { params: { sourceId } }, { file }),
    onSuccess: async (made) => {
      void queries.invalidateQueries({ queryKey: ['exchange'] })
      await navigate(`/office/supplier-prices/files/${made.id}`)
    },
    onError: (error) =>
      toastProblem(
        error instanceof ApiProblem && error.code === 'file_too_large' ? t('tooLarge') : problemText(error),
      ),
  })
  return (
    <span className={styles.upload}>
      <input
        id={id}
        className={styles.file}
        type="file"
        accept=".xls,.xlsx,.xlsm,.ods,.csv,.tsv,.txt,.xml,.yml,.html"
        disabled={send.isPending}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) send.mutate(file)
          // the same file may be chosen again once it is mended
          event.target.value = ''
        }}
      />
      <label
        htmlFor={id}
        className={`${controls.button} ${sourceName ? controls.compact : controls.primary}`}
        aria-label={sourceName ? t('uploadNamed', { name: sourceName }) : undefined}
      >
        {send.isPending ? t('sending', { name: send.variables.name }) : t('upload')}
      </label>
    </span>
  )
}
