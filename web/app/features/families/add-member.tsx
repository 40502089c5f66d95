import type { OfficeFamily } from '@portal/api/families.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { PickBox } from '../../ui/pick-box.tsx'
import { useGoodsSearch } from '../contracts/use-goods-search.ts'
import styles from './families.module.css'
import { useChangeMembers } from './use-change-members.ts'
import './texts.ts'

/** A product found by article or words goes in at once; what stands against it is told here. */
export function AddMember({ family }: { family: OfficeFamily }) {
  const { t } = useTranslation('families')
  const problemText = useProblemText()
  const search = useGoodsSearch('product')
  const { put } = useChangeMembers(family.id)
  const [round, setRound] = useState(0)
  const members = new Set(family.members.map(({ productId }) => productId))
  const add = (productId: string, move: boolean) =>
    put.mutate({ productId, move }, { onSuccess: () => setRound(round + 1) })
  const asked = put.variables
  return (
    <div className={styles.addMember}>
      <PickBox
        key={round}
        label={t('members.add')}
        named={false}
        placeholder={t('members.add')}
        picked={null}
        options={search.options.filter(({ id }) => !members.has(id))}
        searching={search.searching}
        onSearch={search.onSearch}
        onPick={(option) => option && add(option.id, false)}
      />
      {put.error && (
        <p className={`${controls.alert} ${styles.refusal}`} role="alert">
          {problemText(put.error)}
          {put.error instanceof ApiProblem && put.error.code === 'in_other_family' && asked && (
            <button
              type="button"
              className={`${controls.button} ${controls.compact}`}
              onClick={() => add(asked.productId, true)}
            >
              {t('members.move')}
            </button>
          )}
        </p>
      )}
    </div>
  )
}
