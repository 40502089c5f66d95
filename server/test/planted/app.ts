// planted: cycle
import { placeOrder } from './trade/orders/place-order.ts'

export const app = { placeOrder, now: () => new Date() }
