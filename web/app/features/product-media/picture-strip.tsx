import {
  addPicture,
  mediaLimits,
  orderPictures,
  removePicture,
  type ProductMedia,
  type ProductPicture,
} from '@portal/api/product-media.ts'
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useId, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/api.ts'
import { useProblemText } from '../../lib/problem-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Badge } from '../../ui/badge.tsx'
import controls from '../../ui/controls.module.css'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { ProductPicture as Picture } from '../offer/product-picture.tsx'
import { moved } from './moved.ts'
import styles from './product-media.module.css'
import './texts.ts'
import { useMediaChanged } from './use-media.ts'

/** Pictures in their order: dragged, or moved by the arrows beneath; files may be dropped anywhere on it. */
export function PictureStrip({
  product,
  pictures,
  mayManage,
}: {
  product: { id: string; name: string }
  pictures: ProductMedia['pictures']
  mayManage: boolean
}) {
  const { t } = useTranslation('product-media')
  const problemText = useProblemText()
  const changed = useMediaChanged()
  const params = { productId: product.id }
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const [removing, setRemoving] = useState<ProductPicture | null>(null)
  const take = (media: ProductMedia) => changed.pictures(product.id, media)
  const failed = (error: unknown) => toastProblem(problemText(error))
  const order = useMutation({
    // one after another, so that somebody may press the arrow three times in a row
    scope: { id: `pictures of ${product.id}` },
    mutationFn: (ids: string[]) => call(orderPictures, { params, body: { order: ids } }),
    onSuccess: take,
    onError: failed,
  })
  const remove = useMutation({
    mutationFn: (pictureId: string) => call(removePicture, { params: { ...params, pictureId } }),
    onSuccess: async (media) => {
      setRemoving(null)
      await take(media)
      toastDone(t('pictureRemoved'))
    },
  })
  const upload = useUpload(product.id, take)
  // what was asked for is shown at once
  const ids = order.isPending ? order.variables : pictures.map(({ id }) => id)
  const shown = ids.flatMap((id) => pictures.find((picture) => picture.id === id) ?? [])
  const move = (id: string, to: number) => order.mutate(moved(ids, id, to))
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(null)
    setDragged(null)
    if (event.dataTransfer.files.length > 0) upload.send([...event.dataTransfer.files])
    else if (dragged && over && over !== dragged) move(dragged, ids.indexOf(over))
  }
  const dropping = mayManage
    ? {
        onDragOver: (event: DragEvent) => event.preventDefault(),
        onDrop: drop,
      }
    : {}
  return (
    <div className={styles.drop} {...dropping}>
      {shown.length === 0 && <p className={styles.facts}>{t(mayManage ? 'noPictures' : 'noPicturesYet')}</p>}
      {shown.length > 0 && (
        <ol className={styles.pictures}>
          {shown.map((picture, place) => (
            <li
              key={picture.id}
              className={styles.tile}
              draggable={mayManage && shown.length > 1}
              data-dragged={picture.id === dragged}
              data-target={dragged !== null && picture.id === over && over !== dragged}
              onDragStart={() => setDragged(picture.id)}
              onDragEnter={() => setOver(picture.id)}
              onDragEnd={() => setDragged(null)}
            >
              <Tile picture={picture} name={product.name} />
              {place === 0 && (
                <span className={styles.main}>
                  <Badge tone="accent">{t('mainPicture')}</Badge>
                </span>
              )}
              {mayManage && (
                <div className={styles.tileFoot}>
                  <MoveButton
                    label={t('moveLeft', { number: place + 1 })}
                    disabled={place === 0}
                    onClick={() => move(picture.id, place - 1)}
                  >
                    <IconChevronLeft size={18} aria-hidden="true" />
                  </MoveButton>
                  <button
                    type="button"
                    className={controls.icon}
                    aria-label={t('removePicture', { number: place + 1 })}
                    title={picture.fromExchange ? t('fromExchangeHint') : undefined}
                    disabled={picture.fromExchange}
                    onClick={() => setRemoving(picture)}
                  >
                    <IconX size={16} aria-hidden="true" />
                  </button>
                  <MoveButton
                    label={t('moveRight', { number: place + 1 })}
                    disabled={place === shown.length - 1}
                    onClick={() => move(picture.id, place + 1)}
                  >
                    <IconChevronRight size={18} aria-hidden="true" />
                  </MoveButton>
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
      {mayManage && <UploadField upload={upload} count={pictures.length} />}
      {removing && (
        <FormDialog
          title={t('removePictureTitle')}
          action={t('remove')}
          size="sm"
          busy={remove.isPending}
          error={remove.error}
          onSubmit={() => remove.mutate(removing.id)}
          onClose={() => setRemoving(null)}
        >
          <div className={styles.actions}>
            <Picture src={removing.href} size={112} alt={removing.title ?? product.name} />
            <p>{t('cannotUndo')}</p>
          </div>
        </FormDialog>
      )}
    </div>
  )
}

function Tile({ picture, name }: { picture: ProductPicture; name: string }) {
  const { t } = useTranslation('product-media')
  if (!picture.href) return <span className={styles.waits}>{t('fileWaits')}</span>
  return (
    <a href={picture.href} target="_blank" rel="noreferrer" draggable={false}>
      <Picture src={picture.href} size={112} alt={picture.title ?? name} />
    </a>
  )
}

/** At the end of the row the button stays where the keyboard is, and does nothing. */
function MoveButton({
  label,
  disabled,
  onClick,
  children,
}: {
  label: string
  disabled: boolean
  onClick: () => void
  children: React.ReactNode
}) {
  return (
    <button
      type="button"
      className={controls.icon}
      aria-label={label}
      aria-disabled={disabled || undefined}
      style={disabled ? { opacity: 0.35 } : undefined}
      onClick={disabled ? undefined : onClick}
    >
      {children}
    </button>
  )
}

interface Upload {
  send(files: File[]): void
  isPending: boolean
  done: number
  of: number
  refused: { name: string; text: string }[]
}

/** One after another, so that they come in the order in which they were chosen; one that is refused holds up no other. */
function useUpload(productId: string, take: (media: ProductMedia) => Promise<void>): Upload {
  const problemText = useProblemText()
  const [done, setDone] = useState(0)
  const sending = useMutation({
    mutationFn: async (files: File[]) => {
      setDone(0)
      const refused: Upload['refused'] = []
      for (const file of files) {
        try {
          await take(await call(addPicture, { params: { productId } }, { file }))
        } catch (error) {
          refused.push({ name: file.name, text: problemText(error) })
        }
        setDone((count) => count + 1)
      }
      return refused
    },
  })
  return {
    send: (files) => {
      if (!sending.isPending && files.length > 0) sending.mutate(files)
    },
    isPending: sending.isPending,
    done,
    of: sending.variables?.length ?? 0,
    refused: sending.data ?? [],
  }
}

function UploadField({ upload, count }: { upload: Upload; count: number }) {
  const { t } = useTranslation('product-media')
  const format = useFormat()
  const id = useId()
  const full = count >= mediaLimits.picturesOfProduct
  return (
    <>
      {upload.refused.length > 0 && (
        <div role="alert">
          <ul className={styles.refused}>
            {upload.refused.map(({ name, text }, index) => (
              <li key={index}>
                {name}: {text}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={styles.actions}>
        <input
          id={id}
          className={styles.file}
          type="file"
          accept="image/jpeg,image/png,image/webp,image/gif"
          multiple
          disabled={upload.isPending || full}
          onChange={(event) => {
            upload.send([...(event.target.files ?? [])])
            // the same file may be chosen again once it is mended
            event.target.value = ''
          }}
        />
        <label htmlFor={id} className={controls.button}>
          {upload.isPending
            ? t('uploading', { done: Math.min(upload.done + 1, upload.of), of: upload.of })
            : t('addPictures')}
        </label>
        <span className={controls.hint}>
          {full
            ? t('picturesFull', { most: mediaLimits.picturesOfProduct })
            : t('pictureLimits', { size: format.bytes(mediaLimits.pictureBytes) })}
        </span>
      </div>
    </>
  )
}
