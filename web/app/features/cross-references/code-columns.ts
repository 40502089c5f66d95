/** Which column of a list holds what; null: none does. */
export interface CodeColumns {
  article: number
  code: number
  owner: number | null
  /** the first row names the columns */
  header: boolean
}

const plain: CodeColumns = { article: 0, code: 1, owner: 2, header: false }

/** What people write over such columns; the first that fits takes the column. */
const words = {
  code: /кросс|чужой|аналог|конкурент|oem|cross|foreign|их код|код (конкурента|производителя|поставщика)/i,
  owner: /бренд|марка|произв|чей|завод|каталог|источник|brand|maker|manufacturer|owner|source/i,
  article: /артикул|наш код|^код$|sku|article|our code/i,
} as const

/** The columns by the words over them, in any order; without such words the order is article, code, owner. */
export function codeColumns(rows: readonly (readonly string[])[]): CodeColumns {
  const titles = rows[0] ?? []
  const taken = new Set<number>()
  const find = (meaning: keyof typeof words) => {
    const at = titles.findIndex((title, index) => !taken.has(index) && words[meaning].test(title.trim()))
    if (at >= 0) taken.add(at)
    return at < 0 ? null : at
  }
  const code = find('code')
  const article = find('article')
  const owner = find('owner')
  // a code that happens to have a letter or two of these is no title
  const header = article !== null && titles.every((title) => !/\d{2,}/.test(title))
  if (!header) return plain
  const rest = titles.flatMap((_, index) => (taken.has(index) ? [] : [index]))
  const codeAt = code ?? rest[0] ?? 1
  return { article, code: codeAt, owner: owner === codeAt ? null : owner, header }
}
