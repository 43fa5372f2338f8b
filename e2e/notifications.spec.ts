import { finishCall } from "./finish-call";
import { expect, test } from "./journey";

test("a hot lead is announced on any page, counted on the bell and in the tab, and marked as read by opening its call", async ({
  page,
  request,
}) => {
  await page.goto("/notifications");
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByText("All notifications are read")).toBeVisible();
  await page.goto("/calls");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const bell = page.getByRole("button", { name: /^Notifications, / });
  // Other journeys bring hot leads as well, so none is only how it starts.
  const unread = async () => Number((await bell.getAttribute("aria-label"))?.match(/(\d+) unread/)?.[1] ?? 0);
  const before = await unread();

  const name = `Notified Caller ${Date.now()}`;
  await finishCall(request, name);
  await expect.poll(unread).toBeGreaterThan(before);
  await expect(page.getByRole("status").getByText(`Hot lead: ${name}`)).toBeVisible();
  await expect(async () => expect(await page.title()).toBe(`(${await unread()}) Calls · Callwright`)).toPass();

  await bell.click();
  const panel = page.getByRole("dialog", { name: "Notifications" });
  await panel.getByRole("link", { name: new RegExp(name) }).click();
  await expect(page).toHaveURL(/\/calls\/[0-9a-f-]{36}/);
  await page.goto("/notifications");
  const line = page.getByRole("listitem").filter({ hasText: name });
  await expect(line.getByRole("button", { name: `Mark as unread: ${name}` })).toBeVisible();
  await line.getByRole("button", { name: `Mark as unread: ${name}` }).click();
  await expect(line.getByText("New", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(line.getByText("New", { exact: true })).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(line.getByText("New", { exact: true })).toBeVisible();
});
