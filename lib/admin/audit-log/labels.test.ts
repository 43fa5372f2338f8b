import { expect, test } from "vitest";
import { auditActionLabel, detailLines, detailText } from "./labels";
import { AuditDetails } from "./schema";

const lines = (details: object) => detailLines(AuditDetails.parse(details));

test("values before and after stand beside each other in words", () => {
  expect(lines({ before: { role: "user", isActive: true }, after: { role: "admin", isActive: false } })).toEqual([
    { label: "Role", before: "User", after: "Admin" },
    { label: "Access", before: "Active", after: "Deactivated" },
  ]);
  expect(lines({ before: 1, after: 1200, reason: "Dearer" })).toEqual([
    { label: "Value", before: "1", after: "1,200" },
  ]);
  expect(lines({ before: false, after: true })).toEqual([{ label: "Value", before: "Off", after: "On" }]);
  expect(lines({ before: null, after: { email: "a@b.example" } })).toEqual([
    { label: "Email", before: "none", after: "a@b.example" },
  ]);
});

test("other facts follow, and ids for programs are left out", () => {
  expect(lines({ ended: 2, sessionId: "x", entryId: "y", reason: "Lost phone" })).toEqual([
    { label: "Sessions", after: "2" },
  ]);
  expect(detailText(AuditDetails.parse({ before: { credits: 15 }, after: { credits: 35 }, type: "bonus" }))).toBe(
    "Balance: 15 → 35; Entry: Bonus",
  );
});

test("an entry that nobody foresaw is still readable", () => {
  expect(auditActionLabel("moon.land")).toBe("moon.land");
  expect(lines({ before: [1], after: { deep: { er: 1 } }, constructor: "x" })).toEqual([
    { label: "constructor", after: "x" },
  ]);
});
