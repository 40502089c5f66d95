import { priceRounding, type MarkUp } from '@portal/api/price-file-settings.ts'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../lib/me.ts'
import { useFormat } from '../../lib/use-format.ts'
import controls from '../../ui/controls.module.css'
import { TextField } from '../../ui/text-field.tsx'
import { freshMarkUp, type Draft } from './draft.ts'
import { PickedList } from './picked-list.tsx'
import styles from './price-files.module.css'
import type { Choices } from './use-choices.ts'
import './texts.ts'

type Part = Pick<Draft['settings'], 'markUp' | 'hidePurchasePrice'>

/** What is put on top of the purchase price, and whether the file tells that price. */
export function MarkUpFields({
  value,
  choices,
  errorOf,
  onChange,
}: {
  value: Part
  choices: Choices
  errorOf: (field: string) => string | undefined
  onChange: (value: Part) => void
}) {
  const { t } = useTranslation('price-files')
  const format = useFormat()
  const currency = useMe()?.current?.context.currency ?? 'RUB'
  const { markUp } = value
  const change = (patch: Partial<MarkUp>) =>
    onChange({ ...value, markUp: { ...(markUp ?? freshMarkUp), ...patch } })
  return (
    <fieldset className={styles.section}>
      <legend>{t('markUp.title')}</legend>
      <label className={controls.check}>
        <input
          type="checkbox"
          checked={markUp !== null}
          onChange={(event) =>
            onChange({
              markUp: event.target.checked ? freshMarkUp : null,
              hidePurchasePrice: event.target.checked,
            })
          }
        />
        {t('markUp.on')}
      </label>
      {markUp && (
        <>
          <div className={styles.three}>
            <TextField
              label={t('markUp.percent')}
              hint={t('markUp.percentHint')}
              inputMode="decimal"
              maxLength={40}
              value={markUp.percent}
              error={errorOf('settings.markUp.percent')}
              onText={(percent) => change({ percent })}
            />
            <TextField
              label={t('markUp.minSum', { currency: format.symbol(currency) })}
              hint={t('markUp.minSumHint')}
              inputMode="decimal"
              maxLength={40}
              value={markUp.minSum ?? ''}
              error={errorOf('settings.markUp.minSum')}
              onText={(minSum) => change({ minSum: minSum || null })}
            />
            <label className={controls.field}>
              <span className={controls.label}>{t('markUp.rounding')}</span>
              <select
                className={controls.input}
                value={markUp.rounding}
                onChange={(event) =>
                  change({
                    rounding: priceRounding.options.find((one) => one === event.target.value) ?? 'none',
                  })
                }
              >
                {priceRounding.options.map((one) => (
                  <option key={one} value={one}>
                    {t(`markUp.round.${one}` as 'markUp.round.none')}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <Exceptions markUp={markUp} choices={choices} errorOf={errorOf} onChange={change} />
          <label className={controls.check}>
            <input
              type="checkbox"
              checked={value.hidePurchasePrice}
              onChange={(event) => onChange({ ...value, hidePurchasePrice: event.target.checked })}
            />
            <span>
              {t('markUp.hide')}
              <span className={styles.hint}>{t('markUp.hideHint')}</span>
            </span>
          </label>
        </>
      )}
    </fieldset>
  )
}

function Exceptions({
  markUp,
  choices,
  errorOf,
  onChange,
}: {
  markUp: MarkUp
  choices: Choices
  errorOf: (field: string) => string | undefined
  onChange: (patch: Partial<MarkUp>) => void
}) {
  const { t } = useTranslation('price-files')
  const percent = (id: string, value: string, field: string, change: (percent: string) => void) => {
    const error = errorOf(field)
    return (
      <span className={styles.percent}>
        <input
          className={controls.input}
          aria-label={t('markUp.percentOf', { name: choices.nameOf(id) })}
          aria-invalid={error ? true : undefined}
          title={error}
          inputMode="decimal"
          maxLength={40}
          value={value}
          onChange={(event) => change(event.target.value)}
        />
        %
      </span>
    )
  }
  const { brands, categories } = markUp
  return (
    <>
      <div className={styles.two}>
        <PickedList
          label={`${t('markUp.exceptions')}: ${t('scope.categories').toLowerCase()}`}
          add={t('scope.addCategory')}
          options={choices.categories}
          picked={categories.map((one) => one.categoryId)}
          nameOf={choices.nameOf}
          onPick={(categoryId) =>
            onChange({ categories: [...categories, { categoryId, percent: markUp.percent }] })
          }
          onRemove={(id) => onChange({ categories: categories.filter((one) => one.categoryId !== id) })}
        >
          {(id) => {
            const place = categories.findIndex((one) => one.categoryId === id)
            return percent(id, categories[place]!.percent, `settings.markUp.categories.${place}`, (typed) =>
              onChange({ categories: categories.with(place, { categoryId: id, percent: typed }) }),
            )
          }}
        </PickedList>
        <PickedList
          label={`${t('markUp.exceptions')}: ${t('scope.brands').toLowerCase()}`}
          add={t('scope.addBrand')}
          options={choices.brands}
          picked={brands.map((one) => one.brandId)}
          nameOf={choices.nameOf}
          onPick={(brandId) => onChange({ brands: [...brands, { brandId, percent: markUp.percent }] })}
          onRemove={(id) => onChange({ brands: brands.filter((one) => one.brandId !== id) })}
        >
          {(id) => {
            const place = brands.findIndex((one) => one.brandId === id)
            return percent(id, brands[place]!.percent, `settings.markUp.brands.${place}`, (typed) =>
              onChange({ brands: brands.with(place, { brandId: id, percent: typed }) }),
            )
          }}
        </PickedList>
      </div>
      <p className={styles.soft}>{t('markUp.exceptionsHint')}</p>
    </>
  )
}
