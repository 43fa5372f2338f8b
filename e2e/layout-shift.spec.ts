import type { Page } from "@playwright/test";
import { expect, test } from "./journey";

/** Of the layout's shifts that nobody caused, added up as web vitals do; what counts as good is 0.1. */
const shiftMax = 0.02;

const pages = [
  "/overview",
  "/calls",
  "/calls?temperature=hot",
  "/agents",
  "/analytics",
  "/leads",
  "/contacts",
  "/customers",
  "/follow-ups",
  "/follow-ups?view=month",
  "/notifications",
  "/settings",
  "/settings/security",
  "/settings/data",
];

async function shiftOf(page: Page, path: string): Promise<number> {
  await page.addInitScript(() => {
    const found: number[] = [];
    Object.assign(window, { layoutShifts: found });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ("value" in entry && !("hadRecentInput" in entry && entry.hadRecentInput)) found.push(Number(entry.value));
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(path, { waitUntil: "load" });
  // What comes after the first paint: fonts, charts, the live connection.
  if (!/sign-in|register/.test(path)) await page.getByText("Live", { exact: true }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState("load");
  return page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        setTimeout(() => {
          const shifts = Reflect.get(window, "layoutShifts");
          resolve(Array.isArray(shifts) ? shifts.reduce((sum: number, value: number) => sum + value, 0) : Number.NaN);
        }, 600),
      ),
  );
}

for (const [name, viewport] of [
  ["a desk", { width: 1440, height: 900 }],
  ["a phone", { width: 390, height: 844 }],
] as const) {
  test.describe(`on ${name}`, () => {
    test.use({ viewport });

    test("no page moves under the eyes once it is drawn, or makes the browser complain", async ({ page }) => {
      test.slow();
      const shifts: [string, number][] = [];
      for (const path of pages) {
        const there = await page.request.get(path, { maxRedirects: 0 });
        if (there.status() !== 200) continue;
        const shift = await shiftOf(page, path);
        // A call that comes in meanwhile moves the rows below it, as it should: a page that moves by itself does so again.
        shifts.push([path, shift <= shiftMax ? shift : Math.min(shift, await shiftOf(page, path))]);
      }
      expect(shifts.length).toBeGreaterThanOrEqual(9);
      expect(shifts.filter(([, shift]) => !(shift <= shiftMax))).toEqual([]);
    });
  });
}
