const clock = /^(?:(\d{1,3}):)?(\d{1,4}):([0-5]\d)$/;
const units = { h: 3600, m: 60, s: 1 } as const;
const part = /(\d+(?:\.\d+)?)\s*(h|hours?|hrs?|m|mins?|minutes?|s|secs?|seconds?)(?![a-z])\s*/y;

/**
 * Seconds as people write them: "120", "2:00", "1:05:00", "2m", "90 s", "1h 5m", "1.5 min". Null for anything else, also for a unit that is
 * given twice, for smaller ones before larger ones, and for minutes beyond 59 where there are hours before them on a clock.
 */
export function parseDuration(typed: string): number | null {
  const text = typed.normalize("NFKC").trim().toLowerCase();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const onClock = clock.exec(text);
  if (onClock) {
    const [, hours, minutes, seconds] = onClock;
    if (hours !== undefined && Number(minutes) > 59) return null;
    return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
  }
  return inUnits(text);
}

function inUnits(text: string): number | null {
  let seconds = 0;
  let before = Number.POSITIVE_INFINITY;
  part.lastIndex = 0;
  while (part.lastIndex < text.length) {
    const found = part.exec(text);
    if (!found) return null;
    const [, amount, unit = ""] = found;
    const size = unit.startsWith("h") ? units.h : unit.startsWith("m") ? units.m : units.s;
    if (size >= before) return null;
    before = size;
    seconds += Number(amount) * size;
  }
  return text !== "" && Number.isSafeInteger(Math.round(seconds)) ? Math.round(seconds) : null;
}
