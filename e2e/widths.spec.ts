import { expect, test } from "./journey";

const widths = [320, 390, 768, 820, 1024, 1280, 1440];
const pages = [
  "/overview",
  "/calls",
  "/calls?q=price",
  "/calls?columns=started,caller,agent,outcome,lead,duration,credits,direction,source,recording",
  "/leads",
  "/leads?view=board",
  "/contacts",
  "/contacts/imports",
  "/customers",
  "/follow-ups",
  "/follow-ups?view=month",
  "/agents",
  "/analytics",
  "/notifications",
];

test("no page is wider than its window, from a phone to a desk", async ({ page }) => {
  test.slow();
  const wider: string[] = [];
  for (const path of pages) {
    await page.goto(path);
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) wider.push(`${path} at ${width}: ${over}`);
    }
  }
  expect(wider).toEqual([]);
});

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
