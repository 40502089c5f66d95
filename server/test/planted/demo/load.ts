import { users } from '../people/identity/users.ts'

declare const db: any
export const load = () => db.insertInto('identity.users').values({ users, at: Date.now() })
