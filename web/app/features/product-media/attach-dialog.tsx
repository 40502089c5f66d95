import { attachDocument, listDocuments } from '@portal/api/product-media.ts'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import { toastDone } from '../../ui/toast.tsx'
import './texts.ts'
import { useDocumentWords } from './use-document-words.ts'
import { useMediaChanged } from './use-media.ts'

/** One of the documents that are there already: a certificate covers many products, and is kept once. */
export function AttachDialog({ productId, onClose }: { productId: string; onClose: () => void }) {
  const { t } = useTranslation(['product-media', 'common'])
  const changed = useMediaChanged()
  const { nameOf } = useDocumentWords()
  const [search, setSearch] = useState('')
  const [picked, setPicked] = useState<Option | null>(null)
  const found = useQuery({
    ...queryFor(listDocuments, { query: { search, limit: 20 } }),
    placeholderData: keepPreviousData,
  })
  const save = useMutation({
    mutationFn: (documentId: string) => call(attachDocument, { params: { productId, documentId } }),
    onSuccess: async () => {
      await changed.documents()
      toastDone(t('attached'))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('attachKnown')}
      action={t('attach')}
      ready={picked !== null}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => picked && save.mutate(picked.id)}
      onClose={onClose}
    >
      <PickBox
        label={t('document')}
        placeholder={t('findDocument')}
        picked={picked}
        options={(found.data?.items ?? []).map((document) => ({
          id: document.id,
          code: document.number,
          name: nameOf(document),
        }))}
        searching={found.isFetching}
        onSearch={setSearch}
        onPick={setPicked}
      />
    </FormDialog>
  )
}
