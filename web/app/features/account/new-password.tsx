import { shortestPassword } from '@portal/api/identity.ts'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/text-field.tsx'
import './texts.ts'

/** A password that is being chosen: what it must be is said before, what it is not after. */
export function NewPassword({ label, weak }: { label: string; weak: boolean }) {
  const { t } = useTranslation('account')
  return (
    <TextField
      label={label}
      name="password"
      type="password"
      autoComplete="new-password"
      required
      minLength={shortestPassword}
      maxLength={200}
      error={weak ? t('weak', { length: shortestPassword }) : null}
      hint={t('passwordHint', { length: shortestPassword })}
    />
  )
}
