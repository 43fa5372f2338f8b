import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "@/prisma/migrate";
import type { EmbeddedPostgres } from "../embedded-postgres/start-embedded-postgres";
import { startThrowawayPostgres } from "../embedded-postgres/start-throwaway-postgres";

const writersCount = 200;
const roundsCount = 8;
const callsEach = 10;
const looksMin = 10;

type Entry = { userId: string; type: string; amount: number; call?: Call; isCorrection?: boolean };
type Call = { id: string; conversationId: string };
type Tenant = { userId: string; calls: readonly Call[] };

let server: EmbeddedPostgres;
let owner: pg.Client;
const tenants: Tenant[] = [];
beforeAll(async () => {
  // Other tests' server need not have room for as many connections as writers.
  server = await startThrowawayPostgres({ max_connections: String(writersCount + 50), shared_buffers: "64MB" });
  await migrate(server.connectionString);
  owner = await connect();
  for (let index = 0; index < 5; index += 1) tenants.push(await createTenant(index));
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

test("two hundred writers at once: at every moment a reader sees credits, sum and newest balance equal and the chain whole, and a call is charged once", async () => {
  const startCredits = await creditsByTenant();
  const writers = await Promise.all(Array.from({ length: writersCount }, () => connect("writer")));
  const entered: Entry[] = [];
  const refused: unknown[] = [];
  const reader = readUntilStopped();

  await Promise.all(
    writers.map(async (writer, index) => {
      // The reader is slower than the writers, above all on a busy machine.
      for (let round = 0; round < roundsCount || reader.looks() <= looksMin; round += 1) {
        const entries = entriesOf(index, round);
        await enter(writer, entries).then(
          () => entered.push(...entries),
          (error: unknown) => refused.push(error),
        );
      }
    }),
  );
  const connections = await owner.query(
    "SELECT count(*)::integer AS n FROM pg_stat_activity WHERE application_name = 'writer'",
  );
  const { looks, contradictions } = await reader.stop();
  await Promise.all(writers.map((writer) => writer.end()));

  expect(connections.rows).toEqual([{ n: writersCount }]);
  expect(contradictions).toEqual([]);
  expect(looks).toBeGreaterThan(looksMin);
  expect(refused.length).toBeGreaterThan(0);
  for (const error of refused) {
    expect(error).toMatchObject({
      code: "23505",
      constraint: expect.stringMatching(/^credit_transactions_one_charge_per_(call|conversation)$/),
    });
  }
  const charged = entered.flatMap(({ type, call, isCorrection }) =>
    type === "usage" && call && !isCorrection ? [call.id] : [],
  );
  expect(charged.sort()).toEqual(tenants.flatMap(({ calls }) => calls.map(({ id }) => id)).sort());
  const moved = tenants.map(({ userId }, index) => {
    const amounts = entered.filter((entry) => entry.userId === userId).map(({ amount }) => amount);
    return (startCredits[index] ?? 0) + amounts.reduce((sum, amount) => sum + amount, 0);
  });
  expect(await creditsByTenant()).toEqual(moved);
});

/** What a writer enters in one statement: every kind of entry in turn, and every charge by several writers. */
function entriesOf(writer: number, round: number): Entry[] {
  const tenant = tenants[writer % tenants.length] ?? raise();
  const call = tenant.calls[(writer + round) % callsEach] ?? raise();
  const { userId } = tenant;
  switch ((writer + round) % 8) {
    case 0:
      return [{ userId, type: "purchase", amount: 100 + writer }];
    case 1:
    case 2:
    case 3:
      return [{ userId, type: "usage", amount: -6, call }];
    case 4:
      return [{ userId, type: "usage", amount: -3, call, isCorrection: true }];
    case 5:
      return [{ userId, type: "refund", amount: 2, call, isCorrection: true }];
    case 6:
      return [
        { userId, type: "bonus", amount: 5 },
        { userId, type: "admin_adjustment", amount: -7 },
      ];
    default:
      return tenants.map((each) => ({ userId: each.userId, type: "refund", amount: 1 + round }));
  }
}

async function enter(client: pg.Client, entries: readonly Entry[]): Promise<void> {
  const column = (value: (entry: Entry) => unknown) => entries.map(value);
  await client.query(
    `INSERT INTO credit_transactions (user_id, type, amount, call_id, conversation_id, is_correction, created_by, quantity_minutes,
       unit_credits, description)
     SELECT e.*, CASE WHEN type = 'admin_adjustment' THEN user_id END, 2, 3, 'Test'
     FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::uuid[], $5::text[], $6::boolean[])
       e (user_id, type, amount, call_id, conversation_id, is_correction) ORDER BY 1`,
    [
      column(({ userId }) => userId),
      column(({ type }) => type),
      column(({ amount }) => amount),
      column(({ call }) => call?.id ?? null),
      column(({ call }) => call?.conversationId ?? null),
      column(({ isCorrection }) => isCorrection ?? false),
    ],
  );
}

/** Asks, each time in one REPEATABLE READ transaction and in three statements, for everything that must agree. */
function readUntilStopped(): { looks(): number; stop(): Promise<{ looks: number; contradictions: unknown[] }> } {
  let isStopped = false;
  let looks = 0;
  const contradictions: unknown[] = [];
  const run = async () => {
    const client = await connect();
    for (; !isStopped; looks += 1) {
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      const credits = await client.query("SELECT id AS user_id, credits FROM users ORDER BY id");
      const sums = await client.query(
        "SELECT user_id, sum(amount)::integer AS credits FROM credit_transactions GROUP BY user_id ORDER BY user_id",
      );
      const newest = await client.query(
        "SELECT DISTINCT ON (user_id) user_id, balance_after AS credits FROM credit_transactions ORDER BY user_id, entry_number DESC",
      );
      const broken = await client.query(
        `SELECT * FROM (SELECT *, lag(balance_after, 1, 0) OVER w AS before, lag(entry_number, 1, 0::bigint) OVER w AS previous
           FROM credit_transactions WINDOW w AS (PARTITION BY user_id ORDER BY entry_number)) entries
         WHERE balance_after <> before + amount OR entry_number <> previous + 1`,
      );
      await client.query("COMMIT");
      for (const { rows } of [sums, newest]) {
        if (JSON.stringify(rows) !== JSON.stringify(credits.rows))
          contradictions.push({ users: credits.rows, ledger: rows });
      }
      contradictions.push(...broken.rows);
    }
    await client.end();
    return { looks, contradictions };
  };
  const running = run();
  return {
    looks: () => looks,
    stop() {
      isStopped = true;
      return running;
    },
  };
}

async function createTenant(index: number): Promise<Tenant> {
  const user = await owner.query<{ id: string }>(
    "INSERT INTO users (email, name) VALUES ($1, 'Test tenant') RETURNING id",
    [`tenant${index}@tenant.example`],
  );
  const userId = user.rows[0]?.id ?? raise();
  const { rows } = await owner.query<Call>(
    `WITH agent AS (INSERT INTO agents (user_id, elevenlabs_agent_id, name) VALUES ($1, gen_random_uuid(), 'Agent') RETURNING id)
     INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, started_at)
     SELECT agent.id, $1, gen_random_uuid(), 'inbound', 'completed', now() FROM agent, generate_series(1, $2::integer)
     RETURNING id, elevenlabs_conversation_id AS "conversationId"`,
    [userId, callsEach],
  );
  return { userId, calls: rows };
}

async function creditsByTenant(): Promise<number[]> {
  const { rows } = await owner.query<{ id: string; credits: number }>("SELECT id, credits FROM users");
  return tenants.map(({ userId }) => rows.find(({ id }) => id === userId)?.credits ?? raise());
}

async function connect(applicationName = "test"): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: server.connectionString,
    application_name: applicationName,
  });
  await client.connect();
  return client;
}

function raise(): never {
  throw new Error("What the test made is missing.");
}
