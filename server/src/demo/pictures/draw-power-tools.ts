import {
  across,
  circle,
  dark,
  ellipse,
  face,
  flat,
  glow,
  light,
  path,
  polar,
  polygon,
  rect,
  repeat,
  ring,
  shade,
  soft,
  stroke,
  toneOf,
  turned,
  upright,
} from './pen.ts'
import type { Tone } from './pen.ts'

const brandTones: Record<string, string> = {
  torqa: 'indigo',
  dynarix: 'orange',
  kedrach: 'green',
  rivon: 'red',
}
const rubber = toneOf('rubber')
const steel = toneOf('zn')
const graphite = toneOf('graphite')
const cord = (d: string): string => stroke(d, dark(rubber), 9) + stroke(d, flat(rubber), 5)
const vents = (x: number, y: number, count = 4): string =>
  repeat(count, (i) => rect(x + i * 12, y, 6, 30, '#1d2228', 3, soft(0.7)))
const bit = (x: number, y: number, length: number): string => rect(x, y - 5, length, 10, across(steel), 3)

const accumulator = (x: number, y: number, w: number, h: number, t: Tone): string =>
  rect(x, y, w, h, face(graphite), 10) +
  rect(x, y + h * 0.55, w, h * 0.45, shade(rubber), 10) +
  rect(x + w * 0.12, y + h * 0.32, w * 0.5, 9, flat(t), 4) +
  repeat(3, (i) => circle(x + w * 0.72 + i * 11, y + h * 0.37, 3.4, i < 2 ? '#7CDB8A' : '#5C656D'))

const tools: Record<string, (t: Tone, heavy: boolean) => string> = {
  'drill-driver': (t, heavy) =>
    path('M6 -18L62 -18Q70 40 58 92L8 92Q-4 40 6 -18Z', face(rubber)) +
    path('M16 -6L50 -6Q56 40 48 84L20 84Z', shade(t)) +
    rect(-40, -98, 156, 84, across(t), 26) +
    rect(84, -90, 34, 68, across(rubber), 16) +
    polygon(
      [
        [-40, -92],
        [-84, -82],
        [-84, -34],
        [-40, -22],
      ],
      across(rubber),
    ) +
    rect(-100, -74, 20, 34, across(graphite), 5) +
    bit(-140, -57, 42) +
    vents(46, -74, 3) +
    path('M-10 -16Q2 -14 4 14L-16 4Q-20 -8 -10 -16Z', flat(rubber)) +
    accumulator(heavy ? -26 : -6, 88, heavy ? 118 : 80, heavy ? 48 : 36, t) +
    ellipse(-14, -84, 40, 6, '#fff', soft(0.28)),
  'impact-wrench': (t) =>
    path('M8 -18L64 -18Q72 40 60 92L10 92Q-2 40 8 -18Z', face(rubber)) +
    path('M18 -6L52 -6Q58 40 50 84L22 84Z', shade(t)) +
    rect(-14, -100, 132, 88, across(t), 28) +
    path('M-14 -100L-74 -88Q-88 -56 -74 -24L-14 -12Z', across(graphite)) +
    rect(-104, -72, 24, 32, across(steel), 3) +
    repeat(3, (i) => rect(-64 + i * 16, -90, 5, 68, dark(rubber), 2, soft(0.4))) +
    vents(54, -74, 3) +
    path('M-8 -14Q4 -12 6 16L-14 6Q-18 -6 -8 -14Z', flat(rubber)) +
    accumulator(-24, 88, 116, 46, t) +
    ellipse(20, -88, 44, 6, '#fff', soft(0.28)),
  battery: (t, heavy) =>
    turned(
      -8,
      rect(-96, heavy ? -44 : -24, 192, heavy ? 118 : 88, face(graphite), 18) +
        rect(-96, 24, 192, 50, shade(rubber), 18) +
        path(
          'M-72 -46L-60 -84H60L72 -46Z'
            .replaceAll('-46', heavy ? '-44' : '-24')
            .replaceAll('-84', heavy ? '-84' : '-64'),
          face(rubber),
        ) +
        repeat(4, (i) => rect(-44 + i * 26, heavy ? -78 : -58, 9, 26, across(toneOf('brass')), 2)) +
        rect(-74, heavy ? -18 : 0, 84, 16, flat(t), 6) +
        repeat(4, (i) => circle(40 + i * 15, heavy ? -10 : 8, 4.6, i < 3 ? '#7CDB8A' : '#6A727A')),
    ),
  charger: (t) =>
    path('M-112 18L-84 -64H84L112 18V84Q112 98 98 98H-98Q-112 98 -112 84Z', face(rubber)) +
    path('M-78 -56H78L96 6H-96Z', shade(graphite)) +
    rect(-52, -40, 104, 26, '#20262c', 6) +
    repeat(4, (i) => rect(-38 + i * 22, -34, 8, 16, across(toneOf('brass')), 2)) +
    rect(-96, 40, 74, 14, flat(t), 6) +
    circle(58, 48, 8, '#7CDB8A') +
    circle(84, 48, 8, '#D6463A') +
    cord('M106 72Q150 72 146 112'),
  'stick-driver': (t) =>
    turned(
      -36,
      rect(-30, -32, 156, 64, across(t), 30) +
        rect(20, -26, 86, 52, across(rubber), 22) +
        polygon(
          [
            [-30, -26],
            [-72, -17],
            [-72, 17],
            [-30, 26],
          ],
          across(graphite),
        ) +
        rect(-146, -6, 76, 12, across(steel), 3) +
        rect(0, -34, 12, 18, '#20262c', 4),
    ) + repeat(4, (i) => turned(-36, rect(-20, -6, 42, 12, across(steel), 3), 20 + i * 28, 88 - i * 3)),
  'hammer-drill': (t) =>
    cord('M96 108Q104 148 148 138') +
    path('M54 -20L110 -20Q122 44 112 114L66 114Q48 50 54 -20Z', face(rubber)) +
    rect(-44, -84, 164, 78, across(t), 24) +
    rect(-78, -74, 38, 60, across(rubber), 10) +
    polygon(
      [
        [-78, -66],
        [-108, -56],
        [-108, -32],
        [-78, -22],
      ],
      across(steel),
    ) +
    bit(-150, -44, 44) +
    path('M-52 -14L-40 -14L-44 78Q-58 88 -72 78L-66 -14Z', face(rubber)) +
    vents(58, -64, 4) +
    path('M40 -8Q52 -4 56 24L36 12Z', flat(rubber)) +
    ellipse(4, -70, 42, 6, '#fff', soft(0.28)),
  'rotary-hammer': (t, heavy) =>
    cord('M112 88Q130 136 150 126') +
    path('M56 -86H112Q134 -86 132 -50L122 86Q118 100 100 100H78L66 88V-6H56Z', face(rubber)) +
    path('M78 -44L102 -44L96 64L82 64Z', '#EEF1F5') +
    rect(-66, -90, 148, 76, across(t), 20) +
    (heavy
      ? path('M-28 -16L56 -16L66 92L-6 92Z', across(t))
      : path('M10 -16L58 -16L66 62L20 62Z', across(t))) +
    rect(-106, -76, 44, 48, across(rubber), 14) +
    rect(-150, -58, 48, 12, across(steel), 3) +
    path('M-64 -18L-50 -18L-52 70Q-66 80 -80 70L-78 -18Z', face(rubber)) +
    circle(-6, -52, 20, face(graphite)) +
    rect(-10, -68, 8, 18, light(t), 3) +
    vents(28, -76, 3) +
    ellipse(-20, -80, 40, 5, '#fff', soft(0.28)),
  grinder: (t, heavy) => {
    const r = heavy ? 92 : 70
    return turned(
      -24,
      cord('M132 6Q168 6 160 52') +
        rect(14, -30, 124, 60, across(rubber), 24) +
        rect(-34, -38, 92, 76, across(t), 18) +
        rect(-92, -44, 66, 72, across(graphite), 14) +
        ellipse(-60, 46, r, 15, flat(toneOf('steel'))) +
        ellipse(-60, 42, r, 14, across(rubber)) +
        path(`M${-60 - r - 5} 42A${r + 5} 26 0 0 1 ${-60 + r * 0.5} 22L-60 30Z`, face(steel)) +
        rect(-70, -98, 22, 58, across(rubber), 10) +
        vents(0, -16, 3) +
        rect(64, -34, 38, 12, '#20262c', 5) +
        ellipse(6, -30, 30, 5, '#fff', soft(0.3)),
    )
  },
  jigsaw: (t) =>
    cord('M118 -56Q152 -60 150 -104') +
    path(
      'M-96 -60Q-92 -104 -40 -104H96Q128 -104 126 -64L120 6Q116 30 92 30H-80Q-104 26 -96 -60Z',
      across(t),
    ) +
    path('M-20 -62H74Q86 -62 84 -46L82 -36Q80 -28 70 -28H-16Q-32 -28 -32 -44Q-32 -62 -20 -62Z', '#EEF1F5') +
    path('M-22 -104H94Q128 -104 126 -64L124 -52L84 -52Q84 -62 74 -62H-20Z', face(rubber)) +
    rect(-92, -18, 56, 80, across(graphite), 8) +
    rect(-122, 64, 240, 18, across(steel), 5) +
    rect(-72, 60, 14, 80, face(steel), 2) +
    repeat(7, (i) =>
      polygon(
        [
          [-72, 86 + i * 8],
          [-79, 90 + i * 8],
          [-72, 94 + i * 8],
        ],
        flat(steel),
      ),
    ) +
    vents(20, -12, 5),
  'circular-saw': (t) =>
    circle(-14, 36, 92, face(steel)) +
    repeat(24, (i) =>
      polygon(
        [polar(90, i * 15, -14, 36), polar(102, i * 15 + 5, -14, 36), polar(90, i * 15 + 10, -14, 36)],
        flat(steel),
      ),
    ) +
    circle(-14, 36, 20, face(graphite)) +
    path('M-122 42A108 108 0 0 1 92 24L70 34A86 86 0 0 0 -100 42Z', across(t)) +
    path('M-122 42A108 108 0 0 1 94 42H-122Z', face(t)) +
    circle(-14, 20, 26, face(graphite)) +
    rect(-140, 42, 270, 16, across(steel), 5) +
    path(
      'M10 -66Q20 -118 74 -116H116Q142 -114 138 -84L126 4L86 8L92 -66Q94 -80 80 -80H54Q42 -80 40 -62Z',
      face(rubber),
    ) +
    rect(-60, -96, 60, 26, across(rubber), 12) +
    cord('M132 -92Q154 -100 150 -132') +
    vents(-40, -28, 3),
  'heat-gun': (t) =>
    cord('M54 126Q66 150 104 146') +
    path('M22 -14L80 -14Q86 50 74 126L38 126Q22 56 22 -14Z', face(rubber)) +
    path('M-40 -92H70Q116 -92 116 -48Q116 -6 70 -6H-40Z', across(t)) +
    polygon(
      [
        [-40, -84],
        [-116, -70],
        [-116, -28],
        [-40, -14],
      ],
      across(steel),
    ) +
    rect(-132, -68, 18, 38, across(graphite), 3) +
    circle(80, -48, 26, face(rubber)) +
    repeat(6, (i) => rect(60 + i * 7, -62, 3.5, 28, '#15191d', 1)) +
    rect(6, -6, 20, 34, flat(rubber), 6) +
    repeat(3, (i) => stroke(`M-140 ${-64 + i * 15}q-8 -5 -16 0`, '#F08632', 4)) +
    ellipse(0, -80, 36, 5, '#fff', soft(0.3)),
  welder: (t) =>
    stroke('M-50 -74V-108Q-50 -118 -40 -118H40Q50 -118 50 -108V-74', dark(rubber), 15) +
    stroke('M-50 -74V-108Q-50 -118 -40 -118H40Q50 -118 50 -108V-74', flat(rubber), 9) +
    rect(-112, -76, 224, 166, face(t), 16) +
    rect(-112, 56, 224, 34, dark(t), 14) +
    rect(-92, -56, 110, 96, shade(graphite), 10) +
    rect(-80, -44, 60, 34, '#1E2B22', 5) +
    stroke('M-72 -18L-60 -32L-48 -22L-32 -36', '#7CDB8A', 4) +
    circle(62, -12, 36, face(rubber)) +
    circle(62, -12, 27, glow(graphite)) +
    rect(59, -38, 6, 24, '#fff', 3) +
    circle(-54, 72, 13, '#20262c') +
    ring(-54, 72, 11, 3, '#C9A24A') +
    circle(-8, 72, 13, '#20262c') +
    ring(-8, 72, 11, 3, '#C9A24A') +
    cord('M-54 74Q-70 130 -134 116') +
    repeat(2, (i) => rect(-66 + i * 30, 0, 20, 26, '#2b3138', 4)),
  compressor: (t) =>
    rect(-118, 0, 222, 88, across(t), 44) +
    ellipse(-102, 44, 18, 42, light(t), soft(0.35)) +
    rect(-74, 84, 14, 34, face(rubber), 4) +
    circle(74, 104, 26, face(rubber)) +
    circle(74, 104, 12, glow(graphite)) +
    rect(-84, -74, 66, 76, across(graphite), 8) +
    repeat(5, (i) => rect(-92, -66 + i * 13, 82, 6, flat(toneOf('grey')), 3)) +
    rect(-18, -56, 96, 58, across(rubber), 20) +
    vents(10, -44, 4) +
    stroke('M104 30H138V-70H60', flat(rubber), 11) +
    circle(-40, 2, 19, face(toneOf('white'))) +
    ring(-40, 2, 18, 3, dark(rubber)) +
    stroke('M-40 2L-30 -8', '#D6463A', 3.5) +
    rect(-70, -96, 38, 22, upright(steel), 5),
}

/** tool/<kind>/<brand>/<light|heavy> */
export function tool(kind: string, brand: string, size: string): string {
  return tools[kind]!(toneOf(brandTones[brand]!), size === 'heavy')
}
