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
  polygon,
  rect,
  regular,
  repeat,
  shade,
  soft,
  stroke,
  toneOf,
  turned,
  upright,
} from './pen.ts'

const steel = toneOf('zn')
const chrome = toneOf('a2')
const rubber = toneOf('rubber')
const wood = toneOf('wood')
const red = toneOf('red')
const indigo = toneOf('indigo')
const yellow = toneOf('yellow')

/** spanner/<kind>/<size> */
export function spanner(kind: string, size = 'small'): string {
  if (kind === 'combination') {
    const one =
      rect(-100, -13, 200, 26, across(chrome), 10) +
      rect(-62, -6, 124, 12, dark(chrome), 6, soft(0.35)) +
      circle(106, 0, 38, face(chrome)) +
      polygon(
        regular(12, 23).map(([x, y]) => [x + 106, y]),
        '#F2F4F7',
        ` stroke="${dark(chrome)}" stroke-width="2"`,
      ) +
      path(
        'M-84 -30Q-98 -48 -126 -46L-146 -34L-120 -16L-124 8L-150 12Q-140 40 -112 40Q-92 38 -80 20Z',
        face(chrome),
      )
    return size === 'big'
      ? turned(-36, one, 0, 0, 1.05)
      : turned(-36, one, 22, 26, 0.82) + turned(-36, one, -26, -30, 0.66)
  }
  if (kind === 'adjustable')
    return turned(
      -36,
      path('M-60 -20H120Q146 -20 146 0Q146 20 120 20H-60Z', across(red)) +
        rect(-70, -14, 80, 28, across(chrome), 6) +
        path('M-60 -44L-96 -58Q-142 -54 -146 -22L-112 -16L-96 -8L-92 12L-62 30L-40 20V-30Z', face(chrome)) +
        path('M-104 14L-150 8Q-150 44 -116 48L-84 38L-80 12Z', shade(chrome)) +
        rect(-88, 2, 34, 15, across(steel), 3) +
        repeat(5, (i) => rect(-84 + i * 6, 2, 2.5, 15, dark(steel))) +
        circle(128, 0, 8, '#F2F4F7'),
    )
  if (kind === 'hex-key')
    return repeat(4, (i) =>
      turned(
        -8,
        stroke(
          `M${-104 + i * 34} ${-70 + i * 6}V${76 - i * 14}Q${-104 + i * 34} ${104 - i * 14} ${-76 + i * 34} ${104 - i * 14}H${-10 + i * 32}`,
          dark(toneOf('black')),
          17 - i * 3,
        ) +
          stroke(
            `M${-106 + i * 34} ${-72 + i * 6}V${74 - i * 14}Q${-106 + i * 34} ${102 - i * 14} ${-78 + i * 34} ${102 - i * 14}H${-12 + i * 32}`,
            flat(steel),
            10 - i * 2,
          ),
      ),
    )
  const big = size === 'big'
  return (
    rect(-132, -92, 264, 190, shade(rubber), 18) +
    rect(-120, -80, 240, 166, face(toneOf('graphite')), 10) +
    repeat(
      big ? 7 : 5,
      (i) =>
        circle(-96 + i * (big ? 32 : 46), -46, big ? 13 : 17, glow(chrome)) +
        polygon(
          regular(6, big ? 7 : 9).map(([x, y]) => [x - 96 + i * (big ? 32 : 46), y - 46]),
          '#20262c',
        ),
    ) +
    repeat(big ? 6 : 4, (i) => rect(-106 + i * (big ? 24 : 30), -14, 15, 42, upright(chrome), 4)) +
    turned(
      0,
      rect(0, 0, 96, 18, across(red), 8) + circle(-8, 9, 18, face(chrome)) + circle(-8, 9, 7, '#20262c'),
      44,
      2,
    ) +
    repeat(big ? 11 : 7, (i) => rect(-106 + i * 20, 46, 9, 28, upright(steel), 2)) +
    rect(-30, 96, 60, 14, flat(rubber), 6)
  )
}

/** screwdriver/<kind> */
export function screwdriver(kind: string): string {
  const grip = kind === 'insulated' ? red : kind === 'slotted' ? indigo : toneOf('orange')
  const shaft =
    kind === 'insulated'
      ? rect(-112, -8, 134, 16, across(red), 6) + rect(-138, -5, 28, 10, across(steel))
      : rect(-138, -7, 160, 14, across(chrome), 3)
  const tip =
    kind === 'slotted'
      ? polygon(
          [
            [-136, -7],
            [-150, -12],
            [-150, 12],
            [-136, 7],
          ],
          face(steel),
        )
      : polygon(
          [
            [-136, -7],
            [-152, 0],
            [-136, 7],
          ],
          face(steel),
        )
  return turned(
    -36,
    shaft +
      tip +
      path(
        'M18 -17Q30 -30 52 -24Q72 -36 98 -32Q136 -30 142 0Q136 30 98 32Q72 36 52 24Q30 30 18 17Z',
        across(grip),
      ) +
      repeat(4, (i) => rect(58 + i * 19, -30, 9, 60, flat(rubber), 4)) +
      ellipse(90, -22, 30, 4, '#fff', soft(0.35)),
  )
}

/** bit/<short|long> */
export function bit(size: string): string {
  const length = size === 'long' ? 190 : 104
  const one =
    polygon(
      [
        [-length / 2, -20],
        [-length / 2 + 36, -20],
        [-length / 2 + 42, -13],
        [length / 2 - 24, -11],
        [length / 2, 0],
        [length / 2 - 24, 11],
        [-length / 2 + 42, 13],
        [-length / 2 + 36, 20],
        [-length / 2, 20],
      ],
      across(steel),
    ) +
    rect(-length / 2, -7, 36, 14, light(steel), 0, soft(0.7)) +
    rect(-length / 2 + 40, -12, 8, 24, flat(toneOf('green'))) +
    polygon(
      [
        [length / 2 - 24, -4],
        [length / 2 - 2, 0],
        [length / 2 - 24, 4],
      ],
      dark(steel),
    )
  return size === 'long'
    ? turned(-36, one, -18, -24) + turned(-36, one, 26, 34)
    : turned(-36, one, -50, -40) + turned(-36, one, 6, 4) + turned(-36, one, 58, 50)
}

/** hammer/<kind> */
export function hammer(kind: string): string {
  const sledge = kind === 'sledge'
  const head = sledge
    ? rect(-78, -62, 156, 78, across(toneOf('graphite')), 12) +
      rect(-84, -54, 16, 62, across(steel), 5) +
      rect(68, -54, 16, 62, across(steel), 5)
    : path(
        'M-88 -52H-50L-38 -40H26Q66 -40 92 -18L96 -4Q60 0 26 2H-38L-50 14H-88Q-96 14 -96 4V-42Q-96 -52 -88 -52Z',
        across(steel),
      )
  return turned(
    32,
    rect(-13, sledge ? 10 : -8, 26, sledge ? 148 : 158, upright(sledge ? wood : yellow), 10) +
      (sledge ? '' : rect(-16, 62, 32, 92, upright(rubber), 12)) +
      head +
      rect(-16, sledge ? -66 : -46, 32, sledge ? 86 : 52, dark(toneOf('graphite')), 4, soft(0.35)),
    -6,
    -30,
  )
}

export function handsaw(): string {
  return turned(
    -24,
    polygon(
      [
        [-142, 6],
        [60, -56],
        [60, 44],
        [-142, 26],
      ],
      face(chrome),
    ) +
      repeat(22, (i) =>
        polygon(
          [
            [-140 + i * 9, 26 + i * 0.8],
            [-135.5 + i * 9, 36 + i * 0.8],
            [-131 + i * 9, 26.8 + i * 0.8],
          ],
          flat(chrome),
        ),
      ) +
      path('M52 -64H96Q142 -64 142 -20V24Q140 58 104 58H52Z', face(toneOf('orange'))) +
      path('M80 -30Q112 -36 112 -8V10Q112 28 92 28H82Q88 0 80 -30Z', '#EFF2F6') +
      path('M104 -62Q142 -60 142 -20V24Q140 56 108 58Q124 40 124 0Q124 -40 104 -62Z', flat(rubber)),
  )
}

/** knife/<narrow|wide> */
export function knife(size: string): string {
  const wide = size === 'wide' ? 1.15 : 0.82
  return turned(
    -36,
    `<g transform="scale(1 ${wide})">` +
      polygon(
        [
          [-30, -20],
          [-136, -20],
          [-150, 20],
          [-30, 20],
        ],
        face(chrome),
      ) +
      repeat(5, (i) => stroke(`M${-50 - i * 20} -20L${-58 - i * 20} 20`, dark(chrome), 1.6)) +
      rect(-40, -30, 184, 60, across(yellow), 18) +
      rect(-24, -12, 132, 24, dark(rubber), 8) +
      rect(26, -17, 40, 34, across(rubber), 6) +
      repeat(3, (i) => rect(34 + i * 9, -17, 4, 34, light(rubber), 0, soft(0.5))) +
      circle(124, 0, 9, '#EFF2F6') +
      '</g>',
  )
}

/** pliers/<kind> */
export function pliers(kind: string): string {
  const grip = kind === 'cutters' ? toneOf('green') : kind === 'long-nose' ? indigo : red
  const jaw: Record<string, string> = {
    combination:
      path('M-24 -30L-20 -124Q-16 -136 -2 -136V-34Z', face(steel)) +
      path('M24 -30L20 -124Q16 -136 2 -136V-34Z', shade(steel)) +
      repeat(7, (i) => rect(-14, -128 + i * 8, 28, 3, dark(steel), 0, soft(0.6))) +
      ellipse(0, -56, 9, 15, '#EFF2F6'),
    cutters:
      path('M-30 -30Q-58 -76 -4 -118L-2 -40Z', face(steel)) +
      path('M30 -30Q58 -76 4 -118L2 -40Z', shade(steel)) +
      stroke('M0 -116V-50', dark(steel), 3),
    'long-nose':
      path('M-24 -30Q-22 -70 -8 -148H-1V-34Z', face(steel)) +
      path('M24 -30Q22 -70 8 -148H1V-34Z', shade(steel)) +
      repeat(6, (i) => rect(-7, -140 + i * 9, 14, 3, dark(steel), 0, soft(0.6))),
  }
  return turned(
    28,
    path('M-22 -14Q-66 34 -58 138L-32 142Q-34 60 8 6Z', face(grip)) +
      path('M22 -14Q66 34 58 138L32 142Q34 60 -8 6Z', shade(grip)) +
      stroke('M-40 40Q-48 84 -46 130', flat(rubber), 7) +
      stroke('M40 40Q48 84 46 130', flat(rubber), 7) +
      jaw[kind]! +
      circle(0, -14, 27, face(steel)) +
      circle(0, -14, 11, dark(steel)),
    6,
    6,
  )
}

/** tape-measure/<small|big> */
export function tapeMeasure(size: string): string {
  const body = size === 'big' ? yellow : toneOf('orange')
  return (
    path('M-96 96V-20Q-96 -108 -8 -108H22Q108 -108 108 -20V84Q108 96 96 96Z', face(body)) +
    path('M-96 96V60H108V84Q108 96 96 96Z', shade(rubber)) +
    circle(6, -10, 66, shade(rubber)) +
    circle(6, -10, 54, glow(toneOf('graphite'))) +
    circle(6, -10, 34, flat(body)) +
    rect(-150, 74, 66, 20, face(yellow)) +
    repeat(6, (i) => rect(-144 + i * 10, 74, 2, i % 2 ? 7 : 12, '#20262c')) +
    rect(-154, 68, 7, 34, across(steel), 2) +
    rect(20, -126, 44, 22, face(rubber), 7)
  )
}

/** level/<kind>/<colour> */
export function level(kind: string, colour = 'red'): string {
  if (kind === 'spirit') {
    const vial = (x: number, w: number, h: number): string =>
      rect(x - w / 2, -h / 2, w, h, '#CFE86B', Math.min(w, h) / 2) +
      ellipse(x, 0, Math.min(w, h) * 0.38, Math.min(w, h) * 0.3, '#F4FBD8') +
      rect(x - w / 2 + w * 0.3, -h / 2, 2, h, '#5D6E17') +
      rect(x + w / 2 - w * 0.3, -h / 2, 2, h, '#5D6E17')
    return turned(
      -24,
      rect(-152, -34, 304, 68, face(toneOf('orange')), 6) +
        rect(-152, -34, 304, 12, light(toneOf('orange')), 5) +
        rect(-152, 22, 304, 12, dark(toneOf('orange')), 5) +
        rect(-46, -24, 92, 42, '#EFF2F6', 8) +
        vial(0, 78, 24) +
        circle(-110, 0, 25, '#EFF2F6') +
        vial(-110, 18, 42) +
        circle(110, 0, 25, '#EFF2F6') +
        turned(45, vial(0, 18, 42), 110, 0) +
        rect(-160, -34, 12, 68, flat(rubber), 3) +
        rect(148, -34, 12, 68, flat(rubber), 3),
    )
  }
  if (kind === 'laser') {
    const beam = colour === 'green' ? '#35C46B' : '#E8413A'
    return (
      stroke('M-150 62H150', beam, 4, ' stroke-opacity=".75"') +
      stroke('M-6 -140V140', beam, 4, ' stroke-opacity=".75"') +
      rect(-64, -84, 124, 150, face(rubber), 18) +
      rect(-64, -84, 124, 40, face(toneOf('indigo')), 18) +
      path('M-44 -20H40V34Q40 46 28 46H-32Q-44 46 -44 34Z', shade(toneOf('graphite'))) +
      circle(-2, 12, 22, '#12161a') +
      circle(-2, 12, 13, beam) +
      circle(-6, 7, 4, '#fff', soft(0.8)) +
      rect(-18, 66, 32, 16, across(steel), 3) +
      stroke('M-2 82L-60 134M-2 82L58 134M-2 82V138', dark(rubber), 10) +
      rect(-30, -72, 54, 10, '#fff', 4, soft(0.35))
    )
  }
  return (
    path('M-108 -128H-72V84H124V118H-108Z', face(chrome)) +
    rect(-126, 78, 252, 44, face(toneOf('indigo')), 6) +
    repeat(15, (i) => rect(-72 - (i % 5 ? 12 : 20), -120 + i * 13, i % 5 ? 12 : 20, 2, '#333B44')) +
    circle(-90, 100, 6, dark(chrome)) +
    circle(60, 100, 6, dark(chrome))
  )
}

/** spatula/<flat|notched> */
export function spatula(blade: string): string {
  const teeth = blade === 'notched' ? repeat(12, (i) => rect(-116 + i * 20, -104, 11, 13, '#F0F3F6')) : ''
  return turned(
    24,
    polygon(
      [
        [-120, -104],
        [120, -104],
        [74, 4],
        [-74, 4],
      ],
      face(chrome),
    ) +
      teeth +
      rect(-80, -4, 160, 18, across(steel), 6) +
      path('M-22 14H22L27 116Q24 136 0 136Q-24 136 -27 116Z', upright(toneOf('orange'))) +
      rect(-10, 24, 20, 86, flat(rubber), 9) +
      circle(0, 120, 7, '#F0F3F6'),
  )
}

/** paint-brush/<natural|synthetic> */
export function paintBrush(material: string): string {
  const hair = material === 'natural' ? toneOf('cream') : toneOf('blue')
  return turned(
    28,
    path('M-62 -34L-70 -128Q0 -146 70 -128L62 -34Z', face(hair)) +
      repeat(11, (i) =>
        stroke(`M${-54 + i * 11} -38L${-60 + i * 12.2} -130`, dark(hair), 1.6, ' stroke-opacity=".5"'),
      ) +
      rect(-66, -44, 132, 48, across(steel), 4) +
      repeat(3, (i) => circle(-44 + i * 44, -20, 4.5, dark(steel))) +
      path('M-62 4H62Q56 34 24 44L20 128Q16 146 0 146Q-16 146 -20 128L-24 44Q-56 34 -62 4Z', upright(wood)) +
      circle(0, 126, 6, '#F0F3F6'),
  )
}

/** roller/<short|long> */
export function roller(pile: string): string {
  const fur = pile === 'long' ? toneOf('cream') : toneOf('white')
  return turned(
    -10,
    rect(-118, -112, 216, 76, across(fur), pile === 'long' ? 30 : 16) +
      repeat(8, (i) => stroke(`M${-100 + i * 27} -108q6 34 0 68`, dark(fur), 2, ' stroke-opacity=".5"')) +
      rect(94, -100, 14, 52, across(toneOf('graphite')), 5) +
      stroke('M104 -74H136V-8H-4V30', flat(steel), 10) +
      path('M-22 28H14L18 128Q16 144 -4 144Q-24 144 -26 128Z', upright(toneOf('indigo'))) +
      rect(-12, 42, 16, 80, flat(rubber), 7),
  )
}
