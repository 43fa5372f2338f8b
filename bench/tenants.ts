import pg from "pg";
import type { SimulatedAgent } from "@/simulators/elevenlabs/call-types";
import { DEMO_AGENTS } from "@/simulators/elevenlabs/demo-agents";
import { generateConversation } from "@/simulators/elevenlabs/generate-conversation";
import { pythonJson } from "@/simulators/elevenlabs/python-json";
import { type Talk, talk } from "./load/talk";

export const benchSecret = "wsec_bench_0001";

/** Runs `work` on a connection of the owner. */
export async function withOwner<T>(connectionString: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** Makes tenants with agents of their own; the provider knows each agent by `<prefix>_<n>`. */
export async function createTenants(
  owner: pg.Client,
  prefix: string,
  tenants: number,
  agentsEach: number,
): Promise<string[]> {
  const { rows } = await owner.query<{ elevenlabs_agent_id: string }>(
    `WITH made AS (
       INSERT INTO users (email, name) SELECT $1 || n || '@bench.example', 'Bench' FROM generate_series(1, $2::integer) n
       RETURNING id, email
     )
     INSERT INTO agents (user_id, elevenlabs_agent_id, name)
     SELECT id, $1 || '_' || row_number() OVER (ORDER BY email, n), 'Bench agent' FROM made, generate_series(1, $3::integer) n
     RETURNING elevenlabs_agent_id`,
    [prefix, tenants, agentsEach],
  );
  return rows.map((row) => row.elevenlabs_agent_id);
}

/** Finished conversations as the provider's raw bytes, those of the demo about 27 kB each, dealt out to the agents in turn. */
export function conversationBodies(
  count: number,
  agentIds: readonly string[],
  seed: number,
  kind: Talk = "demo",
): Buffer[] {
  const startedAt = new Date("2026-11-02T09:00:00Z");
  return Array.from({ length: count }, (_, index) => {
    const scenario = DEMO_AGENTS[index % DEMO_AGENTS.length]?.scenario ?? "fleet";
    const agent: SimulatedAgent = { agentId: agentIds[index % agentIds.length] ?? "", name: "Bench agent", scenario };
    const event = generateConversation({
      agent,
      seed: seed + index,
      startedAt: new Date(startedAt.getTime() + index * 1000),
      direction: "inbound",
      kind: "conversation",
    });
    return Buffer.from(pythonJson(talk(event, kind, index)));
  });
}
