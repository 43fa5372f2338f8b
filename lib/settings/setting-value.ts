import { AppError } from "@/lib/platform/errors";
import { openSecret, sealSecret } from "@/lib/platform/secret-box";
import { storableText } from "@/lib/platform/storable-text";
import type { SettingDefinition } from "./settings";

/**
 * The text that `system_config` keeps of a value; a sensitive one is encrypted for its key alone.
 * @throws AppError BAD_REQUEST for a value of another type or out of its bounds; UNAVAILABLE for a secret without encryption key.
 */
export function encodeSetting(
  key: string,
  definition: SettingDefinition,
  value: unknown,
  encryptionKey: Buffer | undefined,
): string {
  switch (definition.type) {
    case "integer":
    case "number":
      return encodeNumber(key, definition, value);
    case "boolean":
      if (typeof value !== "boolean") throw new AppError("BAD_REQUEST", `The setting ${key} is either true or false.`);
      return String(value);
    case "string":
      if (typeof value !== "string" || value.length > 10_000 || storableText(value) !== value) {
        throw new AppError("BAD_REQUEST", `The setting ${key} is a text of at most 10,000 characters.`);
      }
      if (!definition.isSensitive || value === "") return value;
      return sealSecret(value, key, requireKey(key, encryptionKey));
  }
}

/**
 * The value that `text` stands for.
 * @throws Error for a text that is none of this type: a guess would be charged or shown without anyone knowing.
 */
export function decodeSetting(
  key: string,
  definition: SettingDefinition,
  text: string,
  encryptionKey: Buffer | undefined,
): number | boolean | string {
  switch (definition.type) {
    case "integer":
    case "number": {
      const value = Number(text);
      if (text.trim() === "" || !Number.isFinite(value)) throw new Error(`The setting ${key} is not a number.`);
      return value;
    }
    case "boolean":
      if (text !== "true" && text !== "false") throw new Error(`The setting ${key} is neither true nor false.`);
      return text === "true";
    case "string":
      if (!definition.isSensitive || text === "") return text;
      return openSecret(text, key, requireKey(key, encryptionKey));
  }
}

/** The value of a stored text for display: of a secret only whether there is one. */
export function presentSetting(
  key: string,
  definition: SettingDefinition,
  text: string,
): number | boolean | string | null {
  if (definition.type === "string" && definition.isSensitive) return text === "" ? null : "secret";
  return decodeSetting(key, definition, text, undefined);
}

function encodeNumber(
  key: string,
  { type, min, max }: Extract<SettingDefinition, { min: number }>,
  value: unknown,
): string {
  const isRight = typeof value === "number" && (type === "integer" ? Number.isInteger(value) : Number.isFinite(value));
  if (!isRight || value < min || value > max) {
    const kind = type === "integer" ? "a whole number" : "a number";
    throw new AppError("BAD_REQUEST", `The setting ${key} is ${kind} from ${min} to ${max}.`);
  }
  return type === "integer" ? String(value) : value.toFixed(9).replace(/\.?0+$/, "");
}

function requireKey(key: string, encryptionKey: Buffer | undefined): Buffer {
  if (encryptionKey) return encryptionKey;
  throw new AppError(
    "UNAVAILABLE",
    `The environment variable CONFIG_ENCRYPTION_KEY must be set to read or write the setting ${key}.`,
  );
}
