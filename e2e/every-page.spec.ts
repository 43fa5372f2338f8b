import type { Page } from "@playwright/test";
import { findings } from "./accessibility-faults";
import { expect, test } from "./journey";
import { shiftMax, shiftOf } from "./layout-shift";
import { pages } from "./pages";

/** From a phone to a desk. */
const widths = [320, 390, 768, 820, 1024, 1280, 1440];
const desk = { width: 1440, height: 900 };

/** A call that comes in meanwhile moves the rows below it, as it should: a page that moves on its own does so again. */
async function expectNoShift(page: Page, path: string): Promise<void> {
  const shift = await shiftOf(page, path);
  expect(shift <= shiftMax ? shift : Math.min(shift, await shiftOf(page, path))).toBeLessThanOrEqual(shiftMax);
}

test.describe("on a desk", () => {
  test.use({ viewport: desk, colorScheme: "light" });

  for (const path of pages) {
    test(`${path} stays where it is drawn, fits every window and has no fault that axe knows`, async ({ page }) => {
      await expectNoShift(page, path);
      expect(await findings(page)).toEqual([]);
      const wider: string[] = [];
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (over > 0) wider.push(`${width}: ${over}`);
      }
      expect(wider).toEqual([]);
    });
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("no page shifts its layout after it is drawn, or logs a browser error", async ({ page }) => {
    test.slow();
    for (const path of pages) await test.step(path, () => expectNoShift(page, path));
  });
});
