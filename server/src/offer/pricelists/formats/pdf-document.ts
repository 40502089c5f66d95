import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { PdfTable } from './write-pdf.ts'

/** A4 in points, and its margins. */
const page = { short: 595, long: 842, margin: 28 }
/** An average letter of the table's size, in points. */
const letter = 4.3
const colours = { soft: '#56625c', line: '#c9d2cd', head: '#e3ece8', heading: '#f3f6f4' }

/** A price list as pages: its head once, the titles of columns and the page's number on each. */
export function documentOf(table: PdfTable): TDocumentDefinitions {
  const asked = table.columns.reduce((sum, { width }) => sum + width, 0) * letter
  const landscape = asked > page.short - 2 * page.margin
  const room = (landscape ? page.long : page.short) - 2 * page.margin
  // eight points of each column are the space at its sides
  const inner = room - table.columns.length * 8
  const total = table.columns.reduce((sum, { width }) => sum + width, 0)
  return {
    pageSize: 'A4',
    pageOrientation: landscape ? 'landscape' : 'portrait',
    pageMargins: [page.margin, page.margin, page.margin, page.margin + 8],
    info: { title: table.title, creationDate: table.madeAt, producer: '', creator: '' },
    language: table.language,
    defaultStyle: { font: 'Roboto', fontSize: 8 },
    content: [
      ...headOf(table),
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: table.columns.map(({ width }) => (width / total) * inner),
          body: [titlesOf(table), ...table.rows.map((row) => cellsOf(row, table))],
        },
        layout: {
          hLineWidth: () => 0.5,
          vLineWidth: () => 0,
          hLineColor: () => colours.line,
          paddingTop: () => 2.5,
          paddingBottom: () => 2.5,
        },
      },
    ],
    footer: (current, count) => ({
      text: `${table.title} · ${current} / ${count}`,
      alignment: 'right',
      color: colours.soft,
      fontSize: 7,
      margin: [page.margin, 8, page.margin, 0],
    }),
  }
}

function headOf({ title, statement, logo }: PdfTable): Content[] {
  const picture: Content[] = logo
    ? [
        {
          image: `data:image/png;base64,${Buffer.from(logo.png).toString('base64')}`,
          width: logo.width * 0.75,
          margin: [0, 0, 0, 8],
        },
      ]
    : []
  return [
    ...picture,
    { text: title, fontSize: 16, bold: true, margin: [0, 0, 0, 4] },
    ...statement.map((line): Content => ({ text: line, color: colours.soft, margin: [0, 0, 0, 1] })),
    { text: ' ', fontSize: 4 },
  ]
}

function titlesOf({ columns }: PdfTable): TableCell[] {
  return columns.map(({ title, figure }) => ({
    text: title,
    bold: true,
    fillColor: colours.head,
    alignment: figure ? 'right' : 'left',
  }))
}

function cellsOf(row: PdfTable['rows'][number], { columns }: PdfTable): TableCell[] {
  if ('heading' in row)
    return [
      { text: row.heading, bold: true, fontSize: 9, fillColor: colours.heading, colSpan: columns.length },
      ...columns.slice(1).map(() => ''),
    ]
  return row.map((text, place) => ({ text, alignment: columns[place]!.figure ? 'right' : 'left' }))
}
