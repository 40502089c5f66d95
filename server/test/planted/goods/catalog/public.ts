import { orders } from '../../trade/orders/public.ts' // planted: upward import
import type { DB } from '../../database.ts'

export const products: DB[] = [orders]
