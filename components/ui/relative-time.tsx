"use client";

import { formatInstant } from "@/lib/platform/format/format-instant";
import { formatRelativeTime } from "@/lib/platform/format/format-relative-time";
import { useNow } from "./use-now";

type RelativeTimeProps = { at: string; asOf: string; timezone: string };

/** "4 min ago", with the exact time in the tenant's zone and in UTC when pointed at. */
export function RelativeTime({ at, asOf, timezone }: RelativeTimeProps) {
  const now = useNow(asOf);
  return (
    <time dateTime={at} title={exactTime(at, timezone)}>
      {formatRelativeTime(at, now, timezone)}
    </time>
  );
}

/** "22 Nov 2026, 15:05:09 Europe/Berlin (22 Nov 2026, 14:05:09 UTC)". */
export function exactTime(at: string, timezone: string): string {
  const utc = `${formatInstant(at, "UTC", "second")} UTC`;
  if (timezone === "UTC") return utc;
  return `${formatInstant(at, timezone, "second")} ${timezone.replaceAll("_", " ")} (${utc})`;
}
