import { runMigrations } from "graphile-worker";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context, UserActor } from "@/lib/access/context";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { updateProfile } from "./update-profile";

let harness: IngestHarness;
let tenant: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  await runMigrations({ connectionString: harness.connectionString });
  tenant = await harness.createTenant({ timezone: "Europe/Berlin" });
});
afterAll(() => harness.dispose());

const context = (): Context<UserActor> => ({
  ...harness.context(),
  actor: { kind: "user", userId: tenant.userId, role: "user", timezone: "Europe/Berlin" },
});
const asked = () =>
  harness
    .rows("SELECT FROM graphile_worker.jobs WHERE task_identifier = 'change-time-zone'")
    .then((jobs) => jobs.length);
const nameOf = async () => (await harness.rows("SELECT name FROM users WHERE id = $1", [tenant.userId]))[0]?.name;

test("a name changes at once, and a zone by a job that is asked for only when it is another", async () => {
  expect(await updateProfile(context(), { name: "  Ada  ", timezone: "Europe/Berlin" })).toEqual({
    isZoneChanging: false,
  });
  expect(await nameOf()).toBe("Ada");
  expect(await asked()).toBe(0);
  expect(await updateProfile(context(), { name: "Ada", timezone: "Asia/Tokyo" })).toEqual({ isZoneChanging: true });
  expect(await asked()).toBe(1);
});

test.each([
  [{ name: "", timezone: "UTC" }, "name"],
  [{ name: "x".repeat(101), timezone: "UTC" }, "name"],
  [{ name: "two\nlines", timezone: "UTC" }, "name"],
  [{ name: "Eve", timezone: "Mars/Olympus" }, "timezone"],
  [{ name: "Eve", timezone: "" }, "timezone"],
  [{ name: "Eve" }, "timezone"],
])("%j changes nothing and says which field is wrong", async (input, field) => {
  const before = await nameOf();
  await expect(updateProfile(context(), input)).rejects.toMatchObject({
    code: "BAD_REQUEST",
    fields: { [field]: expect.any(String) },
  });
  expect(await nameOf()).toBe(before);
});
