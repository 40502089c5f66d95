import {
  across,
  circle,
  dark,
  ellipse,
  face,
  glow,
  light,
  path,
  polar,
  polygon,
  rect,
  regular,
  repeat,
  ring,
  shade,
  soft,
  stroke,
  toneOf,
  turned,
} from './pen.ts'
import type { Tone } from './pen.ts'

/** A threaded bar from x to x + length, crest radius r: a saw-toothed silhouette with slanting crests. */
export function thread(x: number, length: number, r: number, t: Tone, pitch = 9): string {
  const count = Math.max(2, Math.round(length / pitch))
  const step = length / count
  const depth = r * 0.13
  const top = Array.from({ length: count }, (_, i): [number, number][] => [
    [x + i * step, -r + depth],
    [x + (i + 0.5) * step, -r],
  ]).flat()
  const bottom = Array.from({ length: count }, (_, i): [number, number][] => [
    [x + (count - i) * step, r - depth],
    [x + (count - i - 0.5) * step, r],
  ]).flat()
  const crests = repeat(count, (i) => {
    const at = x + (i + 0.5) * step
    return `<path d="M${at.toFixed(1)} ${(-r).toFixed(1)}L${(at + step * 0.28).toFixed(1)} ${r.toFixed(1)}" stroke="${dark(t)}" stroke-opacity=".5" stroke-width="${(step * 0.22).toFixed(1)}"/>`
  })
  return polygon([...top, [x + length, -r + depth], ...bottom, [x, r - depth]], across(t)) + crests
}

/** A hexagon head from the side, its three faces, ending at x. */
function hexHead(x: number, width: number, r: number, t: Tone): string {
  const cut = r * 0.12
  return (
    polygon(
      [
        [x - width + cut, -r],
        [x, -r],
        [x, -r * 0.5],
        [x - width, -r * 0.5],
        [x - width, -r + cut],
      ],
      light(t),
    ) +
    rect(x - width, -r * 0.5, width, r, face(t)) +
    polygon(
      [
        [x - width, r * 0.5],
        [x, r * 0.5],
        [x, r],
        [x - width + cut, r],
        [x - width, r - cut],
      ],
      shade(t),
    )
  )
}

const heads: Record<string, (x: number, r: number, t: Tone) => string> = {
  hex: (x, r, t) => hexHead(x, r * 1.25, r * 1.85, t),
  flange: (x, r, t) =>
    hexHead(x - r * 0.35, r * 1.1, r * 1.6, t) +
    rect(x - r * 0.4, -r * 2.15, r * 0.42, r * 4.3, across(t), 4),
  carriage: (x, r, t) =>
    path(
      `M${x} ${-r * 2.1}Q${x - r * 1.6} ${-r * 1.7} ${x - r * 1.6} 0Q${x - r * 1.6} ${r * 1.7} ${x} ${r * 2.1}Z`,
      across(t),
    ) + rect(x, -r * 1.08, r * 0.9, r * 2.16, face(t)),
  socket: (x, r, t) =>
    rect(x - r * 2, -r * 1.6, r * 2, r * 3.2, across(t), 4) +
    repeat(9, (i) => rect(x - r * 1.75, -r * 1.5 + i * r * 0.36, r * 1.5, r * 0.1, dark(t), 0, soft(0.35))),
  pan: (x, r, t) =>
    path(
      `M${x} ${-r * 1.75}Q${x - r * 1.25} ${-r * 1.6} ${x - r * 1.25} 0Q${x - r * 1.25} ${r * 1.6} ${x} ${r * 1.75}Z`,
      across(t),
    ),
  csk: (x, r, t) =>
    polygon(
      [
        [x - r * 1.1, -r * 1.95],
        [x - r * 0.85, -r * 1.95],
        [x + r * 0.25, -r],
        [x + r * 0.25, r],
        [x - r * 0.85, r * 1.95],
        [x - r * 1.1, r * 1.95],
      ],
      across(t),
    ),
  none: (x, r, t) =>
    ellipse(x, 0, r * 0.42, r * 0.96, dark(t)) +
    polygon(
      regular(6, r * 0.5).map(([a, b]) => [x + a * 0.45, b]),
      '#1d2228',
    ),
}

const reach: Record<string, [length: number, radius: number]> = { s: [120, 30], l: [212, 22] }

/** bolt/<head>/<full|part>/<finish>/<s|l> */
export function bolt(head: string, cut: string, finish: string, size: string): string {
  const t = toneOf(finish)
  const [length, r] = reach[size]!
  const start = -length / 2 + 14
  const plain = cut === 'part' ? length * 0.42 : head === 'carriage' ? r * 0.9 : 0
  const end = start + length
  const body =
    (plain ? rect(start, -r * 0.93, plain + 2, r * 1.86, across(t)) : '') +
    thread(start + plain, length - plain, r, t, r * 0.4) +
    polygon(
      [
        [end, -r * 0.87],
        [end + r * 0.25, -r * 0.62],
        [end + r * 0.25, r * 0.62],
        [end, r * 0.87],
      ],
      across(t),
    )
  const one = body + heads[head]!(start, r, t)
  if (size === 'l') return turned(-36, one)
  return turned(-36, one, 50, 50, 0.6) + turned(-36, one, -16, -20, 0.96)
}

/** head/<drive>/<finish>: the head from the front. */
export function head(drive: string, finish: string): string {
  const t = toneOf(finish)
  const hexagon = (r: number, fill: string): string => polygon(regular(6, r, 30), fill)
  const hole = '#20262c'
  const recess: Record<string, string> = {
    hex:
      hexagon(136, shade(t)) +
      hexagon(130, face(t)) +
      ring(0, 0, 100, 4, dark(t)) +
      circle(0, 0, 98, glow(t)),
    flange:
      circle(0, 0, 128, glow(t)) +
      ring(0, 0, 126, 4, dark(t)) +
      hexagon(92, face(t)) +
      ring(0, 0, 74, 4, dark(t)),
    dome:
      circle(0, 0, 122, glow(t)) +
      ring(0, 0, 120, 4, dark(t)) +
      ellipse(-38, -46, 34, 20, '#fff', soft(0.55)),
    socket:
      circle(0, 0, 118, glow(t)) +
      repeat(36, (i) =>
        stroke(`M${polar(110, i * 10).join(' ')}L${polar(118, i * 10).join(' ')}`, dark(t), 3),
      ) +
      circle(0, 0, 84, face(t)) +
      hexagon(56, hole),
    set:
      circle(0, 0, 108, glow(t)) +
      ring(0, 0, 106, 5, dark(t)) +
      ring(0, 0, 96, 3, dark(t)) +
      hexagon(56, hole),
    cross:
      circle(0, 0, 118, glow(t)) +
      ring(0, 0, 116, 4, dark(t)) +
      turned(
        45,
        rect(-62, -15, 124, 30, hole, 8) + rect(-15, -62, 30, 124, hole, 8) + circle(0, 0, 25, hole),
      ),
    star:
      circle(0, 0, 118, glow(t)) +
      ring(0, 0, 116, 4, dark(t)) +
      polygon(
        regular(12, 1).map(([x, y], i) => [x * (i % 2 ? 44 : 64), y * (i % 2 ? 44 : 64)]),
        hole,
        ' stroke="#20262c" stroke-width="10" stroke-linejoin="round"',
      ),
  }
  return recess[drive]!
}

/** rod/<finish>/<thin|thick>: a bundle of threaded rods. */
export function rod(finish: string, size: string): string {
  const t = toneOf(finish)
  const r = size === 'thin' ? 9 : 16
  const count = size === 'thin' ? 5 : 3
  return turned(
    -36,
    repeat(count, (i) =>
      turned(0, thread(-150, 292, r, t, 8), (i % 2) * 14, (i - (count - 1) / 2) * r * 2.35),
    ),
  )
}

/** nut/<kind>/<finish> */
export function nut(kind: string, finish: string): string {
  const t = toneOf(finish)
  const hexagon = (r: number, fill: string): string => polygon(regular(6, r, 12), fill)
  const bore = (r: number): string =>
    circle(0, 0, r, '#2b3138') +
    ring(0, 0, r - 5, 3, light(t)) +
    ring(0, 0, r - 12, 2, dark(t)) +
    circle(0, 0, r - 16, '#F4F6F8')
  const body = turned(0, hexagon(112, shade(t)), 5, 10) + hexagon(112, face(t)) + circle(0, 0, 94, glow(t))
  const kinds: Record<string, string> = {
    hex: body + bore(56),
    lock: body + circle(0, 0, 70, '#3F79CF') + ring(0, 0, 68, 3, '#27539A') + bore(54),
    flange:
      turned(0, circle(0, 0, 132, shade(t)), 4, 9) +
      circle(0, 0, 132, glow(t)) +
      repeat(24, (i) =>
        stroke(`M${polar(108, i * 15).join(' ')}L${polar(129, i * 15 + 5).join(' ')}`, dark(t), 2.5),
      ) +
      hexagon(98, face(t)) +
      circle(0, 0, 82, glow(t)) +
      bore(50),
    cap: turned(
      0,
      polygon(
        [
          [-84, 24],
          [84, 24],
          [84, 96],
          [-84, 96],
        ],
        face(t),
      ) +
        polygon(
          [
            [-84, 24],
            [-42, 24],
            [-42, 96],
            [-84, 96],
          ],
          light(t),
        ) +
        polygon(
          [
            [42, 24],
            [84, 24],
            [84, 96],
            [42, 96],
          ],
          shade(t),
        ) +
        path('M-72 26Q-72 -104 0 -104Q72 -104 72 26Z', glow(t)) +
        ellipse(-24, -48, 15, 30, '#fff', soft(0.6)),
      0,
      4,
    ),
    wing:
      path('M-34 20Q-70 -88 -128 -74Q-150 -34 -66 58L-34 62Z', face(t)) +
      path('M34 20Q70 -88 128 -74Q150 -34 66 58L34 62Z', shade(t)) +
      path('M-52 84L-40 -6Q0 -26 40 -6L52 84Q0 104 -52 84Z', across(t)) +
      ellipse(0, -6, 40, 15, light(t)) +
      ellipse(0, -5, 25, 9, '#2b3138'),
  }
  return kinds[kind]!
}

/** washer/<kind>/<finish> */
export function washer(kind: string, finish: string): string {
  const t = toneOf(finish)
  const disc = (outer: number, inner: number): string =>
    `<path fill-rule="evenodd" d="M${-outer} 0a${outer} ${outer} 0 1 0 ${2 * outer} 0a${outer} ${outer} 0 1 0 ${-2 * outer} 0M${-inner} 0a${inner} ${inner} 0 1 0 ${2 * inner} 0a${inner} ${inner} 0 1 0 ${-2 * inner} 0" fill="FILL"/>`
  const plate = (outer: number, inner: number): string =>
    turned(0, disc(outer, inner).replace('FILL', dark(t)), 4, 8) +
    disc(outer, inner).replace('FILL', glow(t)) +
    ring(0, 0, outer - 2, 2, light(t))
  if (kind === 'spring') {
    const arc = (r: number, from: number, to: number, colour: string, width: number): string =>
      `<path d="M${polar(r, from).join(' ')}A${r} ${r} 0 1 1 ${polar(r, to).join(' ')}" fill="none" stroke="${colour}" stroke-width="${width}"/>`
    return (
      turned(0, arc(88, -64, -84, dark(t), 44), 4, 9) +
      arc(88, -64, -84, `#${t.base}`, 44) +
      arc(101, -62, -86, light(t), 5)
    )
  }
  return kind === 'wide'
    ? turned(0, plate(74, 24), 52, 50) + turned(0, plate(106, 34), -20, -16)
    : turned(0, plate(70, 37), 62, 54) + turned(0, plate(96, 52), -26, -18)
}
