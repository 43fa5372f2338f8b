import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { decodeSetting, encodeSetting, presentSetting } from "./setting-value";
import type { SettingDefinition } from "./settings";

const secret: SettingDefinition = { type: "string", default: "", description: "A secret", isSensitive: true };
const ratio: SettingDefinition = { type: "number", default: 0.5, min: 0, max: 1, description: "A ratio" };
const key = randomBytes(32);

test("a sensitive value is kept as ciphertext in the form that the database demands, and reads back", () => {
  const text = encodeSetting("api_key", secret, "sk_canary_4711 é", key);
  expect(text).toMatch(/^v1\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{22,}$/);
  expect(text).not.toContain("canary");
  expect(encodeSetting("api_key", secret, "sk_canary_4711 é", key)).not.toBe(text);
  expect(decodeSetting("api_key", secret, text, key)).toBe("sk_canary_4711 é");
});

test("ciphertext opens for no other key, no other setting and not when a bit has changed", () => {
  const text = encodeSetting("api_key", secret, "sk_canary_4711", key);
  const changed = `${text.slice(0, -2)}${text.at(-2) === "A" ? "B" : "A"}${text.slice(-1)}`;
  expect(() => decodeSetting("api_key", secret, text, randomBytes(32))).toThrow("does not open");
  expect(() => decodeSetting("other_key", secret, text, key)).toThrow("does not open");
  expect(() => decodeSetting("api_key", secret, changed, key)).toThrow("does not open");
  expect(() => decodeSetting("api_key", secret, "sk_canary_4711", key)).toThrow("not in a known form");
});

test("without the encryption key a secret is neither read nor written, in one sentence that names the variable", () => {
  const sentence = "The environment variable CONFIG_ENCRYPTION_KEY must be set to read or write the setting api_key.";
  expect(() => encodeSetting("api_key", secret, "x", undefined)).toThrow(sentence);
  const text = encodeSetting("api_key", secret, "x", key);
  expect(() => decodeSetting("api_key", secret, text, undefined)).toThrow(sentence);
});

test("a secret that was never set is empty and needs no key", () => {
  expect(decodeSetting("api_key", secret, "", undefined)).toBe("");
  expect(encodeSetting("api_key", secret, "", undefined)).toBe("");
});

test("of a secret others see only whether there is one, without its key too; of anything else the value", () => {
  expect(presentSetting("api_key", secret, encodeSetting("api_key", secret, "sk_canary_4711", key))).toBe("secret");
  expect(presentSetting("api_key", secret, "")).toBeNull();
  expect(presentSetting("ratio", ratio, "0.25")).toBe(0.25);
});

test.each([0, 1, 0.25, 0.1 + 0.2, 1e-9])("the number %d is written without an exponent and reads back", (value) => {
  const text = encodeSetting("ratio", ratio, value, undefined);
  expect(text).toMatch(/^-?[0-9]{1,9}(\.[0-9]{1,9})?$/);
  expect(decodeSetting("ratio", ratio, text, undefined)).toBeCloseTo(value, 9);
});

test.each([-0.1, 1.1, Number.NaN, "0.5", null])("%o is no ratio", (value) => {
  expect(() => encodeSetting("ratio", ratio, value, undefined)).toThrow("The setting ratio is a number from 0 to 1.");
});

test.each(["", "x", "Infinity"])("a stored text %o is no number", (text) => {
  expect(() => decodeSetting("ratio", ratio, text, undefined)).toThrow("The setting ratio is not a number.");
});
