import { products } from '../../goods/catalog/public.ts'
import { usersInvited } from '../../people/identity/events.ts'

export const imported = { products, usersInvited }
