import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { type AdminHarness, createAdminHarness, type SignedIn } from "@/test/admin-harness";
import { insertCall } from "@/test/insert-call";
import { adjustCredits } from "./adjust-credits";

let harness: AdminHarness;
let admin: SignedIn;
let boss: SignedIn;
let user: SignedIn;
beforeAll(async () => {
  harness = await createAdminHarness();
  [admin, boss] = [await harness.signedIn("admin"), await harness.signedIn("super_admin")];
});
beforeEach(async () => {
  user = await harness.signedIn("user");
});
afterAll(() => harness.dispose());

const given = (more: object) => ({
  userId: user.userId,
  reason: "A call that broke off",
  entryId: newId(),
  type: "admin_adjustment",
  amount: "20",
  ...more,
});
const ledger = () =>
  harness.rows(
    "SELECT type, amount, balance_after, description, created_by FROM credit_transactions WHERE user_id = $1 ORDER BY entry_number OFFSET 1",
    [user.userId],
  );

/** A call of the user with its charge. */
async function chargedCall(credits: number): Promise<string> {
  const agent = await harness.addAgent(user.userId);
  const callId = await insertCall(harness.owner, agent, { startedAt: "2026-10-03T10:30:00Z" });
  await harness.rows(
    `INSERT INTO credit_transactions (user_id, type, amount, description, call_id, conversation_id)
     VALUES ($1, 'usage', $2, 'Call', $3::uuid, $3::text)`,
    [user.userId, -credits, callId],
  );
  return callId;
}

test("an entry has the reason as its description and the administrator as its author, and says the balance before and after", async () => {
  expect(await adjustCredits(admin.ctx, given({ amount: "+1,000" }))).toEqual({
    balanceBefore: 15,
    balanceAfter: 1015,
  });
  expect(await adjustCredits(admin.ctx, given({ amount: "−30", reason: "Taken back" }))).toEqual({
    balanceBefore: 1015,
    balanceAfter: 985,
  });
  expect(await adjustCredits(admin.ctx, given({ amount: "5", type: "bonus" }))).toMatchObject({ balanceAfter: 990 });
  const by = { created_by: admin.userId };
  expect(await ledger()).toEqual([
    { type: "admin_adjustment", amount: 1000, balance_after: 1015, description: "A call that broke off", ...by },
    { type: "admin_adjustment", amount: -30, balance_after: 985, description: "Taken back", ...by },
    { type: "bonus", amount: 5, balance_after: 990, description: "A call that broke off", ...by },
  ]);
  const [entry] = await harness.entriesAbout(user.userId);
  expect(entry).toMatchObject({
    by: admin.userId,
    details: { before: { credits: 15 }, after: { credits: 1015 }, type: "admin_adjustment" },
  });
});

test("the same form sent twice, also at once, is one entry; another form of the same id is refused", async () => {
  const form = given({});
  const answers = await Promise.all(Array.from({ length: 5 }, () => adjustCredits(admin.ctx, form)));
  expect(answers).toEqual(Array(5).fill({ balanceBefore: 15, balanceAfter: 35 }));
  expect(await ledger()).toHaveLength(1);
  expect(await harness.entriesAbout(user.userId)).toHaveLength(1);
  await expect(adjustCredits(admin.ctx, { ...form, amount: "21" })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("two administrators at once both move the balance, one after the other", async () => {
  const answers = await Promise.all([
    adjustCredits(admin.ctx, given({ amount: "10" })),
    adjustCredits(boss.ctx, given({ amount: "-4" })),
  ]);
  expect(answers.map(({ balanceAfter, balanceBefore }) => balanceAfter - balanceBefore)).toEqual([10, -4]);
  expect((await ledger()).at(-1)).toMatchObject({ balance_after: 21 });
  expect((await harness.entriesAbout(user.userId)).map(({ by }) => by).sort()).toEqual(
    [admin.userId, boss.userId].sort(),
  );
});

test("beyond the limit super admins alone move credits, up or down", async () => {
  for (const amount of ["1001", "-1001"]) {
    await expect(adjustCredits(admin.ctx, given({ amount }))).rejects.toMatchObject({
      code: "FORBIDDEN",
      fields: { amount: "Only a super admin may move that many credits at once." },
    });
  }
  expect(await ledger()).toEqual([]);
  await adjustCredits(boss.ctx, given({ amount: "1001" }));
});

describe("a refund", () => {
  test("names its call and gives back at most what is left of its cost", async () => {
    const callId = await chargedCall(6);
    const refund = (amount: string) => adjustCredits(admin.ctx, given({ type: "refund", amount, callId }));
    expect(await refund("4")).toEqual({ balanceBefore: 9, balanceAfter: 13 });
    await expect(refund("3")).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await refund("2")).toMatchObject({ balanceAfter: 15 });
    await expect(refund("1")).rejects.toMatchObject({ code: "CONFLICT" });
    const [row] = await harness.rows(
      "SELECT call_id, conversation_id FROM credit_transactions WHERE user_id = $1 AND type = 'refund' LIMIT 1",
      [user.userId],
    );
    expect(row).toEqual({ call_id: callId, conversation_id: callId });
  });

  test("of two at once, one is given", async () => {
    const callId = await chargedCall(6);
    const answers = await Promise.allSettled([
      adjustCredits(admin.ctx, given({ type: "refund", amount: "6", callId })),
      adjustCredits(boss.ctx, given({ type: "refund", amount: "6", callId })),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("is of no other tenant's call, and of none", async () => {
    const callId = await chargedCall(6);
    const other = await harness.signedIn("user");
    const input = given({ type: "refund", amount: "1", callId, userId: other.userId });
    await expect(adjustCredits(admin.ctx, input)).rejects.toMatchObject({ code: "CONFLICT" });
    for (const wrong of [{ type: "refund" }, { type: "bonus", callId }, { type: "refund", callId, amount: "-1" }])
      await expect(adjustCredits(admin.ctx, given(wrong))).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

test.each(["", "0", "1.5", "ten", "1e3", "1000001", "٥", "--5"])("%j is refused beside its field", async (amount) => {
  await expect(adjustCredits(boss.ctx, given({ amount }))).rejects.toMatchObject({
    code: "BAD_REQUEST",
    fields: { amount: expect.any(String) },
  });
});

test("a balance that no number holds is refused in words, and nothing is entered", async () => {
  await harness.rows(
    `INSERT INTO credit_transactions (user_id, type, amount, description) VALUES ($1, 'bonus', 2147483000, 'Test')`,
    [user.userId],
  );
  await expect(adjustCredits(boss.ctx, given({ amount: "1000000" }))).rejects.toMatchObject({
    code: "BAD_REQUEST",
    message: "The balance would become too large.",
  });
});

test("an admin does not adjust their own credits", async () => {
  await expect(adjustCredits(admin.ctx, given({ userId: admin.userId }))).rejects.toMatchObject({ code: "FORBIDDEN" });
});
