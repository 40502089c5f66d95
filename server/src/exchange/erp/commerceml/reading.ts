import { childText } from './xml-element.ts'
import type { XmlElement } from './xml-element.ts'
import type { CommerceMlRecord, Place, Problem, ProblemCode } from './records.ts'

type Kind = CommerceMlRecord['kind']

/** So many different places of unknown elements are told apart; the rest is counted together. */
const maxUnknown = 200

/** One file while it is read: the records that are ready, and what is known about the place being read. */
export class Reading {
  /** records that are ready to be handed out */
  ready: CommerceMlRecord[] = []
  private readonly ordinals = new Map<Kind, number>()
  private readonly unknown = new Map<string, { line: number; count: number }>()
  private current: { kind: Kind; element: XmlElement; path: string; place: Place } | null = null

  /** Begins a record; its problems carry its id and label. */
  begin(kind: Kind, element: XmlElement, path: string): Place {
    const place = this.placeOf(kind, element.line)
    this.current = { kind, element, path, place }
    return place
  }

  placeOf(kind: Kind, line: number): Place {
    const ordinal = (this.ordinals.get(kind) ?? 0) + 1
    this.ordinals.set(kind, ordinal)
    return { line, ordinal }
  }

  end(): void {
    this.current = null
  }

  /** The record, or an entry of one of its lists, cannot be used. */
  skip(code: ProblemCode, within: string, params: Record<string, string> = {}): void {
    this.tell('skipped', code, within, params)
  }

  /** A value is left aside; the record stands. */
  warn(code: ProblemCode, within: string, params: Record<string, string> = {}): void {
    this.tell('warning', code, within, params)
  }

  /** An element that the portal has no use for: told once per place, with its count. */
  ignore(element: XmlElement, within: string): void {
    this.ignoreAt(pathTo(this.current?.path ?? '', pathTo(within, element.name)), element.line)
  }

  ignoreAt(path: string, line: number): void {
    const key = this.unknown.size < maxUnknown || this.unknown.has(path) ? path : '…'
    const seen = this.unknown.get(key)
    if (seen === undefined) this.unknown.set(key, { line, count: 1 })
    else seen.count++
  }

  /** A problem of the file rather than of a record. */
  fileProblem(
    severity: Problem['severity'],
    code: ProblemCode,
    line: number,
    path: string,
    params: Record<string, string>,
    record: Problem['record'] = null,
  ): void {
    this.ready.push({
      kind: 'problem',
      ...this.placeOf('problem', line),
      severity,
      code,
      path,
      record,
      params,
    })
  }

  /** Tells what was passed over; called once, at the end of the file. */
  finish(): void {
    for (const [path, { line, count }] of this.unknown) {
      this.fileProblem('warning', 'unknown_element', line, path, { count: String(count) })
    }
  }

  private tell(
    severity: Problem['severity'],
    code: ProblemCode,
    within: string,
    params: Record<string, string>,
  ): void {
    const current = this.current
    if (current === null) return this.fileProblem(severity, code, 0, within, params)
    const { kind, element, path, place } = current
    this.fileProblem(severity, code, place.line, pathTo(path, within), params, {
      kind,
      id: childText(element, 'Ид'),
      label: childText(element, 'Наименование') ?? childText(element, 'Номер'),
    })
  }
}

/** A path of local names; either side may be empty. */
export function pathTo(path: string, within: string): string {
  return within === '' ? path : path === '' ? within : `${path}/${within}`
}
