import { createRequire } from 'node:module'
import pdfmake from 'pdfmake'
import type { DateText, DemoManual } from '../demo-data.ts'

// Roboto comes with pdfmake, has Cyrillic and may be passed on (Apache-2.0)
const fonts = createRequire(import.meta.url)('pdfmake/fonts/Roboto.js') as Record<
  string,
  Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>
>
const ours = new Set(Object.values(fonts).flatMap((faces) => Object.values(faces)))
pdfmake.setFonts(fonts)
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => ours.has(path))

/** Two pages that a person could read; the same bytes for the same day. */
export function manualPdf(manual: DemoManual, today: DateText): Promise<Buffer> {
  return pdfmake
    .createPdf({
      pageSize: 'A5',
      pageMargins: [40, 44, 40, 44],
      info: {
        title: `${manual.title}, ${manual.brand}`,
        creationDate: new Date(`${today}T00:00:00Z`),
        producer: '',
        creator: '',
      },
      language: 'ru',
      defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.3 },
      content: [
        { text: manual.brand, fontSize: 12, color: '#0f6e57' },
        { text: manual.title, fontSize: 20, bold: true, margin: [0, 4, 0, 16] },
        ...manual.sections.flatMap(({ title, lines }) => [
          {
            text: title,
            fontSize: 13,
            bold: true,
            margin: [0, 12, 0, 4] as [number, number, number, number],
          },
          { ol: lines },
        ]),
      ],
      footer: (page, pages) => ({
        text: `Образец демонстрационной компании · ${page} / ${pages}`,
        alignment: 'center',
        fontSize: 8,
        color: '#56625c',
        margin: [0, 12, 0, 0],
      }),
    })
    .getBuffer()
}
