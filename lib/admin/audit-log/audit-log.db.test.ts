import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeCursor } from "@/lib/lists/cursor";
import { newId } from "@/lib/platform/ids";
import { type AdminHarness, createAdminHarness, type SignedIn } from "@/test/admin-harness";
import { auditOrders } from "./audit-orders";
import { exportAuditEntries } from "./export-audit-entries";
import { listAuditEntries } from "./list-audit-entries";
import { noteAuditReading } from "./note-audit-reading";
import { parseAuditQuery } from "./parse-audit-query";
import type { AuditFilters } from "./schema";
import { verifyAuditLog } from "./verify-audit-log";

let harness: AdminHarness;
let admin: SignedIn;
let boss: SignedIn;
let user: SignedIn;
beforeAll(async () => {
  harness = await createAdminHarness();
  [admin, boss, user] = [
    await harness.signedIn("admin"),
    await harness.signedIn("super_admin"),
    await harness.signedIn("user"),
  ];
  await harness.rows("UPDATE users SET name = 'Ada 100%' WHERE id = $1", [user.userId]);
  await harness.rows("UPDATE users SET name = 'Grace' WHERE id = $1", [boss.userId]);
  for (let n = 0; n < 7; n += 1) {
    const isSetting = n % 3 === 0;
    await harness.rows(
      `INSERT INTO admin_audit_log (admin_user_id, action, resource_type, resource_id, target_user_id, details, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        n % 2 === 0 ? boss.userId : admin.userId,
        isSetting ? "setting.update" : "user.deactivate",
        isSetting ? "system_config" : "users",
        isSetting ? "credits_per_minute" : user.userId,
        isSetting ? null : user.userId,
        isSetting
          ? { before: 1, after: 2, reason: "Dearer" }
          : { before: { isActive: true }, after: { isActive: false } },
        `2026-10-0${n + 1}T22:30:00Z`,
      ],
    );
  }
});
afterAll(() => harness.dispose());

const numbers = async (filters: AuditFilters) =>
  (await listAuditEntries(admin.ctx, { filters })).entries.map(({ number }) => number);

test("an entry says who did what to whom, from what to what, and why", async () => {
  const { entries, total } = await listAuditEntries(admin.ctx, { filters: {}, sort: "oldest" });
  expect(total).toEqual({ count: 7, isMore: false });
  expect(entries[0]).toMatchObject({
    number: 1,
    admin: { id: boss.userId, name: "Grace" },
    action: "setting.update",
    resourceId: "credits_per_minute",
    target: null,
    details: { before: 1, after: 2, reason: "Dearer" },
  });
  expect(entries[1]).toMatchObject({ target: { id: user.userId, name: "Ada 100%" } });
});

test("filters find what they say; days are those of the reader's zone", async () => {
  expect(await numbers({})).toEqual([7, 6, 5, 4, 3, 2, 1]);
  expect(await numbers({ action: "setting.update" })).toEqual([7, 4, 1]);
  expect(await numbers({ setting: "credits_per_minute" })).toEqual([7, 4, 1]);
  expect(await numbers({ setting: "session_duration_hours" })).toEqual([]);
  expect(await numbers({ target: user.userId })).toEqual([6, 5, 3, 2]);
  expect(await numbers({ q: "grace" })).toEqual([7, 5, 3, 1]);
  expect(await numbers({ q: "100%" })).toEqual([6, 5, 3, 2]);
  expect(await numbers({ q: "10%" })).toEqual([]);
  expect(await numbers({ q: admin.email, action: "user.deactivate" })).toEqual([6, 2]);
  expect(await numbers({ q: boss.userId })).toEqual([7, 5, 3, 1]);
  expect(await numbers({ q: "credits_per" })).toEqual([7, 4, 1]);
  // The first was at half past midnight of 2 October in Berlin.
  expect(await numbers({ from: "2026-10-02", to: "2026-10-03" })).toEqual([2, 1]);
  expect(await numbers({ to: "2026-10-01" })).toEqual([]);
});

test("pages go there and back, and a file has every entry once", async () => {
  const first = await listAuditEntries(admin.ctx, { filters: {}, limit: 3 });
  expect(first.previousCursor).toBeNull();
  const next = decodeCursor(first.nextCursor ?? "", auditOrders.newest);
  const second = await listAuditEntries(admin.ctx, { filters: {}, cursor: next, limit: 3 });
  expect(second.entries.map(({ number }) => number)).toEqual([4, 3, 2]);
  const back = decodeCursor(second.previousCursor ?? "", auditOrders.newest);
  const again = await listAuditEntries(admin.ctx, { filters: {}, cursor: back, limit: 3 });
  expect(again.entries.map(({ number }) => number)).toEqual([7, 6, 5]);
  const listed: number[] = [];
  for await (const page of exportAuditEntries(admin.ctx, { filters: {}, sort: "oldest" }))
    listed.push(...page.map(({ number }) => number));
  expect(listed).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test("what an address asks for and cannot be read is said, and left out", () => {
  const { filters, sort, notices } = parseAuditQuery({
    action: "user.fly",
    from: "2026-13-01",
    q: "ada",
    sort: "best",
  });
  expect([filters, sort, notices.length]).toEqual([{ q: "ada" }, "newest", 3]);
});

test("reading is entered once an hour and reader, also by ten tabs at once", async () => {
  const reader = await harness.signedIn("admin");
  const readings = async () =>
    (await harness.rows("SELECT FROM admin_audit_log WHERE admin_user_id = $1", [reader.userId])).length;
  await Promise.all(Array.from({ length: 10 }, () => noteAuditReading(reader.ctx)));
  expect(await readings()).toBe(1);
  harness.time.pass(3_599);
  await noteAuditReading(reader.ctx);
  expect(await readings()).toBe(1);
  harness.time.pass(3_600);
  await noteAuditReading(reader.ctx);
  expect(await readings()).toBe(2);
});

test("verifying names the newest entry to keep, and finds an entry that was changed", async () => {
  const { entries, newest, faults } = await verifyAuditLog(admin.ctx);
  expect(faults).toEqual([]);
  const [head] = await harness.rows(
    "SELECT entry_number::integer AS number, entry_hash AS hash FROM admin_audit_log WHERE entry_number = $1",
    [entries],
  );
  expect(newest).toEqual(head);
  await harness.rows("SET session_replication_role = replica");
  await harness.rows("UPDATE admin_audit_log SET details = '{}' WHERE entry_number = 3");
  await harness.rows("SET session_replication_role = origin");
  expect(await verifyAuditLog(admin.ctx)).toMatchObject({
    faults: [{ number: 3, id: expect.any(String), fault: "what it says was changed" }],
  });
});

test("an id that was never given is found nowhere, and nobody but administrators reads the log", async () => {
  expect(await numbers({ q: newId() })).toEqual([]);
  await expect(listAuditEntries(user.ctx, { filters: {} })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(() => exportAuditEntries(user.ctx, { filters: {}, sort: "newest" })).toThrow();
});
