import { Popover } from '@mantine/core'
import {
  IconBell,
  IconBuildingStore,
  IconKeyboard,
  IconLogout,
  IconShoppingBag,
  IconUser,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useChooseLanguage, useMe, useSignOut } from '../../lib/me.ts'
import { PreferencesMenu } from '../../ui/preferences-menu.tsx'
import styles from './person-menu.module.css'

/** Who I am, my profile, the other face, theme, language, keys, the way out. */
export function PersonMenu({ face, onKeys }: { face: 'cabinet' | 'office'; onKeys: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const signOut = useSignOut()
  const chooseLanguage = useChooseLanguage()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  if (!me?.user) return null
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width={272}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.face}
          aria-label={`${initialsOf(me.user.name)}: ${t('nav.person')}`}
          onClick={() => setOpen(!open)}
        >
          {initialsOf(me.user.name)}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <div className={styles.who}>
          <b>{me.user.name}</b>
          <span>{me.user.email}</span>
        </div>
        <ul className={styles.list}>
          <li>
            <Link className={styles.item} to="/profile" onClick={close}>
              <IconUser size={18} aria-hidden="true" />
              {t('nav.profile')}
            </Link>
          </li>
          {face === 'cabinet' && me.current && !me.acting && (
            <li>
              <Link className={styles.item} to="/subscriptions" onClick={close}>
                <IconBell size={18} aria-hidden="true" />
                {t('nav.subscriptions')}
              </Link>
            </li>
          )}
          {face === 'cabinet' && me.operator && (
            <li>
              <Link className={styles.item} to="/office" onClick={close}>
                <IconBuildingStore size={18} aria-hidden="true" />
                {t('nav.office')}
              </Link>
            </li>
          )}
          {face === 'office' && me.current && (
            <li>
              <Link className={styles.item} to="/home" onClick={close}>
                <IconShoppingBag size={18} aria-hidden="true" />
                {t('nav.cabinet')}
              </Link>
            </li>
          )}
          <li>
            <button
              type="button"
              className={styles.item}
              onClick={() => {
                close()
                onKeys()
              }}
            >
              <IconKeyboard size={18} aria-hidden="true" />
              {t('shortcuts.title')}
              <kbd>?</kbd>
            </button>
          </li>
          <li>
            <button
              type="button"
              className={styles.item}
              disabled={signOut.isPending}
              onClick={() => signOut.mutate()}
            >
              <IconLogout size={18} aria-hidden="true" />
              {t('nav.signOut')}
            </button>
          </li>
        </ul>
        <div className={styles.preferences}>
          <PreferencesMenu onLanguage={(language) => chooseLanguage.mutate(language)} />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toLocaleUpperCase() ?? '')
    .join('')
}
