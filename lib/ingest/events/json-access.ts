export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is anything else, so that a missing branch reads as missing fields. */
export function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Looks up an own property; undefined for any other name, including inherited ones. */
export function lookUp<T>(table: Readonly<Record<string, T>>, word: unknown): T | undefined {
  return typeof word === "string" && Object.hasOwn(table, word) ? table[word] : undefined;
}

/** Text, or the digits of a whole number: the provider's documents call a telephone number both. */
export function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return Number.isSafeInteger(value) ? String(value) : null;
}

/** A number from a number or numeric text, infinities included; null otherwise. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && !Number.isNaN(number) ? number : null;
}

/** A whole number within bounds, from a number or numeric text; null otherwise. */
export function integerOf(value: unknown, min: number, max: number): number | null {
  const number = numberOf(value);
  if (number === null || !Number.isFinite(number)) return null;
  const whole = Math.round(number);
  return whole < min || whole > max ? null : whole;
}

/** A yes or no however an analysis spells it; anything else is no. */
export function booleanOf(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === "string" && /^(true|yes|1)$/i.test(value.trim()));
}
