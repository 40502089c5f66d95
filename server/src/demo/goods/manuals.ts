import type { DemoManual, DemoVideo } from '../demo-data.ts'
import { brands } from './brands.ts'
import { powerToolLines } from './lines-power-tools.ts'
import type { ProductLine } from './product-line.ts'

const withManual = new Set(powerToolLines.map(({ key }) => key))

/** Has goods of this line a manual and a film? */
export const isPowerTool = (line: Pick<ProductLine, 'key'>): boolean => withManual.has(line.key)

/** One for the power tools of each brand. */
export function manuals(): DemoManual[] {
  const named = new Set(powerToolLines.flatMap((line) => [...line.brands.small, ...line.brands.more]))
  return [...named].sort().map((key) => {
    const brand = brands.find((one) => one.key === key)!
    return {
      key: `tools:${key}`,
      title: 'Руководство по эксплуатации электроинструмента',
      brand: brand.name,
      sections: [
        {
          title: 'Перед работой',
          lines: [
            'Прочитайте руководство целиком и сохраните его.',
            'Проверьте, что корпус, шнур и выключатель целы, а напряжение в сети то же, что на табличке.',
            'Наденьте защитные очки. Для шлифования и пиления нужны также наушники и респиратор.',
          ],
        },
        {
          title: 'Во время работы',
          lines: [
            'Держите инструмент за изолированные рукоятки: в стене может быть проводка.',
            'Не прижимайте инструмент сильнее, чем нужно: он работает быстрее под собственным весом.',
            'Меняйте оснастку только при вынутой вилке или снятом аккумуляторе.',
          ],
        },
        {
          title: 'Уход и хранение',
          lines: [
            'После работы продуйте вентиляционные отверстия сухим воздухом.',
            'Храните в сухом месте при температуре от +5 до +35 °C. Аккумулятор храните отдельно, заряженным наполовину.',
            'Щётки двигателя меняйте парами, в сервисном центре.',
          ],
        },
        {
          title: 'Гарантия',
          lines: ['Гарантийный срок 24 месяца со дня продажи, при условии, что эти правила соблюдены.'],
        },
      ],
    }
  })
}

/** A free film that may be shown by anybody: a demo company has none of its own. */
export const videos: DemoVideo[] = [
  {
    key: 'tools',
    url: 'https://vimeo.com/1084537',
    title: 'Демонстрационный ролик',
  },
]
