import { orders } from '../orders/public.ts' // planted: undeclared same-floor import
import { DB } from '../../database.ts' // planted: shared data as a value
import { nothing } from '../nowhere/public.ts' // planted: unknown module

export const late = (name: string) => import(name) // planted: computed import
export const carts = [orders, DB, nothing]
