import type { Page } from "@playwright/test";

/** Shifts of the layout that nobody caused, added up as web vitals do; what counts as good is 0.1. */
export const shiftMax = 0.02;

/** Opens a page of either area and waits until it is drawn; returns how much its layout shifted meanwhile. */
export async function shiftOf(page: Page, path: string): Promise<number> {
  await page.addInitScript(() => {
    const found: number[] = [];
    Object.assign(window, { layoutShifts: found });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ("value" in entry && !("hadRecentInput" in entry && entry.hadRecentInput)) found.push(Number(entry.value));
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(path, { waitUntil: "load" });
  // What comes after the first paint: fonts, charts, the live connection, which the admin panel does without.
  if (path.startsWith("/admin")) await page.waitForLoadState("networkidle");
  else await page.getByText("Live", { exact: true }).waitFor();
  await page.evaluate(() => document.fonts.ready);
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
