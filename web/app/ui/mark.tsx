/** The mark: a goods tag hanging upright, its lines the rows of an order. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path
        fill="var(--accent)"
        d="M12.2 2h7.6a4 4 0 0 1 2.8 1.2l4.2 4.2A4 4 0 0 1 28 10.2V26a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V10.2a4 4 0 0 1 1.2-2.8l4.2-4.2A4 4 0 0 1 12.2 2z"
      />
      <circle cx="16" cy="8.8" r="2.4" fill="var(--surface)" />
      <path stroke="var(--on-accent)" strokeWidth="2.6" strokeLinecap="round" d="M10 16.8h12M10 23h7" />
    </svg>
  )
}
