import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onContextProblem } from './api.ts'
import { meQuery, rereadAfter, useMe } from './me.ts'

interface LiveMessage {
  topic: string
  id?: string
  /** of the object after the change */
  revision?: number
}

/** Which queries (by the first part of their key) a topic makes stale. */
const stale: Record<string, readonly string[]> = {
  // an order holds credit
  orders: ['orders', 'credit'],
  carts: ['carts'],
  uploads: ['offer'],
  exchange: ['exchange'],
  priceFiles: ['price-files'],
}

const channelName = 'artikul-live'

/**
 * Live updates: one stream for the browser, held by the tab that has the lock and shared with the others over a
 * BroadcastChannel, because HTTP/1.1 allows six connections. When that tab closes, another takes the lock.
 */
export function useLiveUpdates(): void {
  const queries = useQueryClient()
  // the server tells a stream what concerns the terms under which it was opened
  const contractId = useMe()?.current?.context.contractId
  useEffect(() => {
    const channel = new BroadcastChannel(channelName)
    channel.addEventListener('message', (event: MessageEvent<LiveMessage>) => apply(queries, event.data))
    const stop = new AbortController()
    const hear = (message: LiveMessage) => {
      apply(queries, message)
      channel.postMessage(message)
    }
    if (navigator.locks)
      navigator.locks
        .request(channelName, { signal: stop.signal }, () => listen(stop.signal, hear))
        .catch((error: unknown) => {
          if (!stop.signal.aborted) throw error
        })
    else void listen(stop.signal, hear)
    const forget = onContextProblem((problem) => {
      if (problem.code === 'context_changed') void refreshTerms(queries)
      // asked again alone: if everything were, each refusal would ask for everything once more
      else void queries.invalidateQueries({ queryKey: meQuery.queryKey })
    })
    return () => {
      stop.abort()
      forget()
      channel.close()
    }
  }, [queries, contractId])
}

/** First who I am now, so that the requests name the new contract; then everything that was read under the old one. */
async function refreshTerms(queries: QueryClient): Promise<void> {
  const before = queries.getQueryData(meQuery.queryKey)
  await queries.fetchQuery({ ...meQuery, staleTime: 0 })
  await rereadAfter(queries, before)
}

function apply(queries: QueryClient, message: LiveMessage): void {
  if (message.topic === 'context') void refreshTerms(queries)
  // what changed while nobody listened is not told again
  const keys = message.topic === 'missed' ? Object.values(stale).flat() : stale[message.topic]
  if (message.topic === 'carts' && message.id !== undefined) void rereadCarts(queries, message)
  else for (const key of keys ?? []) void queries.invalidateQueries({ queryKey: [key] })
}

/** The key of the changes that this tab makes to a cart. */
export const changesOf = (cartId: string) => ['carts', cartId] as const

/** The stream tells of one's own change as well, often before its answer comes: what stands at that revision stays. */
async function rereadCarts(queries: QueryClient, { id, revision }: LiveMessage): Promise<void> {
  await settled(queries, id ?? '')
  await queries.invalidateQueries({
    queryKey: ['carts'],
    predicate: ({ state: { data } }) =>
      !isCart(data) || (data.id === id && data.revision < (revision ?? Infinity)),
  })
}

const isCart = (data: unknown): data is { id: string; revision: number } =>
  typeof data === 'object' && data !== null && 'id' in data && 'revision' in data

/** Resolves when no change of this tab to the cart is under way. */
function settled(queries: QueryClient, cartId: string): Promise<void> {
  const busy = () => queries.isMutating({ mutationKey: changesOf(cartId) }) > 0
  if (!busy()) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = queries.getMutationCache().subscribe(() => {
      if (busy()) return
      stop()
      resolve()
    })
  })
}

/** Resolves when the tab goes; EventSource reconnects by itself. */
function listen(signal: AbortSignal, hear: (message: LiveMessage) => void): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource('/api/live')
    let opened = false
    source.addEventListener('open', () => {
      if (opened) hear({ topic: 'missed' })
      opened = true
    })
    source.addEventListener('message', (event: MessageEvent<string>) =>
      hear(JSON.parse(event.data) as LiveMessage),
    )
    signal.addEventListener('abort', () => {
      source.close()
      resolve()
    })
  })
}
