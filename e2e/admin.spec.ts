import { readFile } from "node:fs/promises";
import { demoTenant } from "./demo-accounts";
import { adminTest, expect, test } from "./journey";

adminTest("an administrator lands on the admin panel, and goes to their own workspace and back", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/admin$/);
  await expect(page.getByRole("banner").getByText("Admin", { exact: true })).toBeVisible();
  const tiles = page.getByRole("region", { name: "Key metrics" }).getByRole("link");
  await expect(tiles).toHaveCount(10);
  await expect(tiles.first()).toHaveText(/^Tenants/);

  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Go to my workspace" }).click();
  await expect(page).toHaveURL(/\/overview$/);
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Calls" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("admin panel");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/admin$/);
  await page.keyboard.press("g");
  await page.keyboard.press("u");
  await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
});

test("a tenant is told that the admin panel is for administrators, and is offered no way there", async ({
  page,
  complaints,
}) => {
  const answer = await page.goto("/admin/users");
  expect(answer?.status()).toBe(403);
  // The browser reports what it is told.
  await expect.poll(() => complaints.length).toBe(1);
  expect(complaints.pop()).toContain("403 (Forbidden)");
  await expect(page.getByRole("heading", { name: "Only administrators may open this page" })).toBeVisible();
  await page.getByRole("link", { name: "Go to my workspace" }).click();
  await expect(page).toHaveURL(/\/overview$/);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: /admin/i })).toHaveCount(0);
});

adminTest("users are searched, filtered, sorted and downloaded as shown", async ({ page }) => {
  await page.goto("/admin/users");
  const rows = page.getByRole("row").filter({ has: page.getByRole("cell") });
  await expect(rows.first()).toBeVisible();
  const search = page.getByRole("searchbox", { name: "Search users" });
  await search.fill(demoTenant.email);
  await search.press("Enter");
  await expect(page).toHaveURL(/q=demo/);
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText(demoTenant.email);

  await page.getByRole("button", { name: "Filter by role" }).click();
  await page.getByRole("menuitem", { name: "Super admin" }).click();
  await expect(page.getByRole("heading", { name: "No matching users" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Clear filters" }).last().click();
  await expect(rows.nth(1)).toBeVisible();

  await page.getByRole("columnheader", { name: "Credits" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=most-credits/);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^admin-users-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(lines[0]).toMatch(/^User ID,Name,Email,Role,Status,Credits,/);
  expect(lines.length - 1).toBe(await rows.count());
});
