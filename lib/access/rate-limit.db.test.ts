import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase } from "@/lib/db/database";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { limitRate } from "./rate-limit";

let harness: IngestHarness;
beforeAll(async () => {
  harness = await createIngestHarness();
});
afterAll(() => harness.dispose());

const limit = (key: string) => ({ name: "test", key, points: 10, seconds: 600, isRemembered: true });

test("two instances count together, also at once, and say how long to wait", async () => {
  const other = createDatabase({ connectionString: harness.connectionString });
  const tries = Array.from({ length: 30 }, (_, index) => limitRate(index % 2 ? other : harness.db, limit("both")));
  const refused = (await Promise.allSettled(tries)).flatMap((result) =>
    result.status === "rejected" ? [result.reason] : [],
  );
  expect(refused).toHaveLength(20);
  for (const error of refused) {
    expect(error).toMatchObject({ code: "RATE_LIMITED" });
    expect(error.retryAfterSeconds).toBeGreaterThan(590);
    expect(error.retryAfterSeconds).toBeLessThanOrEqual(600);
  }
  await expect(limitRate(harness.db, limit("another"))).resolves.toBeUndefined();
  await other.close();
});

test("only a hash of an address is stored", async () => {
  await limitRate(harness.db, limit("203.0.113.99"));
  const keys = await harness.rows<{ key: string }>("SELECT key FROM rate_limits");
  expect(keys.length).toBeGreaterThan(0);
  for (const { key } of keys) expect(key).toMatch(/^test:[\w-]{43}$/);
});

test("a key that has used up its limit is refused without asking the database", async () => {
  for (let count = 0; count < 10; count += 1) await limitRate(harness.db, limit("known"));
  await expect(limitRate(harness.db, limit("known"))).rejects.toMatchObject({ code: "RATE_LIMITED" });
  await harness.owner.query("DELETE FROM rate_limits");
  await expect(limitRate(harness.db, limit("known"))).rejects.toMatchObject({ code: "RATE_LIMITED" });
  await limitRate(harness.db, limit("unknown"));
});

test("an unavailable database is reported as such, and the attempt is not counted", async () => {
  const away = createDatabase({ connectionString: "postgresql://nobody@127.0.0.1:9/none" });
  await expect(limitRate(away, limit("away"))).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await away.close();
});
