/** Seconds in words for screen readers: 125 is "2 minutes 5 seconds". */
export function formatSpokenDuration(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds));
  const parts = [
    count(Math.floor(total / 3600), "hour"),
    count(Math.floor((total % 3600) / 60), "minute"),
    count(total % 60, "second"),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(" ") : "0 seconds";
}

function count(value: number, unit: string): string | undefined {
  if (value === 0) return undefined;
  return `${value} ${unit}${value === 1 ? "" : "s"}`;
}
