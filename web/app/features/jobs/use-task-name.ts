import { useTranslation } from 'react-i18next'
import './texts.ts'

const keys = {
  'mail:send': 'mail',
  'identity:write-reset': 'reset',
  'exchange:import': 'import',
  'exchange:sweep': 'sweep',
  'matching:read-upload': 'upload',
  'lots:note-overdue': 'overdueLots',
  'orders:close-absent': 'closeAbsent',
  'pricelists:make-file': 'priceFile',
  'pricelists:timetable': 'priceFileTimetable',
  event: 'event',
  reaction: 'reaction',
  'worker:release-dead': 'release',
} as const

/** A task in a person's words; one that has none is told by its name. */
export function useTaskName(): (task: string) => string {
  const { t } = useTranslation('jobs')
  return (task) => (task in keys ? t(`tasks.${keys[task as keyof typeof keys]}`) : task)
}
