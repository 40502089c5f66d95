/** How big a demo company is. S is what `npm start` loads; the others are for speed work. */
export interface Profile {
  products: number
  warehouses: number
  priceLists: number
  /** Rows of all price lists together, roughly. */
  priceRows: number
  stockRows: number
  companies: number
  contracts: number
  /** Orders beside those of the five demo companies. */
  extraOrders: number
}

export type ProfileName = 'S' | 'M' | 'L' | 'XL'

export const profiles: Record<ProfileName, Profile> = {
  S: {
    products: 3_000,
    warehouses: 3,
    priceLists: 4,
    priceRows: 34_000,
    stockRows: 6_500,
    companies: 5,
    contracts: 8,
    extraOrders: 0,
  },
  M: {
    products: 35_000,
    warehouses: 5,
    priceLists: 50,
    priceRows: 700_000,
    stockRows: 100_000,
    companies: 3_000,
    contracts: 1_000,
    extraOrders: 10_000,
  },
  L: {
    products: 100_000,
    warehouses: 20,
    priceLists: 300,
    priceRows: 10_000_000,
    stockRows: 1_000_000,
    companies: 10_000,
    contracts: 5_000,
    extraOrders: 20_000,
  },
  XL: {
    products: 200_000,
    warehouses: 20,
    priceLists: 300,
    priceRows: 20_000_000,
    stockRows: 2_000_000,
    companies: 20_000,
    contracts: 10_000,
    extraOrders: 20_000,
  },
}
