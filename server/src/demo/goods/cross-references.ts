import type { DemoCrossReference, DemoProduct } from '../demo-data.ts'

/** What others call our goods: an old standard's designation of bolts, a competitor's codes of circuit breakers. */
export function* crossReferencesOf(products: Iterable<DemoProduct>): Generator<DemoCrossReference> {
  const called = new Set<string>()
  for (const { key, attributes } of products) {
    const { diameter, length, strength, poles, current, curve } = attributes
    if (key.startsWith('din-933:') && strength === '8.8')
      yield { product: key, code: `ГОСТ 7798-М${diameter}х${length}`, owner: 'ГОСТ 7798-70' }
    if (!key.startsWith('breaker:')) continue
    const code = `MV63-${poles}${curve}${current}`
    // at sixteen amperes the competitor's one code means the breakers of both our brands: a row with it asks which
    if (called.has(code) && current !== '16') continue
    called.add(code)
    yield { product: key, code, owner: 'Вольтарис' }
  }
}
