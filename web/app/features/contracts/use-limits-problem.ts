import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import './texts.ts'

const known = ['bad_quantity', 'min_above_max', 'max_below_step'] as const

/** What is wrong with a least, a step and a most that somebody typed. */
export function useLimitsProblem(): (error: unknown) => string {
  const { t } = useTranslation('contracts')
  const problemText = useProblemText()
  return (error) => {
    const code = error instanceof ApiProblem ? error.fields['limits'] : undefined
    const named = known.find((each) => each === code)
    return named ? t(`quantities.outcome.${named}`) : problemText(error)
  }
}
