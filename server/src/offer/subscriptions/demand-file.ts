import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ParsedOf } from '@portal/api/endpoint.ts'
import type { Language } from '@portal/api/primitives.ts'
import type { DemandRow, downloadDemand } from '@portal/api/subscriptions.ts'
import { dateIn } from '#kernel/clock.ts'
import type { Context, ServedFile } from '#kernel/mount.ts'
import { servedBytes } from '#kernel/served-bytes.ts'
import type { Cell, ColumnHead, Table } from '#kernel/sheets/cell.ts'
import { writeCsv } from '#kernel/sheets/write-csv.ts'
import { writeXlsx } from '#kernel/sheets/write-xlsx.ts'
import { wholeDemand } from './demand.ts'

interface Words {
  title: string
  sheet: string
  asOf: (moment: string) => string
  search: (text: string) => string
  columns: string[]
}

const words: Record<Language, Words> = {
  ru: {
    title: 'Спрос на то, чего нет',
    sheet: 'Спрос',
    asOf: (moment) => `На ${moment}`,
    search: (text) => `Только найденное по словам: ${text}`,
    columns: [
      'Артикул',
      'Наименование',
      'Бренд',
      'Ждут, человек',
      'Компаний',
      'Просят',
      'Единица',
      'Свободно сейчас',
      'Ближайшее поступление',
      'Дата поступления',
      'Первый запрос',
      'Последний запрос',
    ],
  },
  en: {
    title: 'Demand for what is absent',
    sheet: 'Demand',
    asOf: (moment) => `As of ${moment}`,
    search: (text) => `Only what was found by: ${text}`,
    columns: [
      'Article',
      'Name',
      'Brand',
      'People waiting',
      'Companies',
      'Asked for',
      'Unit',
      'Free now',
      'Next arrival',
      'Date of arrival',
      'First asked',
      'Last asked',
    ],
  },
}

const widths = [16, 60, 16, 12, 10, 12, 8, 14, 14, 14, 14, 14]
const figures = new Set([3, 4, 5, 7, 8])

/** The report is over all sellers: its days are those of the house. */
const zone = 'Europe/Moscow'
const dayOf = (moment: string) => dateIn(new Date(moment), zone)

const text = (value: string | null): Cell => (value === null ? null : { text: value })
const figure = (value: string | number | null): Cell =>
  value === null ? null : { figure: String(value), places: null }

function cellsOf(row: DemandRow): Cell[] {
  return [
    text(row.article),
    text(row.name),
    text(row.brand),
    figure(row.subscribers),
    figure(row.companies),
    figure(row.wantedQuantity),
    text(row.unit),
    figure(row.free),
    figure(row.nextLot && row.nextLot.quantity),
    text(row.nextLot && row.nextLot.eta),
    text(dayOf(row.firstAt)),
    text(dayOf(row.lastAt)),
  ]
}

type Kind = ParsedOf<typeof downloadDemand>['params']['kind']

const kinds: Record<Kind, { mime: string; write: (target: string, table: Table) => Promise<void> }> = {
  csv: {
    mime: 'text/csv; charset=utf-8',
    write: (target, table) => writeCsv(target, table, 'utf-8'),
  },
  xlsx: {
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: writeXlsx,
  },
}

/** The whole report as a file. */
export async function demandFile(
  { db, now, language }: Context,
  kind: Kind,
  { search, sort }: ParsedOf<typeof downloadDemand>['query'],
): Promise<ServedFile> {
  const at = { now, language, search }
  const { mime, write } = kinds[kind]
  const folder = await mkdtemp(path.join(tmpdir(), 'artikul-demand-'))
  try {
    const target = path.join(folder, kind)
    await write(target, demandTable(wholeDemand(db, at, sort), at))
    return servedBytes(`demand.${kind}`, mime, await readFile(target))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The whole report as a table whose rows come in portions: none is left out (law 7). */
function demandTable(
  portions: AsyncIterable<readonly DemandRow[]>,
  { language, now, search }: { language: Language; now: Date; search: string | undefined },
): Table {
  const { title, sheet, asOf, search: found, columns } = words[language]
  const moment = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: zone,
  }).format(now)
  return {
    title,
    sheet,
    statement: [asOf(moment), ...(search ? [found(search)] : [])],
    columns: columns.map((column, place): ColumnHead => ({
      title: column,
      figure: figures.has(place),
      width: widths[place]!,
    })),
    rows: rowsOf(portions),
    language,
    madeAt: now,
    logo: null,
    // its CSV opens with the titles, as programs and spreadsheets read it
    forMachines: true,
  }
}

async function* rowsOf(portions: AsyncIterable<readonly DemandRow[]>): AsyncGenerator<Cell[][]> {
  for await (const portion of portions) yield portion.map(cellsOf)
}
