import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";

export type Sending = {
  /** Resolves once so many deliveries were acknowledged. */
  untilKept(count: number): Promise<void>;
  /** Resolves when all were; rejects for an answer that is neither 200 nor a reason to try again. */
  done: Promise<{ failedAttempts: number }>;
};

type Target = { port: number; secret: string; connections: number };

/** Sends each body until it is answered with 200, over so many connections at once, as a provider with patience does. */
export function sendUntilKept({ port, secret, connections }: Target, bodies: readonly Buffer[]): Sending {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const queue = bodies.values();
  let kept = 0;
  let failedAttempts = 0;
  let isOver = false;

  const work = async () => {
    for (const rawBody of queue) {
      const timestampSeconds = Math.floor(Date.now() / 1000);
      const signature = signWebhook({ secret, timestampSeconds, rawBody });
      for (;;) {
        const status = await post(agent, port, signature, rawBody).catch(() => null);
        if (status === 200) break;
        if (status !== null && status < 500) throw new Error(`A signed event was answered with ${status}`);
        failedAttempts += 1;
        await sleep(20 + Math.random() * 80);
      }
      kept += 1;
    }
  };
  const done = Promise.all(Array.from({ length: connections }, work))
    .then(() => ({ failedAttempts }))
    .finally(() => {
      isOver = true;
      agent.destroy();
    });
  return {
    done,
    async untilKept(count) {
      while (kept < count && !isOver) await sleep(2);
    },
  };
}

function post(agent: Agent, port: number, signature: string, rawBody: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": rawBody.byteLength,
      "elevenlabs-signature": signature,
    };
    const path = "/api/webhooks/elevenlabs";
    const sent = request(
      { host: "127.0.0.1", port, path, method: "POST", agent, headers, timeout: 15_000 },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
        response.on("error", reject);
      },
    );
    sent.on("timeout", () => sent.destroy(new Error("No answer within 15 s")));
    sent.on("error", reject);
    sent.end(rawBody);
  });
}
