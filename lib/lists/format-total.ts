import { formatCount } from "@/lib/platform/format/format-count";
import type { ListTotal } from "./list-total";

/** "1,357", or "more than 10,000" where counting stopped. */
export function formatTotal({ count, isMore }: ListTotal): string {
  return isMore ? `more than ${formatCount(count)}` : formatCount(count);
}

/** "1,357", or "10,000+" where counting stopped. */
export function formatShortTotal({ count, isMore }: ListTotal): string {
  return isMore ? `${formatCount(count)}+` : formatCount(count);
}
