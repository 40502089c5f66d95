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
  soft,
  stroke,
  toneOf,
  turned,
} from './pen.ts'
import type { Tone } from './pen.ts'

const steel = toneOf('zn')
const hole = (r: number): string => circle(0, 0, r, '#F3F5F8') + ring(0, 0, r, 3, dark(steel))

function spiral(x: number, length: number, r: number, t: Tone, turns: number): string {
  const step = length / turns
  return (
    rect(x, -r, length, r * 2, across(t)) +
    repeat(turns, (i) =>
      path(
        `M${x + i * step} ${r}Q${x + (i + 0.35) * step} ${r * 0.2} ${x + (i + 0.62) * step} ${-r}H${x + (i + 0.9) * step}Q${x + (i + 0.68) * step} ${r * 0.2} ${x + (i + 0.32) * step} ${r}Z`,
        dark(t),
        soft(0.5),
      ),
    )
  )
}

/** drill-bit/<kind>/<variant> */
export function drillBit(kind: string, variant = ''): string {
  const t =
    variant === 'hss-co'
      ? toneOf('brass')
      : variant === 'hss-tin'
        ? toneOf('yz')
        : kind === 'metal'
          ? toneOf('graphite')
          : steel
  const kinds: Record<string, () => string> = {
    metal: () => {
      const one =
        rect(-146, -13, 96, 26, across(steel), 4) +
        spiral(-52, 168, 14, t, 6) +
        polygon(
          [
            [116, -14],
            [138, 0],
            [116, 14],
          ],
          across(t),
        )
      return turned(-36, one, -18, -24) + turned(-36, one, 32, 40, 0.72)
    },
    sds: () => {
      const long = variant === 'long'
      const one =
        rect(-150, -14, 62, 28, across(steel), 6) +
        rect(-138, -5, 36, 10, dark(steel), 5, soft(0.7)) +
        spiral(-88, 206, 15, steel, 5) +
        polygon(
          [
            [116, -22],
            [128, -22],
            [144, 0],
            [128, 22],
            [116, 22],
          ],
          across(toneOf('graphite')),
        )
      return long ? turned(-36, one) : turned(-36, one, -16, -22, 0.85) + turned(-36, one, 30, 38, 0.62)
    },
    spade: () =>
      turned(
        -36,
        rect(-150, -9, 190, 18, across(steel), 3) +
          polygon(
            [
              [-150, -12],
              [-108, -12],
              [-108, 12],
              [-150, 12],
            ],
            face(steel),
          ) +
          path('M34 -9L52 -52H104L112 -60V-50L120 -6L150 0L120 6L112 50V60L104 52H52L34 9Z', face(steel)) +
          circle(76, 0, 10, '#F3F5F8'),
      ),
    auger: () =>
      turned(
        -36,
        rect(-150, -10, 60, 20, across(steel), 3) +
          rect(-92, -6, 200, 12, across(toneOf('graphite'))) +
          repeat(7, (i) =>
            path(
              `M${-82 + i * 27} -25Q${-62 + i * 27} -22 ${-58 + i * 27} 25Q${-76 + i * 27} 18 ${-82 + i * 27} -25Z`,
              across(steel),
            ),
          ) +
          polygon(
            [
              [108, -24],
              [120, -8],
              [150, 0],
              [120, 8],
              [108, 24],
            ],
            across(steel),
          ),
      ),
  }
  return kinds[kind]!()
}

/** hole-saw/<material> */
export function holeSaw(material: string): string {
  const t = material === 'concrete' ? toneOf('graphite') : material === 'wood' ? toneOf('yz') : toneOf('red')
  const teeth = repeat(13, (i) =>
    material === 'concrete'
      ? rect(-98 + i * 15.6, 66, 9, 15, flat(toneOf('brass')), 2)
      : polygon(
          [
            [-98 + i * 15.4, 70],
            [-90 + i * 15.4, 86],
            [-83 + i * 15.4, 70],
          ],
          dark(t),
        ),
  )
  return turned(
    -14,
    rect(-9, 40, 18, 78, across(steel), 2) +
      teeth +
      path('M-100 -40V72Q0 96 100 72V-40Z', across(t)) +
      rect(-60, -4, 40, 48, '#20262c', 18, soft(0.55)) +
      rect(30, -4, 40, 48, '#20262c', 18, soft(0.55)) +
      ellipse(0, -40, 100, 30, face(t)) +
      ellipse(0, -42, 34, 11, dark(t)) +
      rect(-13, -122, 26, 82, face(steel), 4),
  )
}

/** disc/<kind>/<variant> */
export function disc(kind: string, variant = ''): string {
  const round = (r: number, t: Tone): string =>
    turned(0, circle(0, 0, r, dark(t)), 3, 7) + circle(0, 0, r, glow(t))
  const kinds: Record<string, () => string> = {
    cutting: () =>
      round(124, toneOf('black')) +
      repeat(3, (i) => ring(0, 0, 108 - i * 18, 1.5, '#5C656D')) +
      circle(0, 0, 72, flat(variant === 'stone' ? toneOf('green') : toneOf('indigo'))) +
      ring(0, 0, 64, 2, '#fff') +
      path('M-50 -18A53 53 0 0 1 50 -18L38 -12A42 42 0 0 0 -38 -12Z', '#fff', soft(0.85)) +
      circle(0, 0, 30, flat(steel)) +
      hole(22),
    diamond: () =>
      (variant === 'segment'
        ? repeat(14, (i) =>
            turned(i * (360 / 14), path('M-24 -112L24 -112L22 -132Q0 -138 -22 -132Z', flat(toneOf('steel')))),
          ) +
          round(114, toneOf('steel')) +
          repeat(14, (i) => turned(i * (360 / 14) + 360 / 28, rect(-3, -122, 6, 34, '#F3F5F8', 3)))
        : round(126, toneOf('steel')) +
          repeat(48, (i) =>
            turned(
              i * 7.5,
              rect(
                -2.5,
                -126,
                5,
                22,
                dark(toneOf('graphite')),
                2,
                variant === 'turbo' ? ' transform="skewX(-18)"' : soft(0.1),
              ),
            ),
          )) +
      circle(0, 0, 78, face(toneOf(variant === 'turbo' ? 'orange' : 'blue'))) +
      repeat(8, (i) => turned(i * 45, circle(0, -56, 6, '#F3F5F8'))) +
      hole(24),
    flap: () =>
      round(122, toneOf('wood')) +
      repeat(32, (i) =>
        turned(i * 11.25, path('M-6 -122L16 -120L10 -54L-8 -54Z', i % 2 ? '#B4683C' : '#9A5530')),
      ) +
      circle(0, 0, 54, face(toneOf('graphite'))) +
      ring(0, 0, 42, 2, '#B9C2CA') +
      hole(22),
    saw: () => {
      const count = variant === 'fine' ? 40 : 22
      return (
        repeat(count, (i) =>
          turned(
            (360 / count) * i,
            path('M-9 -112L6 -132L11 -128L9 -108Z', flat(toneOf('steel'))) +
              rect(4, -133, 6, 10, flat(toneOf('brass')), 1),
          ),
        ) +
        round(114, toneOf('a2')) +
        repeat(4, (i) =>
          turned(i * 90 + 20, stroke('M0 -112Q8 -92 -2 -78', dark(steel), 4) + circle(-2, -76, 5, '#F3F5F8')),
        ) +
        circle(0, 0, 66, face(toneOf(variant === 'fine' ? 'red' : 'indigo'))) +
        ring(0, 0, 58, 2, '#fff') +
        hole(24)
      )
    },
    sanding: () => {
      const grain = variant === 'fine' ? toneOf('wood') : { light: 'C77F54', base: 'A85E36', dark: '713B1E' }
      return (
        turned(0, circle(0, 0, 116, dark(grain)), 18, 20) +
        turned(0, circle(0, 0, 116, flat(grain)), 9, 10) +
        circle(0, 0, 116, glow(grain)) +
        repeat(60, (i) => circle(...polar(14 + ((i * 37) % 96), i * 137.5), 1.8, dark(grain), soft(0.5))) +
        repeat(8, (i) => circle(...polar(66, i * 45), 12, '#F3F5F8')) +
        circle(0, 0, 12, '#F3F5F8')
      )
    },
  }
  return kinds[kind]!()
}

/** jigsaw-blade/<wood|metal> */
export function jigsawBlade(material: string): string {
  const t = material === 'wood' ? toneOf('graphite') : toneOf('steel')
  const step = material === 'wood' ? 15 : 8
  const one =
    rect(-140, -20, 46, 28, face(t), 3) +
    rect(-132, -27, 22, 42, face(t), 4) +
    polygon(
      [
        [-96, -14],
        [140, -14],
        [140, 4],
        [128, 14],
        [-96, 14],
      ],
      face(t),
    ) +
    repeat(Math.floor(216 / step), (i) =>
      polygon(
        [
          [-90 + i * step, 14],
          [-90 + i * step, 14 + step * 0.75],
          [-90 + (i + 1) * step, 14],
        ],
        dark(t),
      ),
    )
  return turned(-36, one, -34, -38, 0.92) + turned(-36, one, 2, 8, 0.92) + turned(-36, one, 40, 54, 0.92)
}

/** electrode/<blue|red>: an open pack. */
export function electrode(colour: string): string {
  const t = toneOf(colour)
  const rod =
    rect(-140, -7, 250, 14, across(toneOf('grey')), 6) +
    rect(108, -4, 36, 8, across(steel), 2) +
    rect(-140, -7, 9, 14, flat(toneOf('orange')), 3)
  return turned(
    -36,
    rect(-4, -46, 150, 92, face(t), 8) +
      rect(-4, 26, 150, 20, dark(t), 8) +
      repeat(6, (i) => turned(0, rod, -36, -34 + i * 13.5)) +
      path('M-4 -46H146V-6H-4Z', light(t), soft(0.35)) +
      rect(30, -24, 92, 46, '#fff', 6, soft(0.92)) +
      rect(44, -10, 64, 7, flat(t), 3) +
      rect(44, 4, 40, 6, dark(t), 3),
  )
}
