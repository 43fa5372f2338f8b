import { expect, test } from "./journey";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test("everything is in reach on a narrow phone, and nothing is wider than it", async ({ page }) => {
  const widths = () => page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  await page.goto("/overview");
  expect(await widths()).toEqual([360, 360]);
  await page.getByRole("navigation", { name: "Main pages" }).getByRole("link", { name: "Calls" }).tap();
  await expect(page).toHaveURL(/\/calls$/);
  expect(await widths()).toEqual([360, 360]);

  await page.getByRole("row").nth(1).getByRole("link").tap();
  await expect(page).toHaveURL(/\/calls\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("region", { name: "Recording" })).toBeInViewport();
  expect(await widths()).toEqual([360, 360]);

  await page.getByRole("button", { name: "Open menu" }).tap();
  await page.getByRole("dialog").getByRole("link", { name: "Overview" }).tap();
  await expect(page).toHaveURL(/\/overview$/);
  await expect(page.getByRole("dialog")).toBeHidden();
});
