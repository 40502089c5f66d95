import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { PickBox, type Option } from '../../ui/pick-box.tsx'
import styles from './price-files.module.css'
import './texts.ts'

/** Some of many by name: the chosen ones as a list, a field that adds another. */
export function PickedList({
  label,
  add,
  options,
  picked,
  nameOf,
  onPick,
  onRemove,
  children,
}: {
  label: string
  add: string
  options: readonly Option[]
  picked: readonly string[]
  nameOf: (id: string) => string
  onPick: (id: string) => void
  onRemove: (id: string) => void
  /** what stands beside a chosen one */
  children?: (id: string) => ReactNode
}) {
  const { t } = useTranslation('price-files')
  const [text, setText] = useState('')
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = options
    .filter(
      ({ id, name }) => !picked.includes(id) && words.every((word) => name.toLowerCase().includes(word)),
    )
    .slice(0, 50)
  return (
    <div className={controls.field}>
      <span className={controls.label}>{label}</span>
      {picked.length > 0 && (
        <ul className={styles.picked} aria-label={label}>
          {picked.map((id) => (
            <li key={id}>
              <span className={styles.pickedName}>{nameOf(id)}</span>
              {children?.(id)}
              <button
                type="button"
                className={controls.icon}
                aria-label={t('scope.remove', { name: nameOf(id) })}
                onClick={() => onRemove(id)}
              >
                <IconX size={16} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <PickBox
        label={add}
        named={false}
        placeholder={add}
        picked={null}
        options={found}
        searching={false}
        onSearch={setText}
        onPick={(option) => option && onPick(option.id)}
      />
    </div>
  )
}
