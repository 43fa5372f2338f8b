// A separate process that prepares signed webhooks, and sends them on request.
import { setTimeout as sleep } from "node:timers/promises";
import { type KeepAliveConnection, openConnection } from "./keep-alive-connection";
import { makeRequests, type ReadyRequests } from "./make-requests";
import { type LoadAnswer, LoadRequest, nowMs } from "./messages";

let ready: ReadyRequests & { port: number } = { requests: [], bytesPerBody: 0, port: 0 };

process.on("message", async (message) => {
  const answer = await take(LoadRequest.parse(message));
  process.send?.(answer);
});
process.on("disconnect", () => process.exit(0));

async function take(asked: LoadRequest): Promise<LoadAnswer> {
  if (asked.kind === "prepare") {
    ready = { ...makeRequests(asked), port: asked.port };
    return { kind: "prepared", bytesPerBody: ready.bytesPerBody };
  }
  const connections: KeepAliveConnection[] = [];
  for (let count = 0; count < asked.connections; count += 1) connections.push(await openConnection(ready.port));
  const answeredAtMs: number[] = [];
  const queue = ready.requests.entries();
  const beganMs = asked.kind === "sendAtRate" ? asked.startAtMs : nowMs();
  const work = async (connection: KeepAliveConnection) => {
    for (const [index, request] of queue) {
      if (asked.kind === "sendAtRate") await until(asked.startAtMs + (index * 1000) / asked.ratePerSecond);
      const status = await connection.send(request);
      if (status !== 200) throw new Error(`A signed event was answered with ${status}.`);
      answeredAtMs[index] = nowMs();
    }
  };
  await Promise.all(connections.map(work));
  const seconds = (nowMs() - beganMs) / 1000;
  for (const connection of connections) connection.close();
  return { kind: "sent", seconds, answeredAtMs };
}

async function until(ms: number): Promise<void> {
  const leftMs = ms - nowMs();
  if (leftMs > 0) await sleep(leftMs);
}
