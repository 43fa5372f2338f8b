import { PrismaPg } from "@prisma/adapter-pg";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { createDatabase, type Database } from "./database";
import type { Transaction } from "./transaction";

let harness: IngestHarness;
let tenant: TestTenant;
let other: TestTenant;
/** Over one connection, so that whatever a transaction leaves behind is met by the next. */
let db: Database;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  other = await harness.createTenant();
  db = createDatabase({ connectionString: harness.connectionString, connectionsMax: 1 });
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await db.close();
  await harness.dispose();
});

type Where = { backend: number; transaction: string; role: string; tenant: string };
const where = `SELECT pg_backend_pid() AS backend, pg_current_xact_id()::text AS transaction, current_user::text AS role,
  current_setting('app.user_id') AS tenant`;

const ways: Record<string, (tx: Transaction, statement: string) => Promise<unknown>> = {
  "plain statements": async (tx, statement) => (await tx.query(statement)).rows[0],
  Prisma: async (tx, statement) => (await tx.prisma.$queryRawUnsafe<unknown[]>(statement))[0],
  Kysely: async (tx, statement) => (await sql.raw(statement).execute(tx.kysely)).rows[0],
};

test.each([
  ["tenant", "app_tenant"],
  ["auth", "app_auth"],
  ["admin", "app_admin"],
  ["job", "app_job"],
  ["ingest", "app_ingest"],
] as const)(
  "in a transaction of %s the three ways are one connection, one transaction, %s and its tenant",
  async (access, role) => {
    const look = async (tx: Transaction) => {
      const seen: unknown[] = [];
      for (const ask of [...Object.values(ways), ...Object.values(ways)]) seen.push(await ask(tx, where));
      return seen as Where[];
    };
    const seen = await (access === "tenant" ? db.tenant(tenant.userId, look) : db[access](look));
    expect(seen).toHaveLength(6);
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(seen[0]).toMatchObject({ role, tenant: access === "tenant" ? tenant.userId : "" });
  },
);

test("what one way has written the others see, and all of it is undone together", async () => {
  const views = (tx: Transaction) => tx.prisma.savedView.findMany({ select: { name: true }, orderBy: { name: "asc" } });
  const written = db.tenant(tenant.userId, async (tx) => {
    const row = { page: "/calls", query: "" };
    await tx.prisma.savedView.create({ data: { ...row, userId: tenant.userId, name: "a" }, select: { id: true } });
    await tx.kysely
      .insertInto("saved_views")
      .values({ ...row, user_id: tenant.userId, name: "b" })
      .execute();
    await tx.query("INSERT INTO saved_views (user_id, page, name, query) VALUES ($1, '/calls', 'c', '')", [
      tenant.userId,
    ]);
    expect(await views(tx)).toEqual([{ name: "a" }, { name: "b" }, { name: "c" }]);
    expect(await tx.kysely.selectFrom("saved_views").select("name").orderBy("name").execute()).toHaveLength(3);
    throw new Error("Undone");
  });
  await expect(written).rejects.toThrow("Undone");
  expect(await db.tenant(tenant.userId, views)).toEqual([]);
});

describe("what goes to the server", () => {
  const begin = expect.stringMatching(/^BEGIN ; SELECT set_config/);
  /** The texts of the statements, each a round trip. */
  async function statementsOf(work: (tx: Transaction) => Promise<unknown>): Promise<unknown[]> {
    await db.tenant(tenant.userId, work);
    const query = vi.spyOn(pg.Client.prototype, "query");
    await db.tenant(tenant.userId, work);
    const given = query.mock.calls.map(([statement]: unknown[]) =>
      typeof statement === "object" && statement !== null && "text" in statement ? statement.text : statement,
    );
    query.mockRestore();
    return given;
  }

  test("is a statement's own round trip and two for the transaction, whichever way it is asked", async () => {
    const select = expect.stringMatching(/^SELECT/i);
    for (const ask of Object.values(ways)) {
      expect(await statementsOf((tx) => ask(tx, "SELECT 1"))).toEqual([begin, select, "COMMIT"]);
    }
    expect(await statementsOf((tx) => tx.prisma.savedView.findMany({ select: { id: true } }))).toEqual([
      begin,
      select,
      "COMMIT",
    ]);
    expect(
      await statementsOf((tx) => tx.prisma.savedView.updateMany({ where: { name: "none" }, data: { position: 1 } })),
    ).toEqual([begin, expect.stringMatching(/^UPDATE/), "COMMIT"]);
    expect(await statementsOf(async () => {})).toEqual([begin, "COMMIT"]);
  });

  test("is the same once, twice or three ways in one transaction", async () => {
    const all = await statementsOf(async (tx) => {
      for (const ask of Object.values(ways)) await ask(tx, "SELECT 1");
    });
    expect(all).toHaveLength(5);
  });

  test("involves nothing of Prisma, and creates no client, if Prisma is not used", async () => {
    const connect = vi.spyOn(PrismaPg.prototype, "connect");
    const fresh = createDatabase({ connectionString: harness.connectionString, connectionsMax: 1 });
    await fresh.tenant(tenant.userId, (tx) => tx.query("SELECT 1"));
    await fresh.tenant(tenant.userId, (tx) => tx.kysely.selectFrom("calls").select("id").execute());
    expect(connect).not.toHaveBeenCalled();
    await fresh.tenant(tenant.userId, (tx) => tx.prisma.call.findFirst({ select: { id: true } }));
    await fresh.auth((tx) => tx.prisma.user.findFirst({ select: { id: true } }));
    expect(connect).toHaveBeenCalledTimes(1);
    await fresh.close();
  });
});

describe.each(Object.entries(ways))("what the database refuses through %s", (_way, ask) => {
  const insertion = (page: string, name: string) =>
    `INSERT INTO saved_views (user_id, page, name, query) VALUES ('${tenant.userId}', '${page}', '${name}', '')`;

  test("has its SQLSTATE and the constraint's name", async () => {
    const refused = (statement: string) => expect(db.tenant(tenant.userId, (tx) => ask(tx, statement))).rejects;
    const twice = `WITH one AS (${insertion("/calls", "Twice")} RETURNING id) ${insertion("/calls", "Twice")}`;
    await refused(twice).toMatchObject({ code: "23505", constraint: "saved_views_user_id_page_name_key" });
    await refused(insertion("calls", "A view")).toMatchObject({
      code: "23514",
      constraint: "saved_views_page_is_a_path",
    });
    await refused(
      `INSERT INTO follow_ups (user_id, call_id, follow_up_date, lead_email)
       VALUES ('${tenant.userId}', '${other.agentId}', '2026-12-24', 'a@b.example')`,
    ).toMatchObject({ code: expect.stringMatching(/^23503$/), constraint: expect.stringMatching(/call_id/) });
    await refused(
      `INSERT INTO saved_views (user_id, page, name, query) VALUES ('${tenant.userId}', '/calls', NULL, '')`,
    ).toMatchObject({ code: "23502", column: "name" });
    await refused("SELECT password_hash FROM users").toMatchObject({ code: "42501" });
    await refused("SELECT 1 / 0").toBeInstanceOf(pg.DatabaseError);
  });

  test("is tried again when it is a deadlock or a serialisation failure", async () => {
    for (const state of ["40001", "40P01"]) {
      let attempts = 0;
      await db.tenant(tenant.userId, async (tx) => {
        attempts += 1;
        if (attempts < 3) await ask(tx, raising(state));
      });
      expect(attempts).toBe(3);
    }
  });
});

/** A statement that fails with a state, as the server would say it. */
const raising = (state: string) => `DO $$ BEGIN RAISE EXCEPTION 'Raised' USING ERRCODE = '${state}'; END $$`;

test("a refusal through the models of Prisma names its constraint too, and a statement after it tells of the first", async () => {
  const data = { userId: tenant.userId, name: "Named", query: "" };
  const create = (tx: Transaction, page: string) =>
    tx.prisma.savedView.create({ data: { ...data, page }, select: { id: true } });
  await expect(db.tenant(tenant.userId, (tx) => create(tx, "calls"))).rejects.toMatchObject({
    code: "23514",
    constraint: "saved_views_page_is_a_path",
  });
  const twice = db.tenant(tenant.userId, async (tx) => {
    await create(tx, "/calls");
    await create(tx, "/calls");
  });
  await expect(twice).rejects.toMatchObject({ code: "23505", constraint: "saved_views_user_id_page_name_key" });
  const atOnce = db.tenant(tenant.userId, (tx) => Promise.all([create(tx, "calls"), create(tx, "/calls")]));
  await expect(atOnce).rejects.toMatchObject({ constraint: "saved_views_page_is_a_path" });
  const foreign = db.tenant(tenant.userId, (tx) =>
    tx.prisma.followUp.create({
      data: {
        userId: tenant.userId,
        callId: other.agentId,
        followUpDate: new Date("2026-12-24"),
        leadEmail: "a@b.example",
      },
      select: { id: true },
    }),
  );
  await expect(foreign).rejects.toMatchObject({ code: "23503", constraint: expect.stringMatching(/call_id/) });
  // Invalid arguments are reported by Prisma itself.
  await expect(
    db.tenant(tenant.userId, (tx) => tx.prisma.savedView.findFirst({ where: { id: 7 as unknown as string } })),
  ).rejects.toMatchObject({ name: "PrismaClientValidationError" });
  await expect(
    db.tenant(tenant.userId, (tx) => tx.prisma.savedView.findFirstOrThrow({ where: { name: "Nobody's" } })),
  ).rejects.toMatchObject({ code: "P2025" });
});

describe("a tx whose transaction is over", () => {
  const isOver = "This transaction is over";

  test("rejects every statement, in all three ways", async () => {
    const kept = await db.tenant(tenant.userId, async (tx) => {
      await tx.prisma.call.findFirst({ select: { id: true } });
      return { tx, prisma: tx.prisma, kysely: tx.kysely };
    });
    await expect(kept.tx.query("SELECT 1")).rejects.toThrow(isOver);
    await expect(kept.prisma.call.findFirst({ select: { id: true } })).rejects.toThrow(isOver);
    await expect(kept.prisma.$queryRaw`SELECT 1`).rejects.toThrow(isOver);
    await expect(kept.kysely.selectFrom("calls").select("id").execute()).rejects.toThrow(isOver);
    expect(() => kept.tx.prisma).toThrow(isOver);
    expect(() => kept.tx.kysely).toThrow(isOver);
  });

  test("answers nothing after it failed, or when its Prisma and Kysely were not used before", async () => {
    let kept: Transaction | undefined;
    const failed = db.tenant(tenant.userId, async (tx) => {
      kept = tx;
      await tx.query("SELECT 1 / 0");
    });
    await expect(failed).rejects.toThrow("division by zero");
    expect(() => kept?.prisma).toThrow(isOver);
    await expect(kept?.query("SELECT 1")).rejects.toThrow(isOver);
    const prisma = await db.tenant(tenant.userId, async (tx) => tx.prisma);
    await expect(prisma.call.findFirst({ select: { id: true } })).rejects.toThrow(isOver);
  });

  test("discards statements that were not awaited, and the connection's next tenant sees nothing of them", async () => {
    const left: Promise<unknown>[] = [];
    for (let round = 0; round < 20; round += 1) {
      await db.tenant(tenant.userId, async (tx) => {
        left.push(tx.prisma.user.findMany({ select: { id: true } }).catch((error: unknown) => error));
        left.push(
          tx.kysely
            .selectFrom("users")
            .select("id")
            .execute()
            .catch((error: unknown) => error),
        );
        if (round % 2 === 0) await tx.prisma.user.findMany({ select: { id: true } });
      });
      const seen = await db.tenant(other.userId, async (tx) => [
        await tx.prisma.user.findMany({ select: { id: true } }),
        await tx.kysely.selectFrom("users").select("id").execute(),
      ]);
      expect(seen).toEqual([[{ id: other.userId }], [{ id: other.userId }]]);
    }
    for (const what of await Promise.all(left)) {
      if (what instanceof Error) expect(what.message).toContain(isOver);
      else expect(what).toEqual([{ id: tenant.userId }]);
    }
  });
});

test("a connection that breaks under Prisma fails its transaction alone", async () => {
  await expect(
    db.tenant(tenant.userId, async (tx) => {
      const [row] = await tx.prisma.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      await harness.rows("SELECT pg_terminate_backend($1)", [row?.pid]);
      await tx.prisma.call.findMany({ select: { id: true } });
    }),
  ).rejects.toThrow();
  expect(await db.tenant(tenant.userId, (tx) => tx.prisma.user.findMany({ select: { id: true } }))).toEqual([
    { id: tenant.userId },
  ]);
});

test("instants are the same in every way, whatever zone the server is set to", async () => {
  const name = new URL(harness.connectionString).pathname.slice(1);
  await harness.rows(`ALTER DATABASE "${name}" SET TimeZone = 'Asia/Kolkata'`);
  const elsewhere = createDatabase({ connectionString: harness.connectionString, connectionsMax: 1 });
  try {
    const moment = new Date("2026-11-29T20:15:30.123Z");
    const email = "instants@example.com";
    await elsewhere.auth(async (tx) => {
      await tx.prisma.loginAttempt.create({
        data: { email, attemptedAt: moment, success: false, failureReason: "wrong_password" },
        select: { id: true },
      });
      expect(await tx.prisma.loginAttempt.findFirst({ where: { email }, select: { attemptedAt: true } })).toEqual({
        attemptedAt: moment,
      });
      const read = tx.kysely.selectFrom("login_attempts").select("attempted_at").where("email", "=", email);
      expect(await read.executeTakeFirst()).toEqual({ attempted_at: moment });
    });
    expect(await harness.rows("SELECT attempted_at FROM login_attempts WHERE email = $1", [email])).toEqual([
      { attempted_at: moment },
    ]);
  } finally {
    await elsewhere.close();
    await harness.rows(`ALTER DATABASE "${name}" RESET TimeZone`);
  }
});

test("a snapshot offers the three ways as well, until it is closed", async () => {
  const snapshot = await db.snapshot(tenant.userId);
  const seen: unknown[] = [];
  for (const ask of Object.values(ways)) seen.push(await ask(snapshot.tx, "SELECT id FROM users"));
  expect(seen).toEqual(Array(3).fill({ id: tenant.userId }));
  await snapshot.close();
  await expect(snapshot.tx.query("SELECT 1")).rejects.toThrow("The export was stopped");
  expect(() => snapshot.tx.prisma).toThrow("The export was stopped");
});
