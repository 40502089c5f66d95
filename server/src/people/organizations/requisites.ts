import { AppError } from '@portal/api/errors.ts'
import { wrongRequisites, type Requisites } from '@portal/api/requisites.ts'

/** Refuses requisites that cannot be; every wrong one is named at its field. */
export function requireRequisites(requisites: Requisites): void {
  const wrong = wrongRequisites(requisites)
  if (wrong[0])
    throw new AppError(
      `${wrong[0]}_invalid`,
      {},
      Object.fromEntries(wrong.map((number) => [number, `${number}_invalid`])),
    )
}
