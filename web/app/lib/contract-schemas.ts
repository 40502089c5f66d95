/**
 * What the contract's `z` is in the browser (see vite.config.ts): schemas that can be built, composed and asked for
 * their names, but hold no rules. `.options` of an enum and `.shape` of an object are real.
 */
interface Schema {
  options?: readonly string[]
  shape?: Record<string, Schema>
  [method: string]: unknown
}

function schema(known: Schema = {}): Schema {
  return new Proxy(known, {
    get: (target, name) => {
      if (typeof name === 'symbol' || name in target) return target[name as string]
      if (/^(safe)?parse|^(en|de)code|^safe(En|De)code/i.test(name))
        throw new Error('the contract is not validated in the browser: the server answers invalid_input')
      // .optional(), .max(200), .pipe(…): the same schema
      return name === 'extend' ? (more: Record<string, Schema>) => extend(target, more) : () => schema(target)
    },
  })
}

function extend(target: Schema, more: Record<string, Schema>): Schema {
  return schema({ ...target, shape: { ...target.shape, ...more } })
}

const kinds: Record<string, (argument: never) => Schema> = {
  enum: (options: readonly string[]) => schema({ options }),
  object: (shape: Record<string, Schema>) => schema({ shape }),
}

/** `z.string()`, `z.iso.date()`, `z.coerce.number()`: any kind of any namespace. */
function kindsOf(): unknown {
  return new Proxy(() => schema(), {
    get: (_, name) => (typeof name === 'symbol' ? undefined : (kinds[name] ?? kindsOf())),
  })
}

export const z = kindsOf()
