import { createFamily } from '@portal/api/families.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { call } from '../../lib/api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import './texts.ts'

/** A name is enough to begin with: axes and members are set on the family's own page. */
export function NewFamilyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('families')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [nameEn, setNameEn] = useState('')
  const make = useMutation({
    mutationFn: () => call(createFamily, { body: { name, nameEn: nameEn || null } }),
    onSuccess: async ({ family }) => {
      await queries.invalidateQueries({ queryKey: ['goods'] })
      void navigate(`/office/families/${family.id}`)
    },
  })
  return (
    <FormDialog
      title={t('makeTitle')}
      action={t('makeDo')}
      ready={name.trim() !== ''}
      busy={make.isPending}
      error={make.error}
      onSubmit={() => make.mutate()}
      onClose={onClose}
    >
      <TextField label={t('name')} hint={t('nameHint')} maxLength={300} value={name} onText={setName} />
      <TextField label={t('nameEn')} lang="en" maxLength={300} value={nameEn} onText={setNameEn} />
    </FormDialog>
  )
}
