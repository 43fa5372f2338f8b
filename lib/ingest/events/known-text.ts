import { isPlaceholder } from "@/lib/contacts/is-placeholder";
import { cleanText } from "./clean-text";

/** Clean text, or null: an analysis that is asked for text sometimes writes "not provided" in place of a missing value. */
export function knownText(value: unknown, charactersMax: number): string | null {
  const text = cleanText(value, charactersMax);
  return text === null || isPlaceholder(text) ? null : text;
}
