import { expect, test } from "./journey";

test("the palette leads to a page and to a person, and does what can be done anywhere", async ({ page }) => {
  await page.goto("/overview");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Search for a page, a person, a call or an action" });
  await expect(field).toBeFocused();
  await page.keyboard.type("follow");
  await expect(page.getByRole("option", { name: "Follow-ups", exact: true })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/follow-ups$/);

  await page.getByRole("button", { name: "Search and go to" }).click();
  await field.fill("+44");
  await expect(page.getByRole("group", { name: "People" }).getByRole("option").first()).toBeVisible();
  await field.fill("schedule");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Follow up somebody" })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+k");
  await field.fill("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("group", { name: "Recent" }).getByRole("option", { name: "Overview" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
});

test("single keys lead through the pages and the rows, not while somebody types, and can be turned off", async ({
  page,
}) => {
  await page.goto("/overview");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/calls/);
  const rows = page.getByRole("row");
  await expect(rows.nth(2)).toBeVisible();
  await page.keyboard.press("j");
  await expect(rows.nth(1).getByRole("link").first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(rows.nth(2).getByRole("link").first()).toBeFocused();
  await page.keyboard.press("k");
  await expect(rows.nth(1).getByRole("link").first()).toBeFocused();

  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(dialog.getByText("Next row")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Use single-key shortcuts in this browser" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await page.keyboard.press("?");
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/calls/);
});

test("an address that no page has is said inside the frame, with the way back", async ({ page, complaints }) => {
  await page.goto("/no-such-page");
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  complaints.length = 0;
});

test("a lost network is named", async ({ page, context, complaints }) => {
  await page.goto("/settings");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText("Offline", { exact: true })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: 20_000 });
  complaints.length = 0;
});

test("a button closes what it opened, and has the focus again after Escape", async ({ page }) => {
  await page.goto("/calls");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  for (const [name, opened] of [
    ["Filter by agent", page.getByRole("menu", { name: "Agent" })],
    ["Filter by score", page.getByRole("dialog", { name: "Score" })],
    ["Columns", page.getByRole("menu", { name: "Columns" })],
    ["Custom range", page.getByRole("dialog", { name: "Custom range" })],
    [/^Notifications, /, page.getByRole("dialog", { name: "Notifications" })],
    [/^Account of /, page.getByRole("menu", { name: "Account" })],
  ] as const) {
    const button = page.getByRole("button", { name });
    await button.click();
    await expect(opened).toBeVisible();
    await button.click();
    await expect(opened).toBeHidden();
    await button.press("Enter");
    await expect(opened).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(opened).toBeHidden();
    await expect(button).toBeFocused();
  }
});
