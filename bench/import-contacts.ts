import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { runMigrations } from "graphile-worker";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Context, UserActor } from "@/lib/access/context";
import { getImport } from "@/lib/contacts/imports/get-import";
import { mapImport } from "@/lib/contacts/imports/map-import";
import { startImport } from "@/lib/contacts/imports/start-import";
import { uploadContacts } from "@/lib/contacts/imports/upload-contacts";
import { workOnImport } from "@/lib/contacts/imports/work-on-import";
import { createDatabase } from "@/lib/db/database";
import { systemClock } from "@/lib/platform/clock";
import { createDiskStorage } from "@/lib/storage/disk-storage";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { median, type Result, secondsOf } from "./measure";
import { withOwner } from "./tenants";

/**
 * A file of contacts from its upload to the last contact: read, numbers checked, every row judged and recorded, and imported; against
 * COPY of the same people into the same table with all its constraints, indexes and triggers. Each round is a tenant of its own.
 */
export async function benchImport(serverUrl: string, template: string, isQuick: boolean): Promise<Result> {
  const count = isQuick ? 10_000 : 100_000;
  const rounds = isQuick ? 1 : 3;
  const database = await createScratchDatabase(serverUrl, template);
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-bench-"));
  const storage = createDiskStorage(folder);
  const db = createDatabase({ connectionString: database.connectionString, connectionsMax: 4 });
  try {
    await runMigrations({ connectionString: database.connectionString });
    return await withOwner(database.connectionString, async (owner) => {
      await owner.query("UPDATE system_config SET config_value = $1 WHERE config_key = 'max_contacts_per_upload'", [
        count,
      ]);
      const [ours, copied]: [number[], number[]] = [[], []];
      const parts: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const ctx: Context<UserActor> = {
          actor: { kind: "user", userId: await createTenant(owner), role: "user", timezone: "UTC" },
          db,
          clock: systemClock,
          requestId: "bench",
        };
        const { seconds, steps } = await importOnce(ctx, storage, fileOf(count));
        ours.push(seconds);
        parts.push(steps.map((step) => step.toFixed(1)).join(" + "));
        copied.push(await copyOnce(owner, await createTenant(owner), count));
      }
      return {
        part: "n",
        what: `${count.toLocaleString("en")} contacts from a file, upload to end (${parts[0]} s: read, check, import) / COPY`,
        ours: `${median(ours).toFixed(1)} s`,
        against: `${median(copied).toFixed(1)} s`,
        ratio: median(ours) / median(copied),
        bound: { max: 3 },
      };
    });
  } finally {
    await db.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function importOnce(
  ctx: Context<UserActor>,
  storage: ReturnType<typeof createDiskStorage>,
  file: Buffer,
): Promise<{ seconds: number; steps: number[] }> {
  const { userId } = ctx.actor;
  let id = "";
  const upload = await secondsOf(async () => {
    ({ id } = await uploadContacts(ctx, { fileName: "people.csv", body: Readable.from(pieces(file)) }, storage));
  });
  const check = await secondsOf(async () => {
    await mapImport(ctx, {
      id,
      name: "0",
      phone: "1",
      email: "2",
      company: "3",
      knownContacts: "fill",
      hasHeader: "yes",
    });
    await workOnImport(ctx, { userId, importId: id }, storage);
  });
  const run = await secondsOf(async () => {
    await startImport(ctx, { id });
    await workOnImport(ctx, { userId, importId: id }, storage);
  });
  const { status, counts } = await getImport(ctx, { id });
  if (status !== "finished" || counts.created !== counts.rows)
    throw new Error(`The import is ${status}: ${JSON.stringify(counts)}`);
  return { seconds: upload + check + run, steps: [upload, check, run] };
}

async function copyOnce(owner: pg.Client, userId: string, count: number): Promise<number> {
  const lines = Array.from({ length: count }, (_, n) => `${[userId, ...person(n)].join("\t")}\n`);
  return secondsOf(() =>
    pipeline(
      Readable.from(lines),
      owner.query(copyFrom("COPY contacts (user_id, name, phone_number, email, company) FROM STDIN")),
    ),
  );
}

/** Another file each: equal ones would be known contacts. */
function fileOf(count: number): Buffer {
  const rows = Array.from({ length: count }, (_, n) => person(n).join(","));
  return Buffer.from(`Name,Phone,Email,Company\n${rows.join("\n")}\n`);
}

const names = [
  "Ada Lovelace",
  "Zoë Faßbinder",
  "Grace Hopper",
  "Alan Turing",
  "Jürgen Müller",
  "Chloé Dubois",
  "Sofia Rossi",
];

function person(n: number): string[] {
  const name = `${names[n % names.length]} ${n % 5000}`;
  return [name, `+4474${10_000_000 + n}`, `person${n}@company${n % 900}.example`, `Company ${n % 900} Ltd`];
}

function* pieces(file: Buffer): Generator<Buffer> {
  for (let at = 0; at < file.byteLength; at += 65_536) yield file.subarray(at, at + 65_536);
}

async function createTenant(owner: pg.Client): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    "INSERT INTO users (email, name, country) VALUES (gen_random_uuid() || '@bench.example', 'Bench', 'GB') RETURNING id",
  );
  return rows[0]?.id ?? "";
}
