import { composition, floors, shared, type Floor } from '#src/graph.ts'

/** Where a file of `src` lives. */
export type Place =
  | { kind: 'kernel' }
  | { kind: 'composition' }
  | { kind: 'shared' }
  | { kind: 'module'; module: string; floor: number; allowed: readonly string[] }
  /** a folder that the graph does not know, or a file that stands between the rooms */
  | { kind: 'unknown' }

const rows: readonly Floor[] = floors

export function placeOf(path: string): Place {
  const [floorName = '', moduleName = '', ...rest] = path.split('/')
  if (floorName === 'kernel') return { kind: 'kernel' }
  if (composition.some((entry) => (entry.endsWith('/') ? path.startsWith(entry) : path === entry)))
    return { kind: 'composition' }
  if (path === 'graph.ts' || shared.includes(path)) return { kind: 'shared' }
  const floor = rows.findIndex(({ name }) => name === floorName)
  const allowed = rows[floor]?.modules[moduleName]
  return allowed && rest.length > 0
    ? { kind: 'module', module: moduleName, floor, allowed }
    : { kind: 'unknown' }
}

/** The floor of a module, or undefined when the graph does not know it. Its PostgreSQL schema has the same name. */
export function floorOf(moduleName: string): number | undefined {
  const floor = rows.findIndex(({ modules }) => moduleName in modules)
  return floor < 0 ? undefined : floor
}

/** May code of `place` import, and read the tables of, this module? */
export function mayUse(place: Place & { kind: 'module' }, moduleName: string): boolean {
  if (moduleName === place.module) return true
  const floor = floorOf(moduleName)
  return (
    floor !== undefined &&
    (floor < place.floor || (floor === place.floor && place.allowed.includes(moduleName)))
  )
}

/** The same-floor rows that lead back to themselves; the graph must have none. */
export function circlesInGraph(): string[] {
  return rows.flatMap(({ modules }) =>
    Object.keys(modules).filter((start) => {
      const reached = new Set<string>()
      const follow = (name: string): void => {
        for (const next of modules[name] ?? [])
          if (!reached.has(next)) {
            reached.add(next)
            follow(next)
          }
      }
      follow(start)
      return reached.has(start)
    }),
  )
}
