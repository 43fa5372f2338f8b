import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { createDatabase, type Database } from "./database";
import type { Transaction } from "./transaction";

// What hostile, careless or unlucky code may do with a tx, over one connection: whatever it leaves behind is met by the next tenant.
let harness: IngestHarness;
let tenant: TestTenant;
let other: TestTenant;
let db: Database;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  other = await harness.createTenant();
  db = createDatabase({ connectionString: harness.connectionString, connectionsMax: 1 });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await harness.rows("DELETE FROM saved_views");
});
afterAll(async () => {
  await db.close();
  await harness.dispose();
});

const ways: Record<string, (tx: Transaction, statement: string) => Promise<unknown>> = {
  "plain statements": async (tx, statement) => (await tx.query(statement)).rows,
  Prisma: async (tx, statement) => tx.prisma.$queryRawUnsafe<unknown[]>(statement),
  Kysely: async (tx, statement) => (await sql.raw(statement).execute(tx.kysely)).rows,
};
const view = (name: string, page = "/calls") => ({ userId: tenant.userId, page, name, query: "" });
const saveView = (tx: Transaction, name: string, page?: string) =>
  tx.prisma.savedView.create({ data: view(name, page), select: { name: true } });
const viewNames = () =>
  db.tenant(tenant.userId, async (tx) => {
    const views = await tx.prisma.savedView.findMany({ select: { name: true }, orderBy: { name: "asc" } });
    return views.map(({ name }) => name);
  });

/** The next transaction of each door meets its own role and tenant, and that tenant's rows alone. */
async function expectUntouched(): Promise<void> {
  for (const { userId } of [other, tenant]) {
    const seen = await db.tenant(userId, async (tx) => ({
      plain: await ways["plain statements"]?.(tx, where),
      users: await tx.prisma.user.findMany({ select: { id: true } }),
      agents: await tx.kysely.selectFrom("agents").select("user_id").distinct().execute(),
    }));
    expect(seen).toEqual({
      plain: [{ role: "app_tenant", tenant: userId, session: "" }],
      users: [{ id: userId }],
      agents: [{ user_id: userId }],
    });
  }
  expect(await db.auth((tx) => tx.query(where).then(({ rows }) => rows))).toEqual([
    { role: "app_auth", tenant: "", session: "" },
  ]);
}
const where = `SELECT current_user::text AS role, current_setting('app.user_id') AS tenant,
  coalesce(current_setting('app.session_id', true), '') AS session`;

describe.each(Object.entries(ways))("through %s", (_way, ask) => {
  test.each([
    "SET ROLE app_admin",
    "SET SESSION ROLE app_job",
    "SELECT set_config('role', 'app_admin', false)",
    "SET LOCAL ROLE none",
  ])("another role, once taken by %s, ends with its transaction", async (statement) => {
    await db.tenant(tenant.userId, (tx) => ask(tx, statement));
    await expectUntouched();
    await expect(
      db.tenant(tenant.userId, async (tx) => {
        await ask(tx, statement);
        await ask(tx, "SELECT 1 / 0");
      }),
    ).rejects.toThrow("division by zero");
    await expectUntouched();
  });

  test("another tenant, once named, ends with its transaction", async () => {
    for (const isLocal of [true, false])
      await db.tenant(tenant.userId, (tx) =>
        ask(tx, `SELECT set_config('app.user_id', '${other.userId}', ${isLocal})`),
      );
    await expectUntouched();
  });

  test.each([
    "COMMIT",
    "ROLLBACK",
    "ABORT",
    "commit; SELECT 1",
    "SELECT 1; END",
    "COMMIT; BEGIN",
    "ROLLBACK; START TRANSACTION",
    "COMMIT AND CHAIN",
    "ROLLBACK AND CHAIN",
  ])(
    "%s is refused, or ends the transaction and with it its tx: nothing is asked outside of one",
    async (statement) => {
      const after: unknown[] = [];
      const outcome = await db
        .tenant(tenant.userId, async (tx) => {
          await ask(tx, statement).catch(() => {});
          for (const again of Object.values(ways)) after.push(await again(tx, where).catch((error: unknown) => error));
          return "committed";
        })
        .catch((error: Error) => error.message);
      const own = [{ role: "app_tenant", tenant: tenant.userId, session: "" }];
      if (outcome === "committed") expect(after).toEqual([own, own, own]);
      else {
        expect(outcome).toBe("A statement ended the transaction that it was in.");
        for (const answer of after) expect(answer).toMatchObject({ message: expect.stringMatching(/is over/) });
      }
      await expectUntouched();
    },
  );

  test("an ignored failure rolls the transaction back, and is thrown", async () => {
    const unminded = db.tenant(tenant.userId, async (tx) => {
      await saveView(tx, "Lost");
      await ask(tx, "SELECT 1 / 0").catch(() => {});
      await ask(tx, "SELECT 1").catch(() => {});
      return "Saved";
    });
    await expect(unminded).rejects.toMatchObject({ code: "22012", message: "division by zero" });
    expect(await viewNames()).toEqual([]);
  });

  test("an ignored deadlock is retried", async () => {
    let attempts = 0;
    await db.tenant(tenant.userId, async (tx) => {
      attempts += 1;
      if (attempts === 1)
        await ask(tx, `DO $$ BEGIN RAISE EXCEPTION 'Raised' USING ERRCODE = '40P01'; END $$`).catch(() => {});
    });
    expect(attempts).toBe(2);
  });

  test("what fails behind a savepoint is undone alone, by whichever way it is asked", async () => {
    await db.tenant(tenant.userId, async (tx) => {
      await saveView(tx, "Before");
      await ask(tx, "SAVEPOINT here");
      await saveView(tx, "Within");
      await expect(saveView(tx, "Refused", "no path")).rejects.toMatchObject({
        code: "23514",
        constraint: "saved_views_page_is_a_path",
      });
      await expect(saveView(tx, "Later")).rejects.toMatchObject({ code: "25P02" });
      await ask(tx, "ROLLBACK TO SAVEPOINT here");
      expect(await ask(tx, where)).toEqual([{ role: "app_tenant", tenant: tenant.userId, session: "" }]);
      await saveView(tx, "After");
      // A role and a tenant that were taken behind a savepoint are given back with it.
      await ask(tx, "SAVEPOINT there");
      await ask(tx, "SET LOCAL ROLE app_admin");
      await ask(tx, `SELECT set_config('app.user_id', '${other.userId}', true)`);
      await ask(tx, "ROLLBACK TO SAVEPOINT there");
      expect(await ask(tx, where)).toEqual([{ role: "app_tenant", tenant: tenant.userId, session: "" }]);
    });
    expect(await viewNames()).toEqual(["After", "Before"]);
  });

  test("a statement that is cancelled fails with its state, and the connection is whole", async () => {
    await expect(
      db.tenant(tenant.userId, async (tx) => {
        await ask(tx, "SET LOCAL statement_timeout = 20");
        await ask(tx, "SELECT pg_sleep(10)");
      }),
    ).rejects.toMatchObject({ code: "57014" });
    await expectUntouched();
  });
});

describe("at once", () => {
  test("two concurrent statements run one after the other, and each gets its own error", async () => {
    const warned = vi.spyOn(process, "emitWarning");
    const settled = await db.tenant(tenant.userId, async (tx) => {
      await tx.query("SAVEPOINT here");
      const all = await Promise.allSettled([
        tx.query("SELECT 1"),
        tx.prisma.user.findMany({ select: { id: true } }),
        tx.kysely.selectFrom("users").select("id").execute(),
        tx.prisma.savedView.findFirst({ where: { id: 7 as unknown as string } }),
        tx.prisma.savedView.findFirstOrThrow({ where: { name: "Nobody's" } }),
        saveView(tx, "Refused", "no path"),
      ]);
      await tx.query("ROLLBACK TO SAVEPOINT here");
      return all;
    });
    expect(settled).toMatchObject([
      { status: "fulfilled" },
      { status: "fulfilled", value: [{ id: tenant.userId }] },
      { status: "fulfilled", value: [{ id: tenant.userId }] },
      { status: "rejected", reason: { name: "PrismaClientValidationError" } },
      { status: "rejected", reason: { code: expect.stringMatching(/^(P2025|25P02)$/) } },
      { status: "rejected", reason: { constraint: "saved_views_page_is_a_path" } },
    ]);
    // pg warns anyone who asks a connection that is busy, and will refuse it one day.
    expect(warned).not.toHaveBeenCalled();
  });

  test("a row by its key is each tenant's own, however many ask in the same tick over few connections", async () => {
    const few = createDatabase({ connectionString: harness.connectionString, connectionsMax: 3 });
    const asked = [tenant, other].flatMap(({ userId }) => Array.from({ length: 40 }, () => userId));
    try {
      const answers = await Promise.all(
        asked.map((userId) =>
          few.tenant(userId, (tx) =>
            Promise.all([
              tx.prisma.user.findUnique({ where: { id: tenant.userId }, select: { id: true } }),
              tx.prisma.user.findUnique({ where: { id: other.userId }, select: { id: true } }),
            ]),
          ),
        ),
      );
      expect(answers).toEqual(
        asked.map((userId) => [tenant, other].map((each) => (each.userId === userId ? { id: userId } : null))),
      );
    } finally {
      await few.close();
    }
  });

  test("a transaction within another uses its own connection, and fails when there is none", async () => {
    const nested = db.tenant(tenant.userId, (tx) =>
      Promise.all([
        tx.prisma.user.findMany({ select: { id: true } }),
        db.tenant(other.userId, (inner) => inner.prisma.user.findMany({ select: { id: true } })),
      ]),
    );
    await expect(nested).rejects.toThrow("timeout exceeded when trying to connect");
    await expectUntouched();
    const two = createDatabase({ connectionString: harness.connectionString, connectionsMax: 2 });
    try {
      const seen = await two.tenant(tenant.userId, async (tx) => [
        await tx.prisma.user.findMany({ select: { id: true } }),
        await two.tenant(other.userId, (inner) => inner.prisma.user.findMany({ select: { id: true } })),
        await tx.prisma.user.findMany({ select: { id: true } }),
      ]);
      expect(seen).toEqual([[{ id: tenant.userId }], [{ id: other.userId }], [{ id: tenant.userId }]]);
    } finally {
      await two.close();
    }
  }, 20_000);
});

describe("Prisma", () => {
  test("begins no transaction within this one, and neither does Kysely", async () => {
    const isOne = "This is a transaction already";
    await db.tenant(tenant.userId, async (tx) => {
      expect(() => Reflect.get(tx.prisma, "$transaction")).toThrow(isOne);
      await expect(tx.kysely.transaction().execute(async () => {})).rejects.toThrow(isOne);
      // @ts-expect-error: the types know it as well.
      expect(() => tx.prisma.$transaction).toThrow(isOne);
    });
    await expectUntouched();
  });

  test("follows relations that are chained to a row, in the same transaction and of the tenant alone", async () => {
    const seen = await db.tenant(tenant.userId, async (tx) => {
      await saveView(tx, "Chained");
      const row = tx.prisma.user.findUnique({ where: { id: tenant.userId } });
      return {
        views: await tx.prisma.user.findUnique({ where: { id: tenant.userId } }).savedViews({ select: { name: true } }),
        owner: await tx.prisma.agent
          .findUnique({ where: { id: tenant.agentId }, select: { id: true } })
          .user({ select: { id: true } }),
        others: await tx.prisma.user.findUnique({ where: { id: other.userId }, select: { id: true } }).agents(),
        unasked: row !== null,
      };
    });
    expect(seen).toEqual({ views: [{ name: "Chained" }], owner: { id: tenant.userId }, others: null, unasked: true });
  });

  test("compares a column with another, by its fields", async () => {
    const seen = await db.tenant(tenant.userId, (tx) =>
      tx.prisma.user.findMany({
        where: { createdAt: { lte: tx.prisma.user.fields.updatedAt } },
        select: { id: true },
      }),
    );
    expect(seen).toEqual([{ id: tenant.userId }]);
  });

  test("is not thenable, and neither are its models", async () => {
    const awaited = await db.tenant(tenant.userId, async (tx) => [
      typeof (await tx.prisma),
      typeof (await tx.prisma.user),
    ]);
    expect(awaited).toEqual(["object", "object"]);
  });
});
