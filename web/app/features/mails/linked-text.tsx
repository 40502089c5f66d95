const link = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g

/** Plain text in which addresses can be followed. */
export function LinkedText({ text }: { text: string }) {
  let end = 0
  const parts = [...text.matchAll(link)].flatMap((found) => {
    const before = text.slice(end, found.index)
    end = found.index + found[0].length
    return [
      before,
      <a key={found.index} href={found[0]} target="_blank" rel="noreferrer">
        {found[0]}
      </a>,
    ]
  })
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  )
}
