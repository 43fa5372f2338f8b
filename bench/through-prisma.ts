import { createDatabase } from "@/lib/db/database";
import type { Transaction } from "@/lib/db/transaction";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { median, milliseconds, type Result } from "./measure";
import { createTenants, withOwner } from "./tenants";

const page = "/calls";
const viewCount = 20;

type Way = (tx: Transaction, userId: string, round: number) => Promise<unknown>;
type Compared = { what: string; prisma: Way; pg: Way; ratioMax: number };

/** The statements of `listViews` and `renameView`, each in a transaction of its own as the verbs have it. */
const compared: readonly Compared[] = [
  {
    what: `a list of ${viewCount} rows`,
    prisma: (tx, userId) =>
      tx.prisma.savedView.findMany({
        where: { userId, page },
        orderBy: [{ position: "asc" }, { id: "asc" }],
        take: 30,
        select: { id: true, name: true, query: true },
      }),
    pg: (tx, userId) =>
      tx.query(
        "SELECT id, name, query FROM saved_views WHERE user_id = $1 AND page = $2 ORDER BY position, id LIMIT $3",
        [userId, page, 30],
      ),
    ratioMax: 3,
  },
  {
    what: "one row changed",
    prisma: (tx, userId, round) =>
      tx.prisma.savedView.updateManyAndReturn({
        where: { userId, page, name: "View 7" },
        data: { query: `round=${round}` },
        select: { id: true, name: true, query: true },
      }),
    pg: (tx, userId, round) =>
      tx.query(
        "UPDATE saved_views SET query = $4 WHERE user_id = $1 AND page = $2 AND name = $3 RETURNING id, name, query",
        [userId, page, "View 7", `round=${round}`],
      ),
    ratioMax: 3,
  },
];

/** What a read and a write through Prisma cost, against the same statements by `pg` in the same kind of transaction. */
export async function benchPrisma(serverUrl: string, template: string, isQuick: boolean): Promise<Result[]> {
  const database = await createScratchDatabase(serverUrl, template);
  const userId = await withOwner(database.connectionString, async (owner) => {
    await createTenants(owner, "prisma", 1, 1);
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO saved_views (user_id, page, name, query, position)
       SELECT u.id, $1, 'View ' || n, 'temperature=hot&sort=score', n FROM users u, generate_series(1, $2::integer) n
       RETURNING user_id AS id`,
      [page, viewCount],
    );
    return rows[0]?.id ?? "";
  });
  const db = createDatabase({ connectionString: database.connectionString, connectionsMax: 1 });
  const runs = isQuick ? 300 : 3_000;
  try {
    const results: Result[] = [];
    for (const { what, prisma, pg, ratioMax } of compared) {
      const [prismaMs, pgMs] = [[] as number[], [] as number[]];
      for (let round = -100; round < runs; round += 1) {
        for (const [way, took] of [
          [prisma, prismaMs],
          [pg, pgMs],
        ] as const) {
          const startedMs = performance.now();
          await db.tenant(userId, (tx) => way(tx, userId, round));
          // The first rounds compile what is kept.
          if (round >= 0) took.push(performance.now() - startedMs);
        }
      }
      const [ours, against] = [median(prismaMs), median(pgMs)];
      results.push({
        part: "p",
        what: `${what} in a transaction, p50: through Prisma / by pg`,
        ours: milliseconds(ours),
        against: milliseconds(against),
        ratio: ours / against,
        bound: { max: ratioMax },
      });
    }
    return results;
  } finally {
    await db.close();
    await database.drop();
  }
}
