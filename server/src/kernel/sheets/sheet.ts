/** One sheet as text: what stands in the cells, never what a program made of it. */
export interface Sheet {
  name: string
  /** how many rows it has, also where fewer were read */
  rowCount: number
  rows: string[][]
  /** `row:column` (from 0) of cells that are formulas */
  formulas: string[]
  /** whoever made the workbook hid it */
  hidden?: boolean
  /** spaces before the first text of a row, by the row's index (from 0): how 1C shows that a group is inside another */
  indents?: Record<number, number>
  /** cells that are shown as one; rows and columns from 0, both ends included */
  merges?: Merge[]
}

export interface Merge {
  row: number
  column: number
  toRow: number
  toColumn: number
}

/** Why a file was not read; becomes the upload's error code. */
export class Unreadable extends Error {
  readonly code: UnreadableCode
  readonly params: Record<string, string>

  constructor(code: UnreadableCode, params: Record<string, string> = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}

export type UnreadableCode =
  | 'file_unreadable'
  | 'file_kind_unknown'
  | 'file_encrypted'
  | 'too_many_rows'
  | 'too_many_sheets'
  | 'unpacks_too_large'
  | 'took_too_long'
  | 'malformed'
  | 'entity_declared'
  | 'unknown_encoding'
  | 'private_address'
