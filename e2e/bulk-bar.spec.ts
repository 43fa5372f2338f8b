import { expect, test } from "./journey";

test("what can be done with ticked rows covers none of them on a desk, and stays in sight", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/calls");
  await page.getByRole("checkbox").nth(1).check();
  const bar = page.getByRole("toolbar", { name: "Actions for the selected rows" });
  await expect(bar.getByRole("button", { name: "Set outcome" })).toBeVisible();
  const bottomOf = async () => {
    const box = await bar.boundingBox();
    return box ? box.y + box.height : Number.NaN;
  };
  const firstRow = await page.getByRole("row").nth(1).boundingBox();
  expect(await bottomOf()).toBeLessThanOrEqual((firstRow?.y ?? 0) + 1);
  await page.mouse.wheel(0, 900);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(500);
  expect(await bottomOf()).toBeLessThan(100);
  await bar.getByRole("button", { name: "Clear the selection" }).click();
  await expect(bar).toBeHidden();
  await expect(page.getByRole("columnheader", { name: "Caller" })).toBeVisible();
});
