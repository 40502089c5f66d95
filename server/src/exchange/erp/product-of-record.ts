import type { ImportedProduct } from '#src/goods/catalog/public.ts'
import { idKey } from './commerceml/external-id.ts'
import type { PackagingData, ProductRecord, UnitOfMeasure } from './commerceml/records.ts'

const kinds: Record<string, ImportedProduct['kind']> = {
  товар: 'goods',
  запас: 'goods',
  услуга: 'service',
  работа: 'service',
  набор: 'set',
  тара: 'container',
}

/** A good of CommerceML as the catalogue takes it. */
export function productOfRecord(record: ProductRecord): ImportedProduct {
  return {
    externalId: idKey(record.id),
    deleted: record.deleted,
    kind: record.itemType === null ? undefined : kinds[record.itemType.toLowerCase()],
    name: record.name,
    fullName: record.fullName,
    article: record.article,
    code: record.code,
    description: record.description ?? record.descriptionHtml,
    brand: record.brand ?? undefined,
    manufacturer: record.manufacturer && record.manufacturer.name,
    country: record.country,
    baseUnit: record.baseUnit,
    vatClass: record.vat?.class ?? undefined,
    weightKg: record.weight,
    categories: record.groupIds?.map(idKey),
    barcodes: record.barcodes,
    packagings: record.packagings?.map(packagingOf),
    attributes: record.properties?.map((property) => ({
      attributeExternalId: idKey(property.propertyId),
      values: property.values,
    })),
    pictures: record.pictures,
    files: record.files,
  }
}

function packagingOf(packaging: PackagingData): { unit: UnitOfMeasure; factor: string } {
  const unit = { code: packaging.unitCode, name: packaging.unitName, fullName: null, international: null }
  return { unit, factor: packaging.factor }
}
