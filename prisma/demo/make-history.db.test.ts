import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { ensureDemoAccounts } from "./ensure-demo-accounts";
import { isHistoryMade, makeHistory } from "./make-history";

let harness: IngestHarness;
let userId: string;
beforeAll(async () => {
  harness = await createIngestHarness();
  const tenant = await ensureDemoAccounts(harness.owner, "a password of the demonstration");
  userId = tenant.id;
  const target = { owner: harness.owner, db: harness.db, storage: harness.storage, tenant };
  await makeHistory(target);
  expect(await isHistoryMade(target)).toBe(true);
}, 300_000);
afterAll(() => harness.dispose());

test("the demo's ledger runs in the order of its calls", async () => {
  const entries = await harness.rows<{ number: string; at: Date }>(
    "SELECT entry_number AS number, occurred_at AS at FROM credit_transactions WHERE user_id = $1 AND type <> 'bonus' ORDER BY entry_number",
    [userId],
  );
  expect(entries.length).toBeGreaterThan(500);
  const disordered = entries.filter(({ at }, index) => at < (entries[index - 1]?.at ?? at));
  expect(disordered).toEqual([]);
});

test("the balance after the demo's newest call is its balance", async () => {
  const [newest] = await harness.rows<{ balance: number; credits: number }>(
    `SELECT t.balance_after AS balance, u.credits
       FROM calls c JOIN credit_transactions t ON t.call_id = c.id JOIN users u ON u.id = c.user_id
      WHERE c.user_id = $1 ORDER BY c.started_at DESC LIMIT 1`,
    [userId],
  );
  expect(newest?.balance).toBe(newest?.credits);
});
