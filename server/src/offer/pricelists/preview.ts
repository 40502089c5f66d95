import type { OutputOf } from '@portal/api/endpoint.ts'
import type { previewPriceFile } from '@portal/api/price-file-profiles.ts'
import type { PriceFileSettings } from '@portal/api/price-file-settings.ts'
import { AppError } from '@portal/api/errors.ts'
import { type Context, signedIn } from '#kernel/mount.ts'
import { countSelected, loadConditions } from '#src/offer/showcase/public.ts'
import { termsOfOwner } from './access.ts'
import { priceListTerms } from './access.ts'
import { cellsOf, digits, headOf } from './columns.ts'
import type { Cell } from '#kernel/sheets/cell.ts'
import { fileRows } from './rows.ts'
import { readSettings } from './settings.ts'
import { fileConditions, statementOf } from './statement.ts'

const shownRows = 8
/** Products that are looked at for them: some may not be in stock. */
const lookedAt = 100

/** What a file of these settings would look like; throws invalid_input. */
export async function preview(
  context: Context,
  given: PriceFileSettings,
  publicUrl: string,
): Promise<OutputOf<typeof previewPriceFile>> {
  const { db, now } = context
  const terms = priceListTerms(context)
  const settings = readSettings(given)
  const owner = await termsOfOwner(
    db,
    {
      user_id: signedIn(context).id,
      contract_id: terms.contractId,
      on_behalf: context.caller.acting !== null,
    },
    now,
  )
  if (!owner) throw new AppError('forbidden')
  const conditions = { ...(await loadConditions(db, terms, { now, language: settings.language })), terms }
  const told = await fileConditions(db, owner, settings, publicUrl)
  const rows = await fileRows(db, conditions, settings, lookedAt)
  const shown = []
  for await (const portion of rows.portions()) shown.push(...portion)
  return {
    total: await countSelected(db, conditions, settings.scope),
    columns: settings.columns.map((key) => {
      const { title, figure } = headOf(key, told)
      return { key, title, figure }
    }),
    rows: shown
      .slice(0, shownRows)
      .map((row) => cellsOf(row, settings.columns, told).map((cell) => textOf(cell, settings.language))),
    statement: statementOf(owner, settings, told, now),
  }
}

function textOf(cell: Cell, language: 'ru' | 'en'): string {
  if (cell === null) return ''
  return 'text' in cell ? cell.text : digits(cell.figure, language)
}
