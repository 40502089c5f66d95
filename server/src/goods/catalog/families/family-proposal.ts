/** A product as a proposal sees it. */
export interface Candidate {
  id: string
  article: string | null
  name: string
  nameEn: string | null
  /** what must be the same in a family whatever its name is: seller, brand, unit, category */
  kin: string
  /** property -> its value; `text` is how it is written */
  properties: ReadonlyMap<string, { valueId: string; text: string }>
}

export interface Proposal {
  name: string
  nameEn: string | null
  axes: string[]
  members: Candidate[]
}

const mostAxes = 3
/** Of so many properties that differ, combinations are tried. */
const mostVarying = 12
const least = 2

/**
 * Families among products: those of one kin whose names are the same but for sizes and for words that are values of their
 * properties, and which one to three properties tell apart, no two on one cell. Properties that are said in the names are
 * preferred: a weight that follows from the size is no axis.
 */
export function proposeFrom(products: readonly Candidate[]): Proposal[] {
  const alike = Map.groupBy(products, keyOf)
  return [...alike.values()].flatMap((members) => {
    if (members.length < least) return []
    const axes = axesOf(members)
    if (axes.length === 0) return []
    const [first] = members
    return [
      {
        name: commonName(members.map(({ name }) => name)) || first!.name,
        nameEn: members.every(({ nameEn }) => nameEn !== null)
          ? commonName(members.map(({ nameEn }) => nameEn!)) || null
          : null,
        axes,
        members,
      },
    ]
  })
}

const wordsOf = (text: string) => text.split(/[\s,;()«»"]+/).filter(Boolean)
/** Words of one root: красный, красная, красные. */
const rootOf = (word: string) =>
  word
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/(ый|ий|ой|ая|яя|ое|ее|ые|ие)$/, '')

function keyOf({ name, kin, properties }: Candidate): string {
  const values = new Set([...properties.values()].flatMap(({ text }) => wordsOf(text).map(rootOf)))
  const skeleton = wordsOf(name).map((word) =>
    /\d/.test(word) ? '#' : values.has(rootOf(word)) ? '@' : word.toLowerCase(),
  )
  return JSON.stringify([kin, [...properties.keys()].toSorted(), skeleton])
}

/** The properties that tell the members apart; none where nothing does. */
function axesOf(members: readonly Candidate[]): string[] {
  const properties = [...members[0]!.properties.keys()].map((property) => {
    const values = members.map((member) => member.properties.get(property)!)
    const said = members.filter(({ name }, index) => saysValue(name, values[index]!.text)).length
    return {
      property,
      ids: values.map(({ valueId }) => valueId),
      size: new Set(values.map(({ valueId }) => valueId)).size,
      unsaid: said * 2 < members.length,
    }
  })
  const varying = properties
    .filter(({ size }) => size > 1)
    .toSorted((a, b) => Number(a.unsaid) - Number(b.unsaid) || a.size - b.size)
    .slice(0, mostVarying)
  const telling = subsets(varying, mostAxes).filter(
    (chosen) =>
      new Set(members.map((_, index) => chosen.map(({ ids }) => ids[index]).join(' '))).size ===
      members.length,
  )
  const cost = (chosen: typeof varying) => [
    chosen.filter(({ unsaid }) => unsaid).length,
    chosen.length,
    chosen.reduce((cells, { size }) => cells * size, 1),
  ]
  const [best] = telling.toSorted((a, b) => {
    const [left, right] = [cost(a), cost(b)]
    const differs = left.findIndex((each, index) => each !== right[index])
    return differs < 0 ? 0 : left[differs]! - right[differs]!
  })
  // the longer axis goes down: a page is higher than it is wide
  return (best ?? []).toSorted((a, b) => b.size - a.size).map(({ property }) => property)
}

/** Is a value written in a name: 8 in М8х30, but not in М18? */
function saysValue(name: string, value: string): boolean {
  const at = name.toLowerCase().replaceAll(',', '.')
  const wanted = value.toLowerCase().replaceAll(',', '.')
  if (/^[\d.]+$/.test(wanted)) return [...at.matchAll(/\d+(\.\d+)?/g)].some(([number]) => number === wanted)
  const roots = new Set(wordsOf(at).map(rootOf))
  return at.includes(wanted) || wordsOf(wanted).every((word) => roots.has(rootOf(word)))
}

function subsets<T>(all: readonly T[], most: number): T[][] {
  return all
    .reduce<T[][]>(
      (known, one) => [...known, ...known.filter(({ length }) => length < most).map((set) => [...set, one])],
      [[]],
    )
    .filter(({ length }) => length > 0)
}

/** The words that stand in all names, in their order, as the first one writes them. */
function commonName(names: readonly string[]): string {
  const [first = '', ...others] = names
  const left = others.map((name) => new Set(name.split(/\s+/)))
  return first
    .split(/\s+/)
    .filter((word) => left.every((words) => words.has(word)))
    .join(' ')
    .replaceAll(/^[\s,.·—-]+|[\s,.·—-]+$/g, '')
}
