import net from 'node:net'

// two lists: one list would hold IPv4 against the ranges of IPv6, which count it as mapped
const inner = new net.BlockList()
const innerSix = new net.BlockList()
for (const [address, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inner.addSubnet(address, prefix, 'ipv4')
// everything but 2000::/3 is not of the open net; of that the parts that reach into IPv4 or are for examples
innerSix.addSubnet('::', 3, 'ipv6')
innerSix.addSubnet('4000::', 2, 'ipv6')
innerSix.addSubnet('8000::', 1, 'ipv6')
innerSix.addSubnet('2001::', 23, 'ipv6')
innerSix.addSubnet('2001:db8::', 32, 'ipv6')
innerSix.addSubnet('2002::', 16, 'ipv6')

/** Is this an address of an inner network, of this machine, or of nobody? (IANA special-purpose registries.) */
export function isPrivateAddress(address: string): boolean {
  const family = net.isIP(address)
  if (family === 0) return true
  return family === 6 ? innerSix.check(address, 'ipv6') : inner.check(address, 'ipv4')
}
