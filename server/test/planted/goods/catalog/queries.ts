declare const db: any, sql: any

export const ordered = () => db.selectFrom('catalog.products as p').innerJoin('orders.lines as l', 'l.id', 'p.id') // planted: read of a table above
export const asWell = () => sql`select * from catalog.products p join trade.nothing n on true left join carts.lines l on true` // planted: read of a table above
