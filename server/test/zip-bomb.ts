import { crc32, deflateRawSync } from 'node:zlib'

/** A workbook by its first bytes, of one part that unpacks into so many megabytes of zeros. */
export function zipBomb(megabytes: number): Buffer {
  const content = Buffer.alloc(megabytes * 1024 * 1024)
  const packed = deflateRawSync(content, { level: 9 })
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(8, 4)
  facts.writeUInt32LE(crc32(content), 10)
  facts.writeUInt32LE(packed.length, 14)
  facts.writeUInt32LE(content.length, 18)
  facts.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, name, packed])
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02'),
    Buffer.from([20, 0]),
    facts,
    // comment, disk, attributes, and where the part begins: at the very start
    Buffer.alloc(14),
    name,
  ])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}
