/** Check digits of Russian requisites and of EAN barcodes, for made-up but well-formed numbers. */

const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0)

/** INN of a legal entity from its first nine digits. */
export function innOfCompany(nine: string): string {
  return nine + ((weighted(nine, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10)
}

/** INN of a sole trader from the first ten digits. */
export function innOfTrader(ten: string): string {
  const eleven = ten + ((weighted(ten, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10)
  return eleven + ((weighted(eleven, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10)
}

/** OGRN (from twelve digits) or OGRNIP (from fourteen). */
export function ogrn(head: string): string {
  const modulus = head.length === 12 ? 11n : 13n
  return head + String((BigInt(head) % modulus) % 10n)
}

/** A settlement account (20 digits) whose key, the ninth digit, fits the bank's BIK. */
export function settlementAccount(bik: string, account: string): string {
  return withAccountKey(bik.slice(-3), account)
}

/** A correspondent account of the bank with this BIK, kept in the Bank of Russia. */
export function correspondentAccount(bik: string): string {
  return withAccountKey(`0${bik.slice(4, 6)}`, `30101810000000000${bik.slice(-3)}`)
}

function withAccountKey(prefix: string, account: string): string {
  const keyAt = 8
  for (let key = 0; key < 10; key++) {
    const candidate = account.slice(0, keyAt) + key + account.slice(keyAt + 1)
    const sum = [...(prefix + candidate)].reduce((s, d, i) => s + ((Number(d) * [7, 1, 3][i % 3]!) % 10), 0)
    if (sum % 10 === 0) return candidate
  }
  throw new Error(`no key fits account ${account}`)
}

/** EAN-13 from its first twelve digits. */
export function ean13(twelve: string): string {
  const sum = [...twelve].reduce((s, digit, i) => s + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return twelve + ((10 - (sum % 10)) % 10)
}
