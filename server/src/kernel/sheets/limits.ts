/** What reading a table may ask of memory and time; beyond it the file is refused with the limit named, nothing is cut off. */
export interface SheetLimits {
  rows: number
  columns: number
  sheets: number
  /** bytes of an unpacked workbook */
  unpacked: number
  parts: number
  seconds: number
  memoryMb: number
}

/** A list of articles that a buyer sends. */
export const limits: SheetLimits = {
  /** ten thousand goods, and the title, heads and totals around them */
  rows: 10_100,
  columns: 256,
  sheets: 100,
  unpacked: 200 * 1024 * 1024,
  parts: 2_000,
  seconds: 60,
  memoryMb: 512,
}

/** A price list of a supplier: a workbook of a hundred thousand goods. */
export const priceListLimits: SheetLimits = {
  rows: 200_000,
  columns: 256,
  sheets: 300,
  unpacked: 600 * 1024 * 1024,
  parts: 4_000,
  seconds: 180,
  memoryMb: 1_024,
}

/** Rows of each sheet that are shown to choose columns by. */
export const previewRows = 20
