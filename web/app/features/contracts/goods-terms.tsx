import { absentMode } from '@portal/api/absent-mode.ts'
import type { Contract } from '@portal/api/contracts.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { ServedWarehouses } from '../warehouses/served-warehouses.tsx'
import styles from './contracts.module.css'
import { ChoiceTerm, FigureTerm, Term, Terms, type FieldErrors } from './term-field.tsx'
import '../absent-rules/texts.ts'

/** Where the goods come from, and what becomes of those that are not there. */
export function GoodsTerms({ contract, errors }: { contract: Contract | undefined; errors: FieldErrors }) {
  const { t } = useTranslation(['contracts', 'absent-rules'])
  const format = useFormat()
  const [served, setServed] = useState<readonly { id: string; name: string }[]>(contract?.warehouses ?? [])
  return (
    <Terms title={t('section.goods')}>
      <ChoiceTerm
        name="absentGoods"
        label={t('field.absentGoods')}
        errors={errors}
        options={absentMode.options}
        value={contract?.absentGoods ?? 'backorder'}
        text={(mode) => t(`absent-rules:mode.${mode}`)}
      />
      <FigureTerm
        name="absentCap"
        label={t('field.absentCap')}
        errors={errors}
        none={t('absent-rules:noCap')}
        value={format.typed(contract?.absentCap)}
      />
      <ChoiceTerm
        name="absentPrice"
        label={t('field.absentPrice')}
        errors={errors}
        options={['keep', 'refresh']}
        value={contract?.absentPrice ?? 'keep'}
        text={(one) => t(`absentPrice.${one}`)}
      />
      <Term name="absentPrepayment" label={t('field.absentPrepayment')} errors={errors}>
        <input
          className={controls.input}
          name="absentPrepayment"
          type="number"
          min={1}
          max={100}
          step={1}
          placeholder={t('field.noPrepayment')}
          defaultValue={contract?.absentPrepayment ?? ''}
        />
      </Term>
      <Term name="allocationPriority" label={t('field.allocationPriority')} errors={errors}>
        <input
          className={controls.input}
          name="allocationPriority"
          type="number"
          min={0}
          max={9}
          defaultValue={contract?.allocationPriority ?? 0}
        />
      </Term>
      <div className={styles.warehouses}>
        <ServedWarehouses
          label={t('field.warehouses')}
          none={t('field.allWarehouses')}
          served={served}
          onChange={setServed}
        />
      </div>
    </Terms>
  )
}
