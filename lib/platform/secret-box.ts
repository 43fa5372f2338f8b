import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const version = "v1";
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts with AES-256-GCM under a 32-byte key. `name` is bound to the result, which cannot be passed off as another's.
 * @returns `v1.<nonce>.<ciphertext and tag>`, each part in base64url.
 */
export function sealSecret(plain: string, name: string, key: Buffer): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [version, nonce.toString("base64url"), sealed.toString("base64url")].join(".");
}

/** @throws Error when the text was sealed under another key or name, or changed since. */
export function openSecret(text: string, name: string, key: Buffer): string {
  const [given, nonce = "", sealed = ""] = text.split(".");
  const bytes = Buffer.from(sealed, "base64url");
  if (given !== version || bytes.length < tagBytes) throw new Error(`The secret ${name} is not in a known form.`);
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]).toString("utf8");
  } catch (error) {
    throw new Error(`The secret ${name} does not open with this CONFIG_ENCRYPTION_KEY.`, { cause: error });
  }
}
