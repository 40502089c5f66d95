/** Steel with zinc costs about so many roubles a kilogram in the base list. */
export const PER_KG = 255
export const finish: Record<string, number> = {
  none: 0.9,
  zn: 1,
  yz: 1.05,
  black: 0.98,
  hdg: 1.35,
  a2: 3.1,
  a4: 4.3,
  brass: 4.6,
}
const grade: Record<string, number> = {
  '4.8': 0.88,
  '5.8': 0.92,
  '8.8': 1,
  '10.9': 1.22,
  '12.9': 1.45,
}

export const shank = (d: number, l: number): number => 6.17e-6 * d * d * l
export const hexHead = (d: number): number => 1.05e-5 * d ** 3
export const metalPrice = (kg: number, coating: string, strength = '8.8'): number =>
  (kg * PER_KG + 0.28) * finish[coating]! * (grade[strength] ?? 1)

/** Stainless steel has grades of its own. */
export const sensible = (coating: string, strength: string): boolean =>
  coating === 'a2'
    ? strength === 'a2-70'
    : coating === 'a4'
      ? strength === 'a4-80'
      : !strength.startsWith('a')
