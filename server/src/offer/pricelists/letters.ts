import { mostAttachedBytes } from '@portal/api/price-files.ts'
import type { Language } from '@portal/api/primitives.ts'
import type { Tx } from '#kernel/db.ts'
import { type Letter, writeMail } from '#kernel/mail.ts'
import { letter } from '#src/people/identity/public.ts'
import type { PersonTerms } from '#src/terms/contexts/public.ts'

interface Ready {
  file: {
    id: string
    profile_id: string | null
    purpose: 'download' | 'mail' | 'feed'
    name: string
    fileId: string
    size: number
    rowCount: number
  }
  owner: PersonTerms
  publicUrl: string
  now: Date
}

/** To the owner himself and nobody else; the key makes a job that runs twice write it once. */
export async function writeFileLetter(tx: Tx, ready: Ready): Promise<void> {
  const { file, owner } = ready
  const attached = file.size <= mostAttachedBytes
  const mail = letterOf(owner.language, attached, ready)
  await writeMail(
    tx,
    attached ? { ...mail, attachmentFileId: file.fileId } : mail,
    `price-file:${file.id}`,
    ready.now,
  )
}

function letterOf(language: Language, attached: boolean, { file, owner, publicUrl }: Ready): Letter {
  const rows = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB').format(file.rowCount)
  const byTimetable = file.purpose === 'mail'
  const href =
    byTimetable && file.profile_id
      ? `${publicUrl}/price-files/${file.profile_id}`
      : `${publicUrl}/price-files`
  if (language === 'ru')
    return letter(
      owner.email,
      `Прайс-лист: ${file.name}`,
      [
        `Файл «${file.name}» готов. Товаров: ${rows}. Договор ${owner.contractNumber}, ${owner.sellerName}.`,
        attached ? 'Он приложен к письму.' : 'Он слишком велик для письма: скачайте его на портале.',
        ...(byTimetable
          ? ['Вы получаете его по расписанию. Отключить рассылку можно на той же странице.']
          : []),
      ],
      { text: 'Открыть прайс-лист на портале', href },
    )
  return letter(
    owner.email,
    `Price list: ${file.name}`,
    [
      `The file “${file.name}” is ready. Products: ${rows}. Contract ${owner.contractNumber}, ${owner.sellerName}.`,
      attached ? 'It is attached.' : 'It is too large for a letter: download it on the portal.',
      ...(byTimetable ? ['You receive it by your timetable; the same page switches the letters off.'] : []),
    ],
    { text: 'Open the price list on the portal', href },
  )
}
