import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { Context, ProcessActor } from "@/lib/access/context";
import { type IndexedCalls, indexCalls } from "@/lib/calls/search/index-calls";
import { createDatabase, type Database } from "@/lib/db/database";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import { createIntake, type Intake } from "@/lib/ingest/intake/create-intake";
import { receiveWebhook } from "@/lib/ingest/intake/receive-webhook";
import { processPendingEvents } from "@/lib/ingest/process-pending-events";
import { systemClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { createDiskStorage } from "@/lib/storage/disk-storage";
import type { Storage } from "@/lib/storage/storage";
import { pythonJson } from "@/simulators/elevenlabs/python-json";
import { createTestDatabase } from "./database";
import { provideTestSecrets } from "./test-secrets";

export const webhookSecret = "wsec_test_0001";

export type TestTenant = { userId: string; agentId: string; providerAgentId: string };

export type IngestHarness = {
  connectionString: string;
  db: Database;
  /** The owner's connection, for looking at everything. */
  owner: pg.Client;
  storage: Storage;
  intake: Intake;
  createTenant(options?: { timezone?: string; providerAgentId?: string }): Promise<TestTenant>;
  addAgent(userId: string, providerAgentId?: string): Promise<TestTenant>;
  /** Signs and receives an event as the provider sends it; raw bytes are sent as they are. */
  receive(event: unknown, options?: { secret?: string; signedAt?: Date; signature?: string | null }): Promise<void>;
  /** Processes what is pending, and makes the words of the calls. */
  process(): Promise<number>;
  /** Makes the words by which calls are found, as the job does. */
  index(): Promise<IndexedCalls>;
  context(): Context<ProcessActor>;
  /** Keys of everything in storage. */
  storedKeys(): Promise<string[]>;
  rows<T extends pg.QueryResultRow>(sql: string, params?: unknown[]): Promise<T[]>;
  dispose(): Promise<void>;
};

/** A database of its own with the product's ingestion on it. */
export async function createIngestHarness(): Promise<IngestHarness> {
  provideTestSecrets();
  const { connectionString, dispose } = await createTestDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-test-storage-"));
  const storage = createDiskStorage(folder);
  const db = createDatabase({ connectionString, connectionsMax: 8 });
  const intake = createIntake({ db, spoolFolder: path.join(folder, "spool"), bodyBytesMax: 8_000_000 });
  const owner = new pg.Client({ connectionString });
  await owner.connect();
  const context = (): Context<ProcessActor> => ({
    actor: { kind: "job", name: "test" },
    db,
    clock: systemClock,
    requestId: "test",
  });

  const addAgent = async (userId: string, providerAgentId = `agent_${newId()}`): Promise<TestTenant> => {
    const { rows } = await owner.query<{ id: string }>(
      "INSERT INTO agents (user_id, elevenlabs_agent_id, name) VALUES ($1, $2, 'Test agent') RETURNING id",
      [userId, providerAgentId],
    );
    return { userId, agentId: rows[0]?.id ?? "", providerAgentId };
  };
  return {
    connectionString,
    db,
    owner,
    storage,
    intake,
    context,
    addAgent,
    async createTenant({ timezone = "UTC", providerAgentId } = {}) {
      const { rows } = await owner.query<{ id: string }>(
        "INSERT INTO users (email, name, timezone) VALUES ($1, 'Test tenant', $2) RETURNING id",
        [`${newId()}@tenant.example`, timezone],
      );
      return addAgent(rows[0]?.id ?? "", providerAgentId);
    },
    async receive(event, { secret = webhookSecret, signedAt = new Date(), signature } = {}) {
      const rawBody = event instanceof Uint8Array ? Buffer.from(event) : Buffer.from(pythonJson(event));
      const timestampSeconds = Math.floor(signedAt.getTime() / 1000);
      await receiveWebhook(
        { ...context(), actor: { kind: "webhook", provider: "elevenlabs" } },
        {
          signature: signature === undefined ? signWebhook({ secret, timestampSeconds, rawBody }) : signature,
          contentEncoding: null,
          contentLength: null,
          place: null,
          body: new Blob([rawBody]).stream(),
        },
        {
          secrets: [webhookSecret],
          ageSecondsMax: 3600,
          limits: { eventBytesMax: 2_000_000, audioBytesMax: 8_000_000 },
          storage,
          intake,
        },
      );
    },
    async process() {
      const processed = await processPendingEvents(context(), storage);
      await indexCalls(context());
      return processed;
    },
    index: () => indexCalls(context()),
    async storedKeys() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      return files.map((file) => path.relative(folder, path.join(file.parentPath, file.name))).sort();
    },
    async rows(sql, params) {
      return (await owner.query(sql, params)).rows;
    },
    async dispose() {
      await db.close();
      await owner.end();
      await dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
