import { createHmac, type Hmac } from "node:crypto";

interface SignedWebhook {
  secret: string;
  timestampSeconds: number;
  rawBody: string | Uint8Array;
}

/** The `ElevenLabs-Signature` header value, `t=<unix seconds>,v0=<hex>`: HMAC-SHA256 over `<t>.<raw body>`. */
export function signWebhook({ secret, timestampSeconds, rawBody }: SignedWebhook): string {
  const digest = beginWebhookDigest({ secret, timestampSeconds }).update(rawBody).digest();
  return `t=${timestampSeconds},v0=${digest.toString("hex")}`;
}

/** Becomes the 32 bytes that a `v0` part carries in hex, once the raw body was added to it, in pieces or whole. */
export function beginWebhookDigest({ secret, timestampSeconds }: Omit<SignedWebhook, "rawBody">): Hmac {
  return createHmac("sha256", secret).update(`${timestampSeconds}.`);
}
