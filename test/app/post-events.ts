import { Agent, request } from "node:http";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import { appSecret } from "./start-app";

export type Sent = { place?: string; secret?: string; isChunked?: boolean };

function post(port: number, agent: Agent, rawBody: Buffer, sent: Sent) {
  const { place = "203.0.113.1", secret = appSecret, isChunked } = sent;
  const timestampSeconds = Math.floor(Date.now() / 1000);
  return new Promise<number>((resolve, reject) => {
    const posted = request(
      {
        host: "127.0.0.1",
        port,
        path: "/api/webhooks/elevenlabs",
        method: "POST",
        agent,
        headers: {
          "x-forwarded-for": place,
          "elevenlabs-signature": signWebhook({ secret, timestampSeconds, rawBody }),
          ...(!isChunked && { "content-length": rawBody.byteLength }),
        },
      },
      (response) => response.resume().on("end", () => resolve(response.statusCode ?? 0)),
    );
    posted.on("error", reject);
    posted.end(rawBody);
  });
}

/** How often each status came, when all of these are sent over so many connections. */
export async function postEvents(
  port: number,
  bodies: readonly Buffer[],
  connections: number,
  sent: Sent = {},
): Promise<Record<number, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const statuses = await Promise.all(bodies.map((body) => post(port, agent, body, sent)));
  agent.destroy();
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

let made = 0;
/** Events that differ, each of so many bytes and a few more. */
export const makeEvents = (count: number, bytes = 20_000): Buffer[] =>
  Array.from({ length: count }, () => {
    made += 1;
    return Buffer.from(`{"type": "agent_qa", "n": ${made}, "filler": "${"x".repeat(bytes)}"}`);
  });
