import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Synonym } from '@portal/api/search-words.ts'
import controls from '../../ui/controls.module.css'
import { PageHeader } from '../../ui/states.tsx'
import { Tabs, useTab } from '../../ui/tabs.tsx'
import { EmptySearchList } from './empty-search-list.tsx'
import { SynonymDialog } from './synonym-dialog.tsx'
import { SynonymList } from './synonym-list.tsx'
import './texts.ts'

/** What is being written: a synonym that is there, or a new one, perhaps of words that found nothing. */
export type Editing = { synonym: Synonym } | { words: string } | null

/** What the operator teaches the search, and what it could not answer. */
export function SearchScreen() {
  const { t } = useTranslation('search-words')
  const tab = useTab(['synonyms', 'empty'])
  const [editing, setEditing] = useState<Editing>(null)
  return (
    <>
      <title>{t('title')}</title>
      <PageHeader title={t('title')} note={t('note')}>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          onClick={() => setEditing({ words: '' })}
        >
          {t('add')}
        </button>
      </PageHeader>
      <Tabs
        label={t('title')}
        tabs={[
          { key: 'synonyms', label: t('tab.synonyms') },
          { key: 'empty', label: t('tab.empty') },
        ]}
      />
      {tab === 'synonyms' ? <SynonymList onEdit={setEditing} /> : <EmptySearchList onEdit={setEditing} />}
      {editing && <SynonymDialog editing={editing} onClose={() => setEditing(null)} />}
    </>
  )
}
