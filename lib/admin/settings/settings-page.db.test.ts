import { afterAll, beforeAll, expect, test } from "vitest";
import { settings } from "@/lib/settings/settings";
import { type AdminHarness, createAdminHarness, type SignedIn } from "@/test/admin-harness";
import { changeSetting } from "./change-setting";
import { listSettings } from "./list-settings";

let harness: AdminHarness;
let admin: SignedIn;
let boss: SignedIn;
beforeAll(async () => {
  harness = await createAdminHarness();
  [admin, boss] = [await harness.signedIn("admin"), await harness.signedIn("super_admin")];
});
afterAll(() => harness.dispose());

const find = async (key: string) =>
  (await listSettings(admin.ctx)).flatMap((group) => group.settings).find((setting) => setting.key === key);
const change = (more: object, { ctx }: SignedIn = admin) =>
  changeSetting(ctx, { key: "session_duration_hours", value: "24", expected: "168", reason: "Shorter", ...more });

test("every setting that something asks is listed once, in its group", async () => {
  const groups = await listSettings(admin.ctx);
  expect(groups.map(({ group }) => group)).toEqual(["credits", "leads", "security", "performance", "features"]);
  const keys = groups.flatMap((group) => group.settings.map(({ key }) => key)).sort();
  expect(keys).toEqual(
    Object.keys(settings)
      .filter((key) => key !== "minimum_credit_purchase")
      .sort(),
  );
});

test("a change is in force, and its history says who, from what, to what and why", async () => {
  await change({});
  await change({ value: " 1,000 ", expected: "24", reason: "Longer" }, boss);
  expect(await find("session_duration_hours")).toMatchObject({
    value: 1000,
    history: [
      { by: "Ada", before: 24, after: 1000, reason: "Longer" },
      { by: "Ada", before: 168, after: 24, reason: "Shorter" },
    ],
  });
  const [row] = await harness.rows("SELECT updated_by FROM system_config WHERE config_key = 'session_duration_hours'");
  expect(row).toEqual({ updated_by: boss.userId });
});

test("of two administrators who saw the same value, the second is told that it changed meanwhile", async () => {
  const tries = await Promise.allSettled([
    change({ key: "max_login_attempts", value: "7", expected: "5" }),
    change({ key: "max_login_attempts", value: "9", expected: "5" }, boss),
  ]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await find("max_login_attempts"))?.history).toHaveLength(1);
});

test.each([
  ["max_contacts_per_upload", "0"],
  ["max_contacts_per_upload", "1000001"],
  ["max_contacts_per_upload", "many"],
  ["max_contacts_per_upload", ""],
  ["max_contacts_per_upload", "1.5"],
  ["require_email_verification", "perhaps"],
  ["warm_lead_score", "71"],
])("%s is not %j: that is said beside the field, and nothing changes", async (key, value) => {
  const before = await find(key);
  const tried = changeSetting(admin.ctx, { key, value, expected: String(before?.value), reason: "Test" });
  await expect(tried).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { value: expect.any(String) } });
  expect(await find(key)).toEqual(before);
});

test("an unknown setting is refused", async () => {
  for (const key of ["constructor", "credits", ""])
    await expect(change({ key })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
