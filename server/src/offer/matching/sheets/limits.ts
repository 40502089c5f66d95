/** What a list of articles may be at most; beyond it the upload is refused with the limit named, nothing is cut off. */
export const limits = {
  rows: 10_000,
  columns: 256,
  sheets: 100,
  /** bytes of an unpacked workbook */
  unpacked: 200 * 1024 * 1024,
  parts: 2_000,
  seconds: 60,
  memoryMb: 512,
} as const

/** Rows of each sheet that are shown to choose columns by. */
export const previewRows = 20
