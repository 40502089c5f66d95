import { type ColumnHead, type Logo, xml } from './cell.ts'

// The parts of a workbook besides its rows. Source: ECMA-376, parts 1 and 2.

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const drawingMl = 'http://schemas.openxmlformats.org/drawingml/2006'

/** Indices of cellXfs in `styles`. */
export const style = {
  plain: 0,
  title: 1,
  statement: 2,
  head: 3,
  headEnd: 4,
  text: 5,
  heading: 6,
  money: 7,
} as const

/** Digits after the point that a price may have. */
const places = [0, 1, 2, 3, 4, 5, 6]

export const moneyStyle = (digits: number): number => style.money + Math.min(digits, places.length - 1)

const moneyFormats = places.map(
  (digits) =>
    `<numFmt numFmtId="${164 + digits}" formatCode="#,##0${digits > 0 ? `.${'0'.repeat(digits)}` : ''}"/>`,
)
const moneyStyles = places.map((digits) => `<xf xfId="0" numFmtId="${164 + digits}" applyNumberFormat="1"/>`)

export const styles = `${declaration}<styleSheet xmlns="${main}">
<numFmts count="${places.length}">${moneyFormats.join('')}</numFmts>
<fonts count="5"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="16"/><name val="Arial"/></font><font><sz val="10"/><color rgb="FF56625C"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font></fonts>
<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE3ECE8"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF3F6F4"/></patternFill></fill></fills>
<borders count="2"><border/><border><left/><right/><top/><bottom style="thin"><color rgb="FF9AA8A1"/></bottom><diagonal/></border></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="${style.money + places.length}">
<xf xfId="0"/>
<xf xfId="0" fontId="1" applyFont="1"/>
<xf xfId="0" fontId="2" applyFont="1"/>
<xf xfId="0" fontId="3" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>
<xf xfId="0" fontId="3" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="right" vertical="center" wrapText="1"/></xf>
<xf xfId="0" numFmtId="49" applyNumberFormat="1"/>
<xf xfId="0" fontId="4" fillId="3" applyFont="1" applyFill="1"/>
${moneyStyles.join('\n')}
</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>`

export function contentTypes(picture: boolean): string {
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const drawings = picture
    ? '<Default Extension="png" ContentType="image/png"/><Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>'
    : ''
  return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${drawings}<Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheet}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
}

const relations = (...entries: [type: string, target: string][]) =>
  `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries
    .map(([type, target], place) => `<Relationship Id="rId${place + 1}" Type="${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

export const packageRelations = relations(
  [`${office}/officeDocument`, 'xl/workbook.xml'],
  [
    'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
    'docProps/core.xml',
  ],
)
export const workbookRelations = relations(
  [`${office}/worksheet`, 'worksheets/sheet1.xml'],
  [`${office}/styles`, 'styles.xml'],
)
export const sheetRelations = relations([`${office}/drawing`, '../drawings/drawing1.xml'])
export const drawingRelations = relations([`${office}/image`, '../media/image1.png'])

/** Nothing but the title and the time: a file's properties tell no more than the file. */
export function coreProperties(title: string, madeAt: Date): string {
  return `${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xml(title)}</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">${madeAt.toISOString()}</dcterms:created></cp:coreProperties>`
}

/** The head of the table is printed on every page. */
export function workbook(sheet: string, headRow: number): string {
  const name = xml(sheet)
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${name}'!$${headRow}:$${headRow}</definedName></definedNames></workbook>`
}

export function sheetStart(columns: readonly ColumnHead[], headRow: number): string {
  const widths = columns.map(
    ({ width }, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`,
  )
  return `${declaration}<worksheet xmlns="${main}" xmlns:r="${office}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0" showGridLines="0"><pane ySplit="${headRow}" topLeftCell="A${headRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>`
}

export function sheetEnd({ filter, drawing }: { filter: string | null; drawing: boolean }): string {
  return `</sheetData>${filter ? `<autoFilter ref="${filter}"/>` : ''}<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>${drawing ? '<drawing r:id="rId1"/>' : ''}</worksheet>`
}

/** English metric units in a pixel. */
const emu = 9525

export function drawing({ width, height }: Logo): string {
  const size = `cx="${width * emu}" cy="${height * emu}"`
  return `${declaration}<xdr:wsDr xmlns:xdr="${drawingMl}/spreadsheetDrawing" xmlns:a="${drawingMl}/main"><xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>${3 * emu}</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>${3 * emu}</xdr:rowOff></xdr:from><xdr:ext ${size}/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="logo"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="${office}" r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>`
}

/** 0 -> A, 25 -> Z, 26 -> AA. */
export function columnName(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}
