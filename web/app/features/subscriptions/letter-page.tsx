import { endByLetter, type getSubscriptionLetter } from '@portal/api/subscriptions.ts'
import type { OutputOf } from '@portal/api/endpoint.ts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import styles from './letter-page.module.css'
import './texts.ts'

/** Where the link of a letter leads: looking changes nothing, the button turns off what is ticked. */
export function LetterPage({ token, items }: { token: string } & OutputOf<typeof getSubscriptionLetter>) {
  const { t } = useTranslation(['subscriptions', 'common'])
  const problemText = useProblemText()
  const [ended, setEnded] = useState<ReadonlySet<string>>(
    () => new Set(items.filter((one) => one.ended).map((one) => one.id)),
  )
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const [state, setState] = useState<'asking' | 'busy' | 'done'>('asking')
  const [problem, setProblem] = useState<unknown>(null)
  const open = items.filter((one) => !ended.has(one.id))
  const chosen = open.filter((one) => !kept.has(one.id)).map((one) => one.id)

  async function turnOff() {
    setState('busy')
    setProblem(null)
    try {
      // the contract asks for at most 200 at once
      for (let from = 0; from < chosen.length; from += 200)
        await call(endByLetter, { params: { token }, body: { ids: chosen.slice(from, from + 200) } })
      setEnded(new Set([...ended, ...chosen]))
      setState('done')
    } catch (error) {
      setProblem(error)
      setState('asking')
    }
  }

  return (
    <section className={styles.page}>
      <title>{`${t('letter.title')} · ${t('common:brand')}`}</title>
      <h1>{t('letter.title')}</h1>
      <p role="status">
        {state === 'done' ? t('letter.done') : t(open.length === 0 ? 'letter.allOff' : 'letter.text')}
      </p>
      <ul className={styles.list}>
        {items.map(({ id, kind, label }) => (
          <li key={id}>
            <label className={controls.check}>
              <input
                type="checkbox"
                disabled={ended.has(id)}
                checked={ended.has(id) || !kept.has(id)}
                onChange={() => setKept(toggled(kept, id))}
              />
              <span>
                {label}
                <span className={styles.kind}>{ended.has(id) ? t('letter.isOff') : t(`kind.${kind}`)}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {problem !== null && (
        <p className={controls.alert} role="alert">
          {problemText(problem)}
        </p>
      )}
      <p className={styles.ways}>
        {open.length > 0 && (
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            disabled={chosen.length === 0 || state === 'busy'}
            aria-busy={state === 'busy'}
            onClick={() => void turnOff()}
          >
            {t('letter.off')}
          </button>
        )}
        <Link className={controls.button} to="/subscriptions">
          {t('letter.mine')}
        </Link>
      </p>
    </section>
  )
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}
