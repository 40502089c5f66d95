import { Popover } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useContexts, useMe, useSwitchContext } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import styles from './context-switcher.module.css'

/** Company and contract; a switch changes prices, stock and carts at once, in all tabs. */
export function ContextSwitcher() {
  const { t } = useTranslation()
  const me = useMe()
  const problemText = useProblemText()
  const switching = useSwitchContext()
  const [open, setOpen] = useState(false)
  const [search, setSearch] = useState('')
  const current = me?.current?.context
  const contexts = useContexts(search)

  function choose(contractId: string) {
    setOpen(false)
    switching.mutate(contractId, {
      onSuccess: (next) => {
        const chosen = next.current?.context
        if (chosen)
          notifications.show({
            message: t('context.switched', { company: chosen.companyName, contract: chosen.contractNumber }),
          })
      },
      onError: (error) => notifications.show({ color: 'red', message: problemText(error) }),
    })
  }

  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={380} shadow="md" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.target}
          aria-label={t('context.label')}
          onClick={() => setOpen(!open)}
        >
          <span className={styles.names}>
            <b>{current?.companyName ?? t('context.none')}</b>
            {current && (
              <span data-state={current.contractState}>
                {t('context.contract', { number: current.contractNumber })}
                {current.contractState !== 'in_force' && ` · ${t(`context.${current.contractState}`)}`}
              </span>
            )}
          </span>
          <IconChevronDown size={16} />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <input
          className={controls.input}
          type="search"
          aria-label={t('context.search')}
          placeholder={t('context.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <ul className={styles.list}>
          {contexts.data?.items.map((context) => (
            <li key={context.contractId}>
              <button
                type="button"
                className={styles.item}
                aria-current={context.contractId === current?.contractId}
                onClick={() => choose(context.contractId)}
              >
                <b>{context.companyName}</b>
                <span>
                  {t('context.contract', { number: context.contractNumber })} · {context.sellerName} ·{' '}
                  {context.currency}
                  {context.contractState !== 'in_force' && ` · ${t(`context.${context.contractState}`)}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {contexts.data?.more && <p className={controls.hint}>{t('context.more')}</p>}
      </Popover.Dropdown>
    </Popover>
  )
}
