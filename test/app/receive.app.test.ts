import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import type pg from "pg";
import { expect, test } from "vitest";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import { provideApp } from "./provide-app";
import { type App, appSecret } from "./start-app";

const bodyBytesMax = 200_000;

let app: App;
let owner: pg.Client;
provideApp(
  (site) => {
    ({ app, owner } = site);
  },
  { WEBHOOK_BODY_BYTES_MAX: String(bodyBytesMax) },
);

type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** Posts over a plain connection; a body in parts goes out chunked, without a length. */
function post(body: Buffer | Buffer[], headers: OutgoingHttpHeaders): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port: app.port, path: "/api/webhooks/elevenlabs", method: "POST", headers };
    const sent = request(options, async (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) });
      sent.destroy();
    });
    sent.on("error", reject);
    if (Buffer.isBuffer(body)) sent.end(body);
    else {
      for (const part of body) sent.write(part);
      sent.end();
    }
  });
}

function signed(rawBody: Buffer, secret = appSecret): OutgoingHttpHeaders {
  const timestampSeconds = Math.floor(Date.now() / 1000);
  return { "elevenlabs-signature": signWebhook({ secret, timestampSeconds, rawBody }) };
}

const stored = async () => (await owner.query("SELECT body FROM webhook_events ORDER BY id")).rows;

test("a signed event is answered with exactly 200 and kept byte by byte, also when it comes in chunks without a length", async () => {
  const whole = Buffer.from('{"type":  "agent_qa", "text": "größer \\u0000"}');
  const parts = [Buffer.from('{"type": "agent_qa",'), Buffer.from(' "in": "parts"}')];
  expect(await post(whole, signed(whole))).toMatchObject({ status: 200, body: '{"received":true}' });
  expect(await post(parts, signed(Buffer.concat(parts)))).toMatchObject({ status: 200, body: '{"received":true}' });
  const bodies = (await stored()).map(({ body }) => body.toString());
  expect(bodies).toEqual([whole.toString(), Buffer.concat(parts).toString()]);
});

const small = Buffer.from('{"type": "agent_qa", "to be": "refused"}');
const large = Buffer.alloc(bodyBytesMax + 1, " ");
const inChunks = Array.from({ length: 30 }, () => Buffer.alloc(10_000, " "));

test.each<[string, number, string, () => Promise<Answer>]>([
  ["an event without a signature", 401, "UNAUTHENTICATED", () => post(small, {})],
  ["an event signed with another secret", 401, "UNAUTHENTICATED", () => post(small, signed(small, "wsec_another"))],
  ["a signature of other bytes", 401, "UNAUTHENTICATED", () => post(small, signed(Buffer.from("{}")))],
  ["a body that says it is too large", 413, "TOO_LARGE", () => post(large, signed(large))],
  [
    "a body that turns out too large on the way",
    413,
    "TOO_LARGE",
    () => post(inChunks, signed(Buffer.concat(inChunks))),
  ],
  [
    "a compressed body",
    415,
    "UNSUPPORTED_MEDIA_TYPE",
    () => post(small, { ...signed(small), "content-encoding": "gzip" }),
  ],
])("%s is answered with %i and leaves nothing behind", async (_, status, code, send) => {
  const before = await stored();
  const answer = await send();
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({ code, requestId: expect.any(String) });
  expect(await stored()).toEqual(before);
});

test("anything but a POST is refused", async () => {
  expect((await fetch(`http://127.0.0.1:${app.port}/api/webhooks/elevenlabs`)).status).toBe(405);
});
