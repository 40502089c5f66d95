import { addFamilyRows, mostFamilyMembers, type OfficeFamily } from '@portal/api/families.ts'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { PasteRowsDialog } from '../paste-rows/paste-rows-dialog.tsx'
import './texts.ts'

const cut = (text: string) => text.slice(0, 400)

/** Many members at once: an article, then its value on each axis where the card does not say it. */
export function MemberRowsDialog({ family, onClose }: { family: OfficeFamily; onClose: () => void }) {
  const { t } = useTranslation('families')
  const axes = family.axes.map(({ name }) => name)
  return (
    <PasteRowsDialog
      title={t('members.pasteTitle')}
      hint={
        axes.length > 0 ? t('members.pasteHint', { axes: axes.join(' · ') }) : t('members.pasteHintPlain')
      }
      placeholder={['АРТ-100', ...family.axes.map(({ values }) => values[0]?.value ?? '…')].join('\t')}
      most={mostFamilyMembers}
      onClose={onClose}
      onSend={async (rows) => {
        const answer = await call(addFamilyRows, {
          params: { familyId: family.id },
          body: {
            rows: rows.map(({ cells: [article = '', ...values] }) => ({
              article: cut(article),
              values: values.slice(0, 60).map(cut),
            })),
          },
        })
        return answer.rows.map(({ outcome, other }) => ({
          tone:
            outcome === 'added' || outcome === 'placed' ? 'good' : outcome === 'same' ? 'neutral' : 'danger',
          outcome: t(`outcome.${outcome}`),
          understood: other,
        }))
      }}
    />
  )
}
