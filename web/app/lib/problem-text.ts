import { useTranslation } from 'react-i18next'
import { ApiProblem } from './api.ts'

/** The words for any error, in the person's language. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation('errors')
  return (error) => {
    const problem = error instanceof ApiProblem ? error : new ApiProblem({ code: 'internal' })
    return t(problem.code, { ...problem.params, requestId: problem.requestId ?? '—' })
  }
}
