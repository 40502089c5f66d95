import autocannon from 'autocannon'

/** One request of a scenario. */
export interface Ask {
  method?: 'GET' | 'POST' | 'PATCH'
  path: string
  body?: unknown
}

/** Who asks on one connection, and what, over and over. */
export interface Asker {
  cookie?: string
  asks: readonly Ask[]
}

export interface Figures {
  perSecond: number
  p50: number
  p95: number
  /** answers other than 2xx, and connections that broke */
  wrong: number
}

/** A closed loop: each connection is another asker, and asks again as soon as it is answered. Times are milliseconds. */
export async function load(
  url: string,
  askers: readonly Asker[],
  options: { connections: number; seconds: number },
): Promise<Figures> {
  let next = 0
  const times: number[] = []
  const { requests, errors, non2xx } = await autocannon({
    url,
    connections: options.connections,
    duration: options.seconds,
    setupClient: (client) => {
      const { cookie, asks } = askers[next++ % askers.length]!
      client.on('response', (_status, _bytes, time) => times.push(time))
      client.setRequests(
        asks.map(({ method = 'GET', path, body }) => ({
          method,
          path,
          headers: {
            ...(cookie ? { cookie } : {}),
            ...(body ? { 'content-type': 'application/json' } : {}),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
        })),
      )
    },
  })
  return { perSecond: requests.total / options.seconds, ...percentiles(times), wrong: errors + non2xx }
}

/** An open load: so many requests a second, whether the ones before are answered or not, by the askers in turn. */
export async function openLoad(
  url: string,
  askers: readonly Asker[],
  options: { perSecond: number; seconds: number },
): Promise<Figures> {
  const times: number[] = []
  let wrong = 0
  const ask = async (number: number) => {
    const { cookie, asks } = askers[number % askers.length]!
    const { path } = asks[Math.floor(number / askers.length) % asks.length]!
    const started = performance.now()
    const response = await fetch(url + path, { headers: cookie ? { cookie } : {} })
    await response.arrayBuffer()
    times.push(performance.now() - started)
    if (!response.ok) wrong += 1
  }
  const asked: Promise<void>[] = []
  const started = performance.now()
  for (let number = 0; number < options.perSecond * options.seconds; number++) {
    const due = started + (number * 1000) / options.perSecond
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    asked.push(ask(number))
  }
  await Promise.all(asked)
  return { perSecond: options.perSecond, ...percentiles(times), wrong }
}

export function percentiles(times: readonly number[]): { p50: number; p95: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN
  return { p50: at(0.5), p95: at(0.95) }
}
