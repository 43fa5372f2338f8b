/** The product's mark: a voice level inside a square. The name beside it is text, so the mark itself is silent. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect width="24" height="24" rx="6" fill="var(--mantine-color-teal-7)" />
      <g stroke="#fff" strokeWidth="2" strokeLinecap="round">
        <path d="M6.5 10.5v3" />
        <path d="M10.2 7v10" />
        <path d="M13.8 9.2v5.6" />
        <path d="M17.5 11v2" />
      </g>
    </svg>
  );
}
