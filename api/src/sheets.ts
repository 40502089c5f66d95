import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** A spreadsheet as text, for a screen that lets a person say which column is what. */
export const readSheetFile = endpoint({
  method: 'POST',
  path: '/sheet-readings',
  response: z.object({
    sheets: z.array(
      z.object({
        name: z.string(),
        rows: z.array(z.array(z.string())),
      }),
    ),
  }),
  summary: 'Read an .xls, .xlsx, .ods or .csv list into rows of text; nothing is kept',
  access: { kind: 'signedIn' },
  errors: ['file_too_large', 'file_kind_unknown', 'file_unreadable'],
  upload: { maxBytes: 5 * 1024 * 1024 },
  perMinute: 20,
  tags: ['offer'],
})
