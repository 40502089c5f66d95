/** One element of a record, with local names only: namespaces of CommerceML differ, its words do not. */
export interface XmlElement {
  name: string
  attributes: Record<string, string> | null
  text: string
  children: XmlElement[] | null
  line: number
}

const nothing: XmlElement[] = []

export function childrenOf(element: XmlElement): XmlElement[] {
  return element.children ?? nothing
}

/** Text without its edges; null when nothing is left. */
export function textOf(element: XmlElement): string | null {
  const text = element.text.trim()
  return text === '' ? null : text
}

export function attributeOf(element: XmlElement, name: string): string | null {
  const value = element.attributes?.[name]?.trim()
  return value === undefined || value === '' ? null : value
}

export function childText(element: XmlElement, name: string): string | null {
  if (element.children !== null) {
    for (const child of element.children) if (child.name === name) return textOf(child)
  }
  return null
}
