import { quantile } from "../measure";
import { benchSecret } from "../tenants";
import { nowMs } from "./messages";
import type { LoadGenerator } from "./start-generator";

const ratePerSecond = 100;

/** The 95th percentile of the milliseconds from when an event is due to its answer, one every 10 ms. */
export async function timeWebhooks(load: LoadGenerator, port: number, count: number, seed: number): Promise<number> {
  await load.prepare({ port, count, seed, secret: benchSecret, agentIds: ["agent_bench"] });
  const startAtMs = nowMs() + 200;
  const { answeredAtMs } = await load.send({ kind: "sendAtRate", connections: 32, ratePerSecond, startAtMs });
  return quantile(
    answeredAtMs.map((answered, index) => answered - startAtMs - (index * 1000) / ratePerSecond),
    0.95,
  );
}
