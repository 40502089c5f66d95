import {
  across,
  circle,
  dark,
  face,
  flat,
  polar,
  rect,
  repeat,
  ring,
  shade,
  soft,
  stroke,
  toneOf,
  turned,
} from './pen.ts'

const white = toneOf('white')
const steel = toneOf('zn')

/** breaker/<mcb|rcd|rcbo|switch|contactor>/<poles> */
export function breaker(kind: string, polesText: string): string {
  const poles = Number(polesText)
  const modules = kind === 'rcbo' ? poles + 1 : poles
  const w = Math.min(64, 252 / modules)
  const x = (-w * modules) / 2
  const lever: Record<string, string> = {
    mcb: 'graphite',
    rcd: 'blue',
    rcbo: 'indigo',
    switch: 'red',
    contactor: 'green',
  }
  const body = repeat(modules, (i) => {
    const left = x + i * w
    return (
      rect(left + 1, -124, w - 2, 248, face(white), 5) +
      rect(left + 1, -124, w - 2, 40, shade(white), 5) +
      rect(left + 1, 84, w - 2, 40, shade(white), 5) +
      circle(left + w / 2, -104, 11, '#59626B') +
      rect(left + w / 2 - 8, -105.5, 16, 3, '#D5DADF', 1) +
      circle(left + w / 2, 104, 11, '#59626B') +
      rect(left + w / 2 - 8, 102.5, 16, 3, '#D5DADF', 1) +
      rect(left + 7, -74, w - 14, 5, dark(white), 2) +
      (kind === 'contactor' ? '' : rect(left + w / 2 - 10, -34, 20, 62, '#C9CFD5', 4))
    )
  })
  const t = toneOf(lever[kind]!)
  const span = modules * w
  const handle =
    kind === 'contactor'
      ? rect(x + span / 2 - 30, -30, 60, 56, shade(toneOf('graphite')), 6) +
        rect(x + span / 2 - 14, -16, 28, 12, flat(t), 3) +
        circle(x + span / 2, 46, 6, '#7CDB8A')
      : rect(x + w / 2 - 12, -30, span - w + 24, 26, face(t), 5) +
        repeat(modules, (i) => rect(x + w * (i + 0.5) - 9, -30, 18, 54, shade(t), 4))
  const test =
    kind === 'rcd' || kind === 'rcbo'
      ? rect(x + span - w + w / 2 - 12, 42, 24, 20, face(toneOf(kind === 'rcd' ? 'yellow' : 'orange')), 5) +
        rect(x + 12, 46, Math.max(10, span - w - 24), 4, dark(white), 2)
      : repeat(
          modules,
          (i) =>
            rect(x + i * w + 10, 46, w - 20, 4, dark(white), 2) +
            rect(x + i * w + 10, 56, w - 28, 4, dark(white), 2),
        )
  return (
    rect(x - 22, -22, span + 44, 44, across(steel), 3) +
    turned(0, rect(x, -122, span, 248, '#9AA4AE', 7, soft(0.35)), 5, 7) +
    body +
    handle +
    test
  )
}

const plate = (colour: string, x: number, y: number, w: number, h: number): string => {
  const t = toneOf(colour)
  return (
    rect(x + 3, y + 6, w, h, dark(t), 16) +
    rect(x, y, w, h, face(t), 16) +
    `<rect x="${x + 2}" y="${y + 2}" width="${w - 4}" height="${h - 4}" rx="14" fill="none" stroke="#${t.dark}" stroke-opacity=".45" stroke-width="2"/>`
  )
}

const outlet = (colour: string, x: number, y: number, r: number): string => {
  const t = toneOf(colour)
  return (
    circle(x, y, r, shade(t)) +
    circle(x, y + 1, r * 0.88, face(t)) +
    circle(x - r * 0.36, y, r * 0.12, '#15191d') +
    circle(x + r * 0.36, y, r * 0.12, '#15191d') +
    rect(x - r * 0.09, y - r * 0.88, r * 0.18, r * 0.3, across(steel), 2) +
    rect(x - r * 0.09, y + r * 0.58, r * 0.18, r * 0.3, across(steel), 2)
  )
}

/** socket/<gangs>/<colour> */
export function socket(gangs: string, colour: string): string {
  const count = Number(gangs)
  if (count === 1) return plate(colour, -112, -112, 224, 224) + outlet(colour, 0, 0, 80)
  const size = count === 2 ? 62 : 44
  const step = count === 2 ? 140 : 94
  return (
    plate(colour, -146, count === 2 ? -84 : -66, 292, count === 2 ? 168 : 132) +
    repeat(count, (i) => outlet(colour, (i - (count - 1) / 2) * step, 0, size))
  )
}

/** switch/<gangs>/<colour> */
export function lightSwitch(gangs: string, colour: string): string {
  const count = Number(gangs)
  const t = toneOf(colour)
  const w = 160 / count
  return (
    plate(colour, -112, -112, 224, 224) +
    rect(-84, -84, 168, 168, dark(t), 8, soft(0.5)) +
    repeat(
      count,
      (i) =>
        rect(-80 + i * w + 1, -80, w - 2, 160, face(t), 5) +
        rect(-80 + i * w + 1, 0, w - 2, 80, shade(t), 5, soft(0.35)) +
        rect(-80 + i * w + w / 2 - 5, -62, 10, 3.5, flat(toneOf('orange')), 2),
    )
  )
}

/** frame/<gangs>/<colour> */
export function frame(gangs: string, colour: string): string {
  const count = Number(gangs)
  const t = toneOf(colour)
  const inner = count === 1 ? 148 : count === 2 ? 104 : count === 3 ? 76 : 58
  const gap = count === 1 ? 0 : count === 2 ? 26 : 18
  const total = count * inner + (count - 1) * gap
  const pad = count < 3 ? 30 : 18
  return (
    plate(colour, -total / 2 - pad, -inner / 2 - pad, total + pad * 2, inner + pad * 2) +
    repeat(
      count,
      (i) =>
        rect(-total / 2 + i * (inner + gap), -inner / 2, inner, inner, '#F1F4F7', 8) +
        `<rect x="${-total / 2 + i * (inner + gap)}" y="${-inner / 2}" width="${inner}" height="${inner}" rx="8" fill="none" stroke="#${t.dark}" stroke-width="4"/>`,
    )
  )
}

/** extension/<strip|reel>/<outlets> */
export function extension(kind: string, outlets = '3'): string {
  if (kind === 'reel') {
    const o = toneOf('orange')
    return (
      stroke('M-100 126L-70 -96Q-64 -130 -30 -130H30Q64 -130 70 -96L100 126', flat(toneOf('graphite')), 13) +
      stroke('M-118 130H118', flat(toneOf('graphite')), 13) +
      circle(0, 0, 104, face(o)) +
      ring(0, 0, 96, 5, dark(o)) +
      circle(0, 0, 74, shade(toneOf('rubber'))) +
      repeat(4, (i) => outlet('graphite', ...polar(38, 45 + i * 90), 25)) +
      rect(-24, -146, 48, 20, flat(toneOf('rubber')), 8)
    )
  }
  const count = Number(outlets)
  const step = count > 3 ? 50 : 66
  return turned(
    -18,
    stroke('M-130 0Q-170 6 -156 70Q-140 118 -60 96', dark(white), 13) +
      stroke('M-130 -1Q-168 6 -154 69Q-140 116 -60 95', flat(white), 9) +
      rect(-142, -40, 290, 82, dark(white), 20) +
      rect(-142, -44, 290, 82, face(white), 20) +
      repeat(count, (i) => outlet('white', -86 + i * step, -3, count > 3 ? 23 : 29)) +
      rect(112, -22, 24, 38, face(toneOf('red')), 6),
  )
}
