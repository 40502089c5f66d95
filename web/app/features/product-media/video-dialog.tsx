import { addVideo, documentLanguage } from '@portal/api/product-media.ts'
import { videoHost, videoHosts } from '@portal/api/video-links.ts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, call } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toastDone } from '../../ui/toast.tsx'
import { LanguageField } from './document-dialog.tsx'
import './texts.ts'
import { useMediaChanged } from './use-media.ts'

/** A link to a video: what it may be is told before it is sent. */
export function VideoDialog({ productId, onClose }: { productId: string; onClose: () => void }) {
  const { t } = useTranslation(['product-media', 'common'])
  const changed = useMediaChanged()
  const [url, setUrl] = useState('')
  const [left, setLeft] = useState(false)
  const save = useMutation({
    mutationFn: (form: FormData) =>
      call(addVideo, {
        body: {
          url: url.trim(),
          title: String(form.get('title') ?? '').trim(),
          language: documentLanguage.options.find((one) => one === form.get('language')),
          productId,
        },
      }),
    onSuccess: async ({ known }) => {
      await changed.documents()
      toastDone(known ? t('knownAlready') : t('saved', { ns: 'common' }))
      onClose()
    },
  })
  const wrong = url.trim() !== '' && videoHost(url) === null
  const refused = save.error instanceof ApiProblem && save.error.fields['url'] !== undefined
  return (
    <FormDialog
      title={t('addVideo')}
      ready={url.trim() !== ''}
      busy={save.isPending}
      error={save.error}
      problem={refused ? null : undefined}
      noValidate
      onSubmit={(form) => (wrong ? setLeft(true) : save.mutate(form))}
      onClose={onClose}
    >
      <TextField
        label={t('videoLink')}
        hint={t('videoHint', { hosts: videoHosts.join(', ') })}
        error={(left && wrong) || refused ? t('videoWrong', { hosts: videoHosts.join(', ') }) : null}
        type="url"
        inputMode="url"
        maxLength={500}
        autoComplete="off"
        value={url}
        onText={setUrl}
        onBlur={() => setLeft(true)}
      />
      <TextField label={t('title')} hint={t('titleHint')} name="title" maxLength={200} autoComplete="off" />
      <LanguageField value="" />
    </FormDialog>
  )
}
