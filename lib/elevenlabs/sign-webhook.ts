import { createHmac } from "node:crypto";

interface SignedWebhook {
  secret: string;
  timestampSeconds: number;
  rawBody: string | Uint8Array;
}

/** The `ElevenLabs-Signature` header value, `t=<unix seconds>,v0=<hex>`: HMAC-SHA256 over `<t>.<raw body>`. */
export function signWebhook({ secret, timestampSeconds, rawBody }: SignedWebhook): string {
  const digest = digestWebhook({ secret, timestampSeconds, rawBody });
  return `t=${timestampSeconds},v0=${digest.toString("hex")}`;
}

/** The 32 bytes that a `v0` part carries in hex. */
export function digestWebhook({ secret, timestampSeconds, rawBody }: SignedWebhook): Buffer {
  return createHmac("sha256", secret).update(`${timestampSeconds}.`).update(rawBody).digest();
}
