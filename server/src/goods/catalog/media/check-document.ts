import { AppError } from '@portal/api/errors.ts'
import sharp from 'sharp'
import yauzl from 'yauzl'
import { checkZip } from '#kernel/sheets/check-zip.ts'
import { limits } from '#kernel/sheets/limits.ts'
import { Unreadable } from '#kernel/sheets/sheet.ts'
import { type Format, formatByHead, pictureFormats } from './known-formats.ts'

/** What runs when somebody opens it, or makes a program of a document. */
const dangerous =
  /\.(exe|dll|com|scr|pif|msi|msp|bat|cmd|ps1|vbs?|vbe|jse?|wsf|wsh|hta|lnk|url|reg|jar|apk|app|sh|php|html?|svgz?|docm|xlsm|xlsb|pptm|iso|img)$|(^|\/)vbaProject\.bin$/i

/**
 * What a document is by its content, whatever its name says. Throws what is wrong with it: nothing that a program made by
 * mistake or a stranger on purpose gets to a buyer under the supplier's name.
 */
export async function checkDocument(bytes: Buffer): Promise<Format> {
  if (bytes.length === 0) throw new AppError('file_empty')
  const head = formatByHead(bytes.subarray(0, 4096))
  switch (head) {
    case null:
      throw new AppError('file_kind_refused')
    case 'zip':
      return formatOfArchive(bytes)
    case 'cfb':
      return formatOfCompound(bytes)
    case 'pdf':
      // a file that broke off on its way has no end
      if (!bytes.subarray(-2048).includes('%%EOF')) throw new AppError('file_unreadable')
      return 'pdf'
    default:
      if (pictureFormats.includes(head)) await checkPixels(bytes)
      return head
  }
}

/** Opens it as a picture without keeping the pixels: broken ones and those that unpack without end are refused. */
async function checkPixels(bytes: Buffer): Promise<void> {
  await sharp(bytes, { limitInputPixels: 50_000_000 })
    .stats()
    .catch(() => {
      throw new AppError('file_unreadable')
    })
}

/** Word and Excel pack their parts as ZIP; what is only an archive is looked through for programs. */
async function formatOfArchive(bytes: Buffer): Promise<Format> {
  const names = await namesIn(bytes)
  const bad = names.find((name) => dangerous.test(name))
  if (bad !== undefined) throw new AppError('archive_refused', { name: bad.slice(-120) })
  try {
    await checkZip(bytes, limits)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    throw new AppError(error.code === 'unpacks_too_large' ? 'archive_too_large' : 'file_unreadable')
  }
  if (names.includes('word/document.xml')) return 'docx'
  if (names.includes('xl/workbook.xml')) return 'xlsx'
  // OpenDocument names itself in its first part, which is not packed
  const said = bytes.toString('latin1', 30, 120)
  if (said.startsWith('mimetypeapplication/vnd.oasis.opendocument.text')) return 'odt'
  if (said.startsWith('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')) return 'ods'
  return 'zip'
}

async function namesIn(bytes: Buffer): Promise<string[]> {
  try {
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true })
    if (zip.entryCount > limits.parts) throw new AppError('archive_too_large')
    const names: string[] = []
    for await (const entry of zip.eachEntry()) names.push(entry.fileName)
    return names
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('file_unreadable')
  }
}

/** The old Word and Excel: a file system of its own, in which the main stream has a name. Macros are a folder there. */
function formatOfCompound(bytes: Buffer): Format {
  const has = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'))
  if (has('_VBA_PROJECT')) throw new AppError('archive_refused', { name: 'VBA' })
  if (has('WordDocument')) return 'doc'
  if (has('Workbook') || has('Book')) return 'xls'
  throw new AppError('file_kind_refused')
}
