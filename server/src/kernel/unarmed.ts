/** A cell of a text table that a spreadsheet would run as a formula is made text (law 14). */
export function unarmed(cell: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}
