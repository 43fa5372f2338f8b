/** What somebody reads who has to wait. */
export function lockoutSentence(seconds: number): string {
  return `Too many attempts. Try again in ${waitOf(seconds)}, or reset the password.`;
}

function waitOf(seconds: number): string {
  if (seconds < 60) return plural(seconds, "second");
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? plural(minutes, "minute") : plural(Math.ceil(minutes / 60), "hour");
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
