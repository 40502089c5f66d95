import type { Endpoint, InputOf, OutputOf } from '@portal/api/endpoint.ts'
import type { Language } from '@portal/api/primitives.ts'
import { createContext } from 'react-router'

/** What the server hands to loaders and to the document. */
export interface RequestContext {
  language: Language
  theme: 'light' | 'dark' | 'auto'
  nonce: string
  /** the address that people see, without a slash at the end */
  publicUrl: string
  /** writes an error of a page into the server's log */
  report(error: unknown): void
  /** calls the contract in process with the cookies of this request: one path of authorisation */
  call<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>>
}

export const requestContext = createContext<RequestContext>()
