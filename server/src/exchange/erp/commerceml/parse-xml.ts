import { SaxesParser } from 'saxes'
import type { ProblemCode } from './records.ts'
import type { XmlElement } from './xml-element.ts'

/** What a file may ask of memory and time; beyond it reading stops with a fatal problem. */
export interface Limits {
  depth: number
  /** characters of one text, attribute, name or comment */
  text: number
  attributes: number
  elements: number
  /** elements, and characters of text, of one record */
  recordElements: number
  recordText: number
}

export const usualLimits: Limits = {
  depth: 100,
  text: 1_000_000,
  attributes: 50,
  elements: 50_000_000,
  recordElements: 500_000,
  recordText: 16_000_000,
}

/** Thrown out of a parser that cannot or must not go on. */
export class Stop extends Error {
  readonly code: ProblemCode
  readonly params: Record<string, string>
  constructor(code: ProblemCode, params: Record<string, string> = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}

export interface XmlHandler {
  open(element: XmlElement): void
  text(text: string): void
  close(): void
  /** the text was read, though not quite as it stands */
  warn(code: ProblemCode, line: number, params: Record<string, string>): void
}

// control characters that XML forbids; programs copy them from spreadsheets, and one must not spoil a catalogue
const forbidden = /[^\t\n\r\u0020-\uFFFD]/g
const forbiddenOrLost = /[^\t\n\r\u0020-\uFFFC]/g

/** XML by pieces of text, with local names, within limits, without any entity but the five of XML. */
export class XmlParser {
  private readonly parser = new SaxesParser({ xmlns: false, position: false })
  private readonly handler: XmlHandler
  private readonly limits: Limits
  private readonly localNames = new Map<string, string>()
  private depth = 0
  private elements = 0
  private attributes = 0
  private state: 'blank' | 'before root' | 'in root' | 'after root' = 'blank'
  private closing = false
  private trailing = false
  private badCharacters = 0
  private charactersSinceEvent = 0
  private eventLine = 1

  constructor(handler: XmlHandler, limits: Limits) {
    this.handler = handler
    this.limits = limits
    // without inherited names: `&constructor;` is no entity
    this.parser.ENTITIES = Object.assign(Object.create(null), {
      amp: '&',
      gt: '>',
      lt: '<',
      quot: '"',
      apos: "'",
    })
    this.listen()
  }

  /** Where the last thing happened that was understood. */
  get line(): number {
    return this.eventLine
  }

  /** Throws Stop. */
  write(piece: string): void {
    let text = piece
    if (this.state === 'blank') {
      text = text.trimStart()
      if (text === '') return
      this.state = 'before root'
    }
    if (this.trailing) return
    const bad = text.match(forbiddenOrLost)
    if (bad !== null) {
      this.badCharacters += bad.length
      text = text.replace(forbidden, ' ')
    }
    this.charactersSinceEvent += text.length
    this.parser.write(text)
    // the parser keeps an unfinished text, name or comment whole, so its growth is watched from outside
    if (this.charactersSinceEvent > this.limits.text + piece.length) throw this.tooLong()
  }

  /** Throws Stop: `empty`, or `truncated` when something is still open. */
  close(): void {
    if (this.state === 'blank') throw new Stop('empty')
    this.closing = true
    if (!this.trailing) this.parser.close()
    if (this.trailing) this.handler.warn('text_after_end', this.eventLine, {})
  }

  /** Tells what was replaced; after the end or after a Stop. */
  finish(): void {
    if (this.badCharacters === 0) return
    this.handler.warn('bad_characters', this.eventLine, { count: String(this.badCharacters) })
  }

  private listen(): void {
    const { parser, handler } = this
    parser.on('error', (error) => this.fail(error.message))
    parser.on('doctype', (text) => {
      this.progress()
      if (/<!ENTITY/i.test(text)) throw new Stop('entity_declared')
    })
    parser.on('comment', () => this.progress())
    parser.on('processinginstruction', () => this.progress())
    parser.on('attribute', ({ value }) => {
      this.checkLength(value)
      this.progress()
      this.attributes++
      if (this.attributes > this.limits.attributes) {
        throw new Stop('too_many_attributes', { limit: String(this.limits.attributes) })
      }
    })
    parser.on('opentag', ({ name, attributes }) => {
      this.progress()
      this.attributes = 0
      if (this.state === 'after root') return
      this.state = 'in root'
      this.depth++
      this.elements++
      if (this.depth > this.limits.depth) throw new Stop('too_deep', { limit: String(this.limits.depth) })
      if (this.elements > this.limits.elements) {
        throw new Stop('too_many_elements', { limit: String(this.limits.elements) })
      }
      handler.open({
        name: this.localName(name),
        attributes: this.localAttributes(attributes),
        text: '',
        children: null,
        line: parser.line,
      })
    })
    parser.on('closetag', () => {
      this.progress()
      if (this.state !== 'in root') return
      this.depth--
      if (this.depth === 0) this.state = 'after root'
      handler.close()
    })
    const takeText = (text: string) => {
      this.checkLength(text)
      this.progress()
      if (this.state === 'in root') handler.text(text)
    }
    parser.on('text', takeText)
    parser.on('cdata', takeText)
  }

  private progress(): void {
    this.charactersSinceEvent = 0
    this.eventLine = this.parser.line
  }

  private checkLength(text: string): void {
    if (text.length > this.limits.text) throw this.tooLong()
  }

  private tooLong(): Stop {
    return new Stop('text_too_long', { limit: String(this.limits.text) })
  }

  private fail(detail: string): void {
    // everything that belongs to the file was read
    if (this.state === 'after root') {
      this.trailing = true
      return
    }
    // left in the text as it stands
    if (detail === 'undefined entity.') {
      this.handler.warn('unknown_entity', this.parser.line, {})
      return
    }
    this.eventLine = this.parser.line
    if (this.closing) throw new Stop('truncated', { detail })
    throw new Stop(this.state === 'in root' ? 'malformed' : 'not_commerceml', { detail })
  }

  private localName(name: string): string {
    let local = this.localNames.get(name)
    if (local === undefined) {
      local = name.slice(name.lastIndexOf(':') + 1)
      // a file has some two hundred different names; a hostile one must not fill the memory with them
      if (this.localNames.size < 10_000) this.localNames.set(name, local)
    }
    return local
  }

  private localAttributes(attributes: Record<string, string>): Record<string, string> | null {
    let local: Record<string, string> | null = null
    for (const name in attributes) {
      local ??= Object.create(null) as Record<string, string>
      local[this.localName(name)] = attributes[name]!
    }
    return local
  }
}
