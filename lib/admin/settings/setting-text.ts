import { formatCount } from "@/lib/platform/format/format-count";
import type { Setting } from "@/lib/settings/settings";
import type { ShownValue } from "./list-settings";

/** A setting's value as people read it. */
export function settingText(value: ShownValue): string {
  if (value === null) return "not set";
  if (typeof value === "boolean") return value ? "On" : "Off";
  if (typeof value === "number") return Number.isInteger(value) ? formatCount(value) : String(value);
  return value;
}

/** The unit behind a value: "minutes", or "minute" behind one. */
export function settingUnit({ unit }: Pick<Setting, "unit">, value: ShownValue): string {
  if (!unit) return "";
  return value === 1 ? unit.replace(/s$/, "") : unit;
}
