import { createConnection, updateConnection, type Connection } from '@portal/api/exchange.ts'
import { listSellers } from '@portal/api/sellers.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/dialog.tsx'
import { toastDone } from '../../ui/toast.tsx'
import styles from './exchange.module.css'
import './texts.ts'

/** Lets an ERP in, or changes how its data is understood. */
export function ConnectionDialog({
  connection,
  onClose,
}: {
  connection: Connection | undefined
  onClose: () => void
}) {
  const { t } = useTranslation(['exchange', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const sellers = useQuery({ ...queryFor(listSellers, {}), enabled: !connection })
  const [settings, setSettings] = useState(connection?.settings)
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim()
      return connection
        ? call(updateConnection, {
            params: { connectionId: connection.id },
            body: {
              name: text('name'),
              active: form.get('active') === 'on',
              ...(text('password') ? { password: text('password') } : {}),
              ...(settings ? { settings } : {}),
            },
          })
        : call(createConnection, {
            body: {
              name: text('name'),
              login: text('login'),
              password: text('password'),
              sellerId: text('seller'),
            },
          })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['exchange'] })
      toastDone(t('saved', { ns: 'common' }))
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!save.isPending) save.mutate(new FormData(event.currentTarget))
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={connection ? t('form.editTitle', { name: connection.name }) : t('form.createTitle')}
      actions={
        <>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </button>
          <button
            type="submit"
            form="connection"
            className={`${controls.button} ${controls.primary}`}
            disabled={save.isPending}
          >
            {t('save', { ns: 'common' })}
          </button>
        </>
      }
    >
      <form id="connection" className={styles.form} onSubmit={submit}>
        {save.error && (
          <p className={controls.alert} role="alert">
            {problemText(save.error)}
          </p>
        )}
        <label className={controls.field}>
          <span className={controls.label}>{t('form.name')}</span>
          <input
            className={controls.input}
            name="name"
            required
            maxLength={200}
            defaultValue={connection?.name ?? '1С: Управление торговлей'}
          />
        </label>
        {!connection && (
          <>
            <label className={controls.field}>
              <span className={controls.label}>{t('form.login')}</span>
              <input
                className={controls.input}
                name="login"
                required
                minLength={3}
                maxLength={100}
                pattern="[\w.@\-]+"
                autoComplete="off"
              />
            </label>
            <label className={controls.field}>
              <span className={controls.label}>{t('form.seller')}</span>
              <select className={controls.input} name="seller" required>
                {sellers.data?.items.map((seller) => (
                  <option key={seller.id} value={seller.id}>
                    {seller.name}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
        <label className={controls.field}>
          <span className={controls.label}>{t(connection ? 'form.newPassword' : 'form.password')}</span>
          <input
            className={controls.input}
            name="password"
            type="password"
            minLength={10}
            maxLength={200}
            required={!connection}
            autoComplete="new-password"
            placeholder={connection ? t('form.keepPassword') : undefined}
          />
          <span className={controls.hint}>{t('form.passwordHint')}</span>
        </label>
        {settings && (
          <>
            <label className={controls.field}>
              <span className={controls.label}>{t('form.stockIs')}</span>
              <select
                className={controls.input}
                value={settings.stockIs}
                onChange={(event) =>
                  setSettings({ ...settings, stockIs: event.target.value === 'free' ? 'free' : 'on_hand' })
                }
              >
                <option value="free">{t('form.free')}</option>
                <option value="on_hand">{t('form.on_hand')}</option>
              </select>
            </label>
            {(['pricesIncludeVat', 'ordersAfterConfirmation', 'deactivateMissing'] as const).map((key) => (
              <label key={key} className={controls.check}>
                <input
                  type="checkbox"
                  checked={settings[key]}
                  onChange={(event) => setSettings({ ...settings, [key]: event.target.checked })}
                />
                {t(`form.${key}`)}
              </label>
            ))}
            <label className={controls.field}>
              <span className={controls.label}>{t('form.maxVanishPercent')}</span>
              <input
                className={controls.input}
                type="number"
                min={0}
                max={100}
                value={settings.maxVanishPercent}
                onChange={(event) =>
                  setSettings({ ...settings, maxVanishPercent: Number(event.target.value) })
                }
              />
            </label>
            <label className={controls.check}>
              <input type="checkbox" name="active" defaultChecked={connection?.active} />
              {t('form.active')}
            </label>
          </>
        )}
      </form>
    </Dialog>
  )
}
