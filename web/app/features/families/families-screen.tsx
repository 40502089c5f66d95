import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperatorPermission } from '../../lib/me.ts'
import controls from '../../ui/controls.module.css'
import { PageHeader } from '../../ui/states.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { FamilyList } from './family-list.tsx'
import { NewFamilyDialog } from './new-family-dialog.tsx'
import { ProposalList } from './proposal-list.tsx'
import './texts.ts'

/** Families of variants, and those that could be made of what the goods are described by (function 46). */
export function FamiliesScreen() {
  const { t } = useTranslation('families')
  const mayManage = useOperatorPermission('goods.manage')
  const tab = useTab(mayManage ? ['families', 'proposals'] : ['families'])
  const [making, setMaking] = useState(false)
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')}>
        {mayManage && (
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            onClick={() => setMaking(true)}
          >
            {t('make')}
          </button>
        )}
      </PageHeader>
      {mayManage && (
        <Tabs
          label={t('title')}
          tabs={[
            { key: 'families', label: t('tab.families') },
            { key: 'proposals', label: t('tab.proposals') },
          ]}
        />
      )}
      {tab === 'families' ? <FamilyList /> : <ProposalList />}
      {making && <NewFamilyDialog onClose={() => setMaking(false)} />}
    </>
  )
}
