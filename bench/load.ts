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
  p97: number
  p99: number
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
  const { requests, latency, errors, non2xx } = await autocannon({
    url,
    connections: options.connections,
    duration: options.seconds,
    setupClient: (client) => {
      const { cookie, asks } = askers[next++ % askers.length]!
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
  return {
    perSecond: requests.average,
    p50: latency.p50,
    p97: latency.p97_5,
    p99: latency.p99,
    wrong: errors + non2xx,
  }
}
