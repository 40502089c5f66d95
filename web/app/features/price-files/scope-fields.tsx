import type { PriceFileSettings } from '@portal/api/price-file-settings.ts'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { PickedList } from './picked-list.tsx'
import styles from './price-files.module.css'
import type { Choices } from './use-choices.ts'
import './texts.ts'

type Scope = PriceFileSettings['scope']

/** Which goods stand in the file. */
export function ScopeFields({
  scope,
  choices,
  onChange,
}: {
  scope: Scope
  choices: Choices
  onChange: (scope: Scope) => void
}) {
  const { t } = useTranslation('price-files')
  const format = useFormat()
  const list = (key: 'categoryIds' | 'brandIds') => ({
    picked: scope[key],
    nameOf: choices.nameOf,
    onPick: (id: string) => onChange({ ...scope, [key]: [...scope[key], id] }),
    onRemove: (id: string) => onChange({ ...scope, [key]: scope[key].filter((one) => one !== id) }),
  })
  return (
    <fieldset className={styles.section}>
      <legend>{t('scope.title')}</legend>
      {choices.total !== undefined && scope.categoryIds.length + scope.brandIds.length === 0 && (
        <p className={styles.soft}>
          {t('scope.all', { count: choices.total, value: format.number(choices.total) })}
        </p>
      )}
      <div className={styles.two}>
        <PickedList
          label={t('scope.categories')}
          add={t('scope.addCategory')}
          options={choices.categories}
          {...list('categoryIds')}
        />
        <PickedList
          label={t('scope.brands')}
          add={t('scope.addBrand')}
          options={choices.brands}
          {...list('brandIds')}
        />
      </div>
      <p className={styles.soft}>{t('scope.narrow')}</p>
      <label className={controls.check}>
        <input
          type="checkbox"
          checked={scope.inStock}
          onChange={(event) => onChange({ ...scope, inStock: event.target.checked })}
        />
        {t('scope.inStock')}
      </label>
    </fieldset>
  )
}
