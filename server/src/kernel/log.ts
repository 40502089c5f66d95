import { pino, type Logger } from 'pino'

export type Log = Logger

/** JSON lines on stdout; secrets that could stand in a request are cut out. */
export function makeLog(level: string): Log {
  return pino({
    level,
    redact: ['req.headers.authorization', 'req.headers.cookie', 'body.password', 'body.current', 'body.next'],
  })
}
