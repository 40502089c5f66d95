const latin: Record<string, string> = Object.fromEntries(
  'а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sch ы y э e ю yu я ya'
    .split(' ')
    .reduce<[string, string][]>(
      (pairs, word, i, all) => (i % 2 ? pairs : [...pairs, [word, all[i + 1]!]]),
      [],
    ),
)

/** Addresses of pages: Russian letters in Latin ones, words joined by dashes, each address once. */
export class Slugs {
  private readonly taken = new Set<string>()

  of(name: string): string {
    const base = [...name.toLowerCase()]
      .map((letter) => latin[letter] ?? letter)
      .join('')
      .replaceAll(/[ьъ]/g, '')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
    let slug = base
    for (let i = 2; this.taken.has(slug); i++) slug = `${base}-${i}`
    this.taken.add(slug)
    return slug
  }
}
