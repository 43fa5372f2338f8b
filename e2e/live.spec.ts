import { behindTls } from "./behind-tls";
import { finishCall } from "./finish-call";
import { expect, test } from "./journey";

test("a call that ends while the pages are open appears on them without a reload", {
  tag: behindTls,
}, async ({ page, context, request }) => {
  const calls = await context.newPage();
  await page.goto("/overview?range=today");
  await calls.goto("/calls");
  for (const open of [page, calls]) await expect(open.getByText("Live", { exact: true })).toBeVisible();
  const card = page.getByRole("region", { name: "Key metrics" }).getByRole("link", { name: /^Calls\s*[\d,]+/ });
  const before = await card.textContent();
  const newest = calls.getByRole("row").nth(1).getByRole("link");
  const newestBefore = (await newest.getAttribute("href")) ?? "";

  await finishCall(request, `Live Caller ${Date.now()}`);
  await Promise.all([
    expect(newest).not.toHaveAttribute("href", newestBefore),
    expect(card).not.toHaveText(before ?? ""),
  ]);
});

test("a lost connection is shown and reconnects automatically, with the changes that were missed", async ({
  page,
  request,
  complaints,
}) => {
  await page.goto("/calls");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const newest = page.getByRole("row").nth(1).getByRole("link");
  const newestBefore = (await newest.getAttribute("href")) ?? "";
  await page.route("**/api/live", (route) => route.abort());
  await page.reload();
  await expect(page.getByText("Reconnecting", { exact: true })).toBeVisible();
  await finishCall(request, `Missed Caller ${Date.now()}`);
  await page.unroute("**/api/live");
  await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(newest).not.toHaveAttribute("href", newestBefore);
  complaints.length = 0;
});
