import type { DB } from '../database.ts'

export type Tx = DB
export type Db = DB
export declare function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T>
