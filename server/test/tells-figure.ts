/**
 * Does a text tell this figure, however its thousands are parted? Within longer numbers and identifiers, in which any digits
 * stand sooner or later, it tells nothing.
 */
export function tellsFigure(text: string, figure: string): boolean {
  const parted = [...figure].join('[\\s,.]?')
  return new RegExp(`(?<![\\w-])${parted}(?![\\w-])`).test(text)
}
