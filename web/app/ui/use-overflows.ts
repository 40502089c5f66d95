import { useLayoutEffect, useState, type RefObject } from 'react'

/** Is the element narrower than what it holds? Then it must be reachable by keyboard, to be scrolled. */
export function useOverflows(element: RefObject<HTMLElement | null>): boolean {
  const [overflows, setOverflows] = useState(false)
  useLayoutEffect(() => {
    const measured = element.current
    if (!measured) return
    const measure = () => setOverflows(measured.scrollWidth > measured.clientWidth + 1)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(measured)
    return () => observer.disconnect()
  }, [element])
  return overflows
}
