import { second } from './second.ts'

export interface Third {
  second: typeof second
}
