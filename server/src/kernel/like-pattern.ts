/** The text as LIKE reads it letter by letter: its own wildcards mean themselves. */
export function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`)
}

/** A pattern of LIKE for what stands anywhere in a text. */
export function containing(text: string): string {
  return `%${literally(text.trim())}%`
}

/** A pattern of LIKE for what a text begins with. */
export function beginningWith(text: string): string {
  return `${literally(text.trim())}%`
}
