import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { empty, id, page, pageQuery } from './primitives.ts'
import { contractSummary } from './contracts.ts'

const tags = ['terms'] as const
const nameText = z.string().trim().min(1).max(200)
const optionalText = z.string().trim().max(500).nullable()

export const warehouse = z.object({
  id,
  /** in the language of the reader; `nameRu` is what was typed */
  name: z.string(),
  nameRu: z.string(),
  nameEn: z.string().nullable(),
  address: z.string().nullable(),
  /** where it stands, for people */
  region: z.string().nullable(),
  position: z.number().int(),
  active: z.boolean(),
  /** contracts that name it among theirs; those that name none take from every warehouse */
  contractCount: z.number().int(),
  /** products that lie in it */
  productCount: z.number().int(),
  /** regions of delivery that it serves by name */
  regions: z.array(z.object({ id, name: z.string() })),
  /** an exchange writes its name and whether it works */
  fromExchange: z.boolean(),
})
export type Warehouse = z.infer<typeof warehouse>

export const listWarehouses = endpoint({
  method: 'GET',
  path: '/office/warehouses',
  response: z.object({ items: z.array(warehouse) }),
  summary: 'Warehouses in their order, those that work first (at most 500)',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

const warehouseInput = z.object({
  name: nameText,
  nameEn: optionalText.optional(),
  address: optionalText.optional(),
  region: optionalText.optional(),
  position: z.number().int().min(0).max(10_000).optional(),
  active: z.boolean().optional(),
})

export const createWarehouse = endpoint({
  method: 'POST',
  path: '/office/warehouses',
  body: warehouseInput,
  response: warehouse,
  summary: 'Add a warehouse by hand',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: [],
  tags,
})

export const updateWarehouse = endpoint({
  method: 'PATCH',
  path: '/office/warehouses/:warehouseId',
  params: z.object({ warehouseId: id }),
  body: warehouseInput.partial(),
  response: warehouse,
  summary: 'Change a warehouse; one that does not work is not offered and not reserved from',
  access: { kind: 'operator', permission: 'goods.manage' },
  errors: ['not_found'],
  tags,
})

export const listWarehouseContracts = endpoint({
  method: 'GET',
  path: '/office/warehouses/:warehouseId/contracts',
  params: z.object({ warehouseId: id }),
  query: pageQuery,
  response: page(
    contractSummary
      .pick({ id: true, number: true, companyId: true, companyName: true, state: true })
      .extend({ place: z.number().int() }),
  ),
  summary: 'Contracts that name a warehouse among theirs, and at which place it stands there',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

// -- regions of delivery: which warehouses serve whom

export const deliveryRegion = z.object({
  id,
  name: z.string(),
  nameRu: z.string(),
  nameEn: z.string().nullable(),
  /** the nearest first; none = every warehouse */
  warehouses: z.array(z.object({ id, name: z.string(), active: z.boolean() })),
  pointCount: z.number().int(),
})
export type DeliveryRegion = z.infer<typeof deliveryRegion>

export const listRegions = endpoint({
  method: 'GET',
  path: '/office/regions',
  response: z.object({ items: z.array(deliveryRegion) }),
  summary: 'Regions of delivery with the warehouses that serve them (at most 500)',
  access: { kind: 'operator', permission: null },
  errors: [],
  tags,
})

const regionInput = z.object({
  name: nameText,
  nameEn: optionalText.optional(),
  warehouseIds: z.array(id).max(200),
})

export const createRegion = endpoint({
  method: 'POST',
  path: '/office/regions',
  body: regionInput,
  response: deliveryRegion,
  summary: 'Add a region of delivery',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found', 'in_use'],
  tags,
})

export const updateRegion = endpoint({
  method: 'PATCH',
  path: '/office/regions/:regionId',
  params: z.object({ regionId: id }),
  body: regionInput.partial(),
  response: deliveryRegion,
  summary: 'Rename a region, or change which warehouses serve it and in which order',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found', 'in_use'],
  tags,
})

export const removeRegion = endpoint({
  method: 'DELETE',
  path: '/office/regions/:regionId',
  params: z.object({ regionId: id }),
  response: empty,
  summary: 'Remove a region; its delivery points are served by every warehouse of their contracts again',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found'],
  tags,
})

export const listPointRegions = endpoint({
  method: 'GET',
  path: '/office/companies/:companyId/point-regions',
  params: z.object({ companyId: id }),
  response: z.object({
    items: z.array(z.object({ deliveryPointId: id, regionId: id, regionName: z.string() })),
  }),
  summary: 'In which regions the delivery points of a company stand; one without a region is left out',
  access: { kind: 'operator', permission: null },
  errors: ['not_found'],
  tags,
})

export const setPointRegion = endpoint({
  method: 'PUT',
  path: '/office/companies/:companyId/delivery-points/:deliveryPointId/region',
  params: z.object({ companyId: id, deliveryPointId: id }),
  body: z.object({ regionId: id.nullable() }),
  response: empty,
  summary: 'Say in which region a delivery point stands; null = in none',
  access: { kind: 'operator', permission: 'contracts.manage' },
  errors: ['not_found'],
  tags,
})

// -- the buyer's own choice

export const ownDeliveryPoint = z.object({
  id,
  name: z.string(),
  address: z.string(),
  regionName: z.string().nullable(),
  isDefault: z.boolean(),
  /** warehouses that serve it under the present contract, the nearest first */
  warehouses: z.array(z.string()),
})
export type OwnDeliveryPoint = z.infer<typeof ownDeliveryPoint>

export const listOwnDeliveryPoints = endpoint({
  method: 'GET',
  path: '/me/delivery-points',
  response: z.object({ items: z.array(ownDeliveryPoint) }),
  summary: 'Where goods may be brought to the present company, and from which warehouses (at most 200)',
  access: { kind: 'buyer', permission: null },
  errors: [],
  tags,
})
