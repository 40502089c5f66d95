/** The mark: an A whose bar is a line of an order, with its tick. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round">
        <path d="M7 24 14.6 8h2.8L25 24M10.4 17.5h11.2" />
      </g>
      <circle cx="25" cy="8.5" r="2.2" fill="var(--on-accent)" />
    </svg>
  )
}
