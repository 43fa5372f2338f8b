import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { tenantContext } from "@/test/tenant-context";
import { createView } from "./create-view";
import { deleteView } from "./delete-view";
import { listViews } from "./list-views";
import { orderViews } from "./order-views";
import { renameView } from "./rename-view";
import { replaceView } from "./replace-view";
import { viewsOfPageMax } from "./schema";

let harness: IngestHarness;
let other: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  other = await harness.createTenant();
});
afterAll(() => harness.dispose());

const page = "/calls";
async function newcomer() {
  const tenant = await harness.createTenant();
  const ctx = tenantContext(harness.db, tenant.userId);
  return { ctx, names: async () => (await listViews(ctx, { page })).map(({ name }) => name) };
}
const stranger = () => tenantContext(harness.db, other.userId);

test("a view is saved, renamed, replaced, moved and deleted, and belongs to its page", async () => {
  const { ctx, names } = await newcomer();
  const hot = await createView(ctx, { page, name: " Hot leads ", query: "?temperature=hot&at=b2xk&sort=score" });
  expect(hot).toEqual({ id: hot.id, name: "Hot leads", query: "temperature=hot&sort=score" });
  const missed = await createView(ctx, { page, name: "Missed", query: "outcome=no_answer" });
  await createView(ctx, { page: "/leads", name: "Missed", query: "" });
  expect(await names()).toEqual(["Hot leads", "Missed"]);
  await orderViews(ctx, { page, viewIds: `${missed.id},${hot.id}` });
  expect(await names()).toEqual(["Missed", "Hot leads"]);
  expect(await renameView(ctx, { viewId: hot.id, name: "Hottest" })).toMatchObject({
    name: "Hottest",
    query: hot.query,
  });
  expect(await replaceView(ctx, { viewId: hot.id, query: "q=solar" })).toMatchObject({
    name: "Hottest",
    query: "q=solar",
  });
  expect(await deleteView(ctx, { viewId: missed.id })).toMatchObject({ name: "Missed" });
  expect(await names()).toEqual(["Hottest"]);
});

test("two views of a page never have one name, also when both are saved at once", async () => {
  const { ctx, names } = await newcomer();
  const both = await Promise.allSettled([1, 2].map(() => createView(ctx, { page, name: "Hot", query: "" })));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const cold = await createView(ctx, { page, name: "Cold", query: "" });
  await expect(renameView(ctx, { viewId: cold.id, name: "Hot" })).rejects.toMatchObject({
    code: "CONFLICT",
    fields: { name: "Another view of this page has this name." },
  });
  expect(await names()).toEqual(["Hot", "Cold"]);
});

test("a page has at most so many views, also when the last two are saved at once", async () => {
  const { ctx, names } = await newcomer();
  for (let n = 1; n < viewsOfPageMax; n += 1) await createView(ctx, { page, name: `View ${n}`, query: "" });
  const both = await Promise.allSettled(["A", "B"].map((name) => createView(ctx, { page, name, query: "" })));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await names()).toHaveLength(viewsOfPageMax);
});

test("another tenant sees, changes and moves none of them", async () => {
  const { ctx, names } = await newcomer();
  const { id: viewId } = await createView(ctx, { page, name: "Mine", query: "q=1" });
  expect(await listViews(stranger(), { page })).toEqual([]);
  for (const attempt of [
    () => renameView(stranger(), { viewId, name: "Theirs" }),
    () => replaceView(stranger(), { viewId, query: "" }),
    () => deleteView(stranger(), { viewId }),
    () => deleteView(stranger(), { viewId: "x" }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND", message: "There is no such view." });
  await orderViews(stranger(), { page, viewIds: viewId });
  expect(await names()).toEqual(["Mine"]);
});

test("what makes no view is refused with a sentence for its field", async () => {
  const { ctx } = await newcomer();
  const good = { page, name: "Good", query: "" };
  for (const [input, field] of [
    [{ ...good, name: " " }, "name"],
    [{ ...good, name: "x".repeat(61) }, "name"],
    [{ ...good, name: undefined }, "name"],
    [{ ...good, page: "calls" }, "page"],
    [{ ...good, query: `q=${"x".repeat(2_000)}` }, "query"],
  ] as const)
    await expect(createView(ctx, input)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      fields: { [field]: expect.any(String) },
    });
  await expect(orderViews(ctx, { page, viewIds: "x" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("a job has no views", async () => {
  const ctx = harness.context();
  for (const attempt of [
    () => listViews(ctx, { page }),
    () => createView(ctx, {}),
    () => renameView(ctx, {}),
    () => replaceView(ctx, {}),
    () => deleteView(ctx, {}),
    () => orderViews(ctx, {}),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
});
