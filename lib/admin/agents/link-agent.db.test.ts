import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { replayEvents } from "@/lib/jobs/replay-events";
import { decodeCursor } from "@/lib/lists/cursor";
import { newId } from "@/lib/platform/ids";
import { type AdminHarness, createAdminHarness, type SignedIn } from "@/test/admin-harness";
import { conversationEvent } from "@/test/conversation";
import { adminAgentOrders } from "./agent-orders";
import { exportAllAgents } from "./export-all-agents";
import { linkAgent } from "./link-agent";
import { listAllAgents } from "./list-all-agents";
import { listWaitingAgents } from "./list-waiting-agents";
import { parseAgentQuery } from "./parse-agent-query";
import type { AdminAgentFilters } from "./schema";
import { updateAgent } from "./update-agent";

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
  await harness.rows("DELETE FROM graphile_worker._private_jobs");
  await harness.rows("DELETE FROM webhook_events WHERE user_id IS NULL");
});
afterAll(() => harness.dispose());

const providerId = () => `agent_${newId().replaceAll("-", "")}`;
const link = (more: object, { ctx }: SignedIn = admin) =>
  linkAgent(ctx, {
    account: user.email,
    providerAgentId: providerId(),
    name: "Front desk",
    type: "call",
    reason: "Ordered",
    ...more,
  });
const receive = async (agentId: string, events: number) => {
  for (let n = 0; n < events; n += 1)
    await harness.receive(conversationEvent({ agentId, conversationId: `conv_${newId()}` }));
  await harness.process();
};
const jobs = () =>
  harness.rows<{ payload: unknown }>(
    `SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = 'replay-events'`,
  );

test("an agent that waits is linked, its events become its calls once, and those of others go on waiting", async () => {
  const [mine, other] = [providerId(), providerId()];
  await receive(mine, 3);
  await receive(other, 2);
  expect((await listWaitingAgents(admin.ctx)).map(({ providerAgentId, events }) => [providerAgentId, events])).toEqual([
    [other, 2],
    [mine, 3],
  ]);
  const { agentId, waitingEvents } = await link({ providerAgentId: mine });
  expect(waitingEvents).toBe(3);
  const shown = async () => (await listAllAgents(admin.ctx, { filters: { ids: [agentId] } })).agents;
  expect(await shown()).toMatchObject([
    { name: "Front desk", waitingEvents: 3, lifetimeCalls: 0, tenant: { email: user.email } },
  ]);
  expect((await listWaitingAgents(admin.ctx)).map(({ providerAgentId }) => providerAgentId)).toEqual([other]);

  const [job] = await jobs();
  for (let run = 0; run < 2; run += 1) await replayEvents(harness.context(), harness.storage, job?.payload);
  expect(await shown()).toMatchObject([{ waitingEvents: 0, lifetimeCalls: 3 }]);
  const attempts = await harness.rows("SELECT attempts FROM webhook_events WHERE provider_agent_id = $1", [other]);
  expect(attempts).toEqual([{ attempts: 1 }, { attempts: 1 }]);
  const [charged] = await harness.rows(
    "SELECT count(*)::integer AS charges FROM credit_transactions WHERE user_id = $1 AND type = 'usage'",
    [user.userId],
  );
  expect(charged).toEqual({ charges: 3 });
});

test("an agent that nobody waits for is linked without a job", async () => {
  expect(await link({ account: user.userId })).toMatchObject({ waitingEvents: 0 });
  expect(await jobs()).toEqual([]);
});

test("an agent is linked once: who has it is said, also of two administrators at once", async () => {
  const providerAgentId = providerId();
  const tries = await Promise.allSettled([link({ providerAgentId }), link({ providerAgentId }, boss)]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const other = await harness.signedIn("user");
  await expect(link({ providerAgentId, account: other.email })).rejects.toMatchObject({
    code: "CONFLICT",
    fields: { providerAgentId: `This agent is linked to Ada (${user.email}) already.` },
  });
});

test.each([
  ["account", { account: "nobody@tenant.example" }],
  ["account", { account: newId() }],
  ["account", { account: " " }],
  ["providerAgentId", { providerAgentId: "agent 1" }],
  ["providerAgentId", { providerAgentId: "" }],
  ["name", { name: "\0" }],
  ["name", { name: "two\nlines" }],
  ["type", { type: "fax" }],
  ["reason", { reason: "" }],
])("what is wrong with the %s of %j is said beside it", async (field, input) => {
  await expect(link(input)).rejects.toMatchObject({ code: "BAD_REQUEST", fields: { [field]: expect.any(String) } });
});

test("a closed account gets no agent, and an admin links none to another administrator", async () => {
  await harness.rows("UPDATE users SET is_active = false WHERE id = $1", [user.userId]);
  await expect(link({})).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(link({ account: boss.email })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await link({ account: admin.email }, boss);
});

test("an agent is renamed and taken out of use, and the log says from what to what", async () => {
  const { agentId } = await link({});
  const update = (more: object, { ctx }: SignedIn = admin) =>
    updateAgent(ctx, { agentId, name: "Front desk", isActive: true, reason: "Asked", ...more });
  await update({});
  await update({ name: "Reception" });
  await update({ name: "Reception", isActive: false });
  const entries = await harness.entriesAbout(user.userId);
  expect(entries.map(({ action, details }) => [action, details.before, details.after])).toEqual([
    ["agent.link", undefined, undefined],
    ["agent.update", { name: "Front desk" }, { name: "Reception" }],
    ["agent.update", { inUse: true }, { inUse: false }],
  ]);
  await expect(update({ agentId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("the list is searched, filtered, sorted and paged, and a file has all of it", async () => {
  await harness.rows("UPDATE users SET name = 'Solar & Co' WHERE id = $1", [user.userId]);
  for (const name of ["Zeta", "alpha 50%", "Beta"]) await link({ name });
  const names = async (filters: AdminAgentFilters) =>
    (await listAllAgents(admin.ctx, { filters, sort: "name" })).agents.map(({ name }) => name).sort();
  expect(await names({ q: "solar &" })).toEqual(["Beta", "Zeta", "alpha 50%"]);
  expect(await names({ q: user.email })).toEqual(["Beta", "Zeta", "alpha 50%"]);
  expect(await names({ q: user.userId })).toEqual(["Beta", "Zeta", "alpha 50%"]);
  expect(await names({ q: "50%" })).toEqual(["alpha 50%"]);
  expect(await names({ q: "5%" })).toEqual([]);
  expect(await names({ q: user.userId, active: "no" })).toEqual([]);
  expect(await names({ q: user.userId, type: "chat" })).toEqual([]);
  const first = await listAllAgents(admin.ctx, { filters: { q: user.userId }, limit: 2 });
  expect(first.agents.map(({ name }) => name)).toEqual(["Beta", "alpha 50%"]);
  const cursor = decodeCursor(first.nextCursor ?? "", adminAgentOrders.newest);
  const second = await listAllAgents(admin.ctx, { filters: { q: user.userId }, limit: 2, cursor });
  expect(second.agents.map(({ name }) => name)).toEqual(["Zeta"]);
  const exported: string[] = [];
  for await (const page of exportAllAgents(admin.ctx, { filters: { q: user.userId }, sort: "newest" }))
    exported.push(...page.map(({ name }) => name));
  expect(exported).toEqual(["Beta", "alpha 50%", "Zeta"]);
  expect(parseAgentQuery({ active: "perhaps", sort: "best" }).notices).toHaveLength(2);
});
