import { earlierQualifiedCalls } from "./earlier-calls";
import { expect, test } from "./journey";

test("from the top of the list to a playing call with the keyboard alone", async ({ page }) => {
  await page.goto(earlierQualifiedCalls);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await page.getByRole("button", { name: "Filter by agent" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Filter by agent" })).toBeFocused();

  await page.getByRole("row").nth(1).getByRole("link").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/calls\/[0-9a-f-]{36}\?list=/);
  const player = page.getByRole("region", { name: "Recording" });
  await expect(player).toBeVisible();
  await page.locator("body").press("k");
  await expect(player.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.locator("body").press("k");
  await expect(player.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await player.getByRole("slider", { name: "Position in the recording" }).focus();
  await page.keyboard.press("End");
  await expect.poll(() => page.evaluate(() => document.querySelector("audio")?.currentTime ?? 0)).toBeGreaterThan(10);
});

test("the sidebar keeps the width that it was given", async ({ page }) => {
  await page.goto("/overview");
  await page.getByRole("button", { name: "Collapse the menu" }).click();
  await page.reload();
  await expect(page.getByRole("button", { name: "Expand the menu" })).toBeVisible();
  await page.getByRole("button", { name: "Expand the menu" }).click();
  await expect(page.getByRole("button", { name: "Collapse the menu" })).toBeVisible();
});
