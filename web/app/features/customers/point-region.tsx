import { listPointRegions, listRegions, setPointRegion } from '@portal/api/warehouses.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, queryFor } from '../../lib/api.ts'
import { useOperatorPermission } from '../../lib/me.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import controls from '../../ui/controls.module.css'
import { toastProblem } from '../../ui/toast.tsx'
import './texts.ts'

/** In which region of delivery an address stands: it decides which warehouses serve it. */
export function PointRegion({
  companyId,
  point,
}: {
  companyId: string
  point: { id: string; name: string }
}) {
  const { t } = useTranslation('customers')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const mayChange = useOperatorPermission('contracts.manage')
  const regions = useQuery(queryFor(listRegions, {})).data?.items ?? []
  const placed = useQuery(queryFor(listPointRegions, { params: { companyId } })).data?.items ?? []
  const current = placed.find(({ deliveryPointId }) => deliveryPointId === point.id)
  const place = useMutation({
    mutationFn: (regionId: string | null) =>
      call(setPointRegion, { params: { companyId, deliveryPointId: point.id }, body: { regionId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['terms'] }),
    onError: (error) => toastProblem(problemText(error)),
  })
  if (!mayChange) return current?.regionName ?? null
  return (
    <select
      className={controls.input}
      aria-label={t('points.regionOf', { name: point.name })}
      value={current?.regionId ?? ''}
      disabled={place.isPending}
      onChange={(event) => place.mutate(event.target.value || null)}
    >
      <option value="">{t('points.anyRegion')}</option>
      {regions.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}
