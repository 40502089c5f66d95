import type { Third } from './third.ts'
import { first } from './first.ts'

export const second = () => first as unknown as Third
