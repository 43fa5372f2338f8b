import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { createAdmin } from "./create-admin";

let harness: IngestHarness;
beforeAll(async () => {
  harness = await createIngestHarness();
});
afterAll(() => harness.dispose());

test("an address with which somebody signs up while the password is typed is refused in a sentence, and nothing is entered", async () => {
  const email = "late@operator.example";
  const typing = async () => {
    await harness.rows("INSERT INTO users (email, name) VALUES ($1, 'Somebody')", [email]);
    return "a long enough secret";
  };
  await expect(createAdmin(harness.owner, { email, name: "Late", role: "super_admin" }, typing)).rejects.toMatchObject({
    code: "CONFLICT",
    message: "Somebody has signed up with this address just now. Run the command again.",
  });
  expect(await harness.rows("SELECT role FROM users WHERE email = $1", [email])).toEqual([{ role: "user" }]);
  expect(await harness.rows("SELECT FROM admin_audit_log")).toEqual([]);
});
