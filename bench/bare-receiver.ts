// What an acknowledgement costs without a framework: the same check, the same row, the same answers on Node's own server.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { createPool } from "@/lib/db/pool";
import { newId } from "@/lib/platform/ids";

const [port = "", connectionString = "", secret = ""] = process.argv.slice(2);
const pool = createPool({
  connectionString,
  role: "app_ingest",
  connectionsMax: 6,
  connectTimeoutMs: 2_000,
  statementTimeoutMs: 5_000,
  applicationName: "bare receiver",
});

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function receive(request: IncomingMessage): Promise<number> {
  const [, timestamp = "", signature = ""] =
    /^t=(\d+),v0=([0-9a-f]{64})$/.exec(String(request.headers["elevenlabs-signature"])) ?? [];
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 3600) return 401;
  const rawBody = await readBody(request);
  const expected = createHmac("sha256", secret).update(`${timestamp}.`).update(rawBody).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, "hex"))) return 401;
  await pool.query({
    name: "store-webhook-event",
    text: `INSERT INTO webhook_events (id, provider, body, body_storage_key, body_bytes, body_sha256, signed_at)
           VALUES ($1, 'elevenlabs', $2, $3, $4, $5, to_timestamp($6))
           ON CONFLICT (provider, body_sha256)
           DO UPDATE SET delivery_count = webhook_events.delivery_count + 1, last_received_at = now()`,
    values: [
      newId(),
      rawBody,
      null,
      rawBody.byteLength,
      createHash("sha256").update(rawBody).digest(),
      Number(timestamp),
    ],
  });
  return 200;
}

createServer(async (request, response) => {
  const status = await receive(request).catch(() => 503);
  const answer = JSON.stringify(status === 200 ? { received: true } : { code: status });
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(answer) });
  response.end(answer);
}).listen(Number(port), () => process.send?.("listening"));
process.on("disconnect", () => process.exit(0));
