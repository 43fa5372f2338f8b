import type { Page } from "@playwright/test";
import { expect, test } from "./journey";
import { scheduleForToday } from "./schedule-for-today";

/** Longer than a toast that disappears automatically stays. */
const longMs = 30_000;

/** Schedules one for today, so that there is something to cancel, and leaves the list with it. */
async function schedule(page: Page, name: string): Promise<void> {
  await page.goto("/follow-ups");
  await scheduleForToday(page, { name, email: `${name.replaceAll(" ", "-")}@toasts.example`.toLowerCase() });
}

const cancel = (page: Page, name: string) =>
  page.getByRole("button", { name: `Cancel the follow-up of ${name}` }).click();

test("a message disappears automatically, but not while its button has the focus", async ({ page }) => {
  await page.clock.install();
  const name = `Held ${Date.now() % 1_000_000}`;
  await schedule(page, name);
  await cancel(page, name);
  const message = page.getByRole("status").filter({ hasText: `Cancelled: ${name}` });
  await expect(message).toBeVisible();
  const undo = message.getByRole("button", { name: "Undo" });
  await undo.focus();
  await page.clock.fastForward(longMs);
  await expect(message).toBeVisible();
  await undo.blur();
  await page.clock.fastForward(longMs);
  await expect(message).toBeHidden();
});

test("a failure is an alert, stays until it is closed, and is there once however often it happens", async ({
  page,
  complaints,
}) => {
  await page.clock.install();
  const name = `Failed ${Date.now() % 1_000_000}`;
  await schedule(page, name);
  let fail = () => {};
  await page.route("**/follow-ups", (route) => {
    if (route.request().method() !== "POST") return route.continue();
    fail = () => void route.abort("connectionfailed");
  });
  const alert = page.getByRole("alert").filter({ hasText: "Nothing was changed." });
  const row = page.getByRole("row", { name: new RegExp(name) });
  for (const _ of [1, 2, 3]) {
    await cancel(page, name);
    await expect(row).toBeHidden();
    fail();
    await expect(row).toBeVisible();
    await expect(alert).toHaveCount(1);
  }
  await page.clock.fastForward(longMs);
  await expect(alert).toBeVisible();
  await alert.getByRole("button", { name: "Close the message" }).press("Enter");
  await expect(alert).toBeHidden();
  complaints.length = 0;
});

test("of the messages that leave by themselves three are there, the newest last", async ({ page }) => {
  const mark = Date.now() % 1_000_000;
  const names = ["One", "Two", "Three", "Four"].map((word) => `${word} ${mark}`);
  for (const name of names) await schedule(page, name);
  await page.goto("/follow-ups");
  for (const name of names) {
    // By its key, because the messages lie over the rows at the end of the list.
    await page.getByRole("button", { name: `Cancel the follow-up of ${name}` }).press("Enter");
    await expect(page.getByRole("status").getByText(`Cancelled: ${name}`)).toBeVisible();
  }
  const messages = page.getByRole("status").filter({ hasText: "Cancelled: " });
  await expect(messages).toHaveText(names.slice(1).map((name) => new RegExp(`Cancelled: ${name}`)));
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a message stands above the bar at the bottom", async ({ page }) => {
    const name = `Phone ${Date.now() % 1_000_000}`;
    await schedule(page, name);
    await cancel(page, name);
    const message = page.getByRole("status").filter({ hasText: `Cancelled: ${name}` });
    await expect(message.getByRole("button", { name: "Undo" })).toBeInViewport();
    // It moves to its place.
    await expect(async () => {
      const box = await message.boundingBox();
      const bar = await page.getByRole("navigation", { name: "Main pages" }).boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? Number.NaN)).toBeLessThan(bar?.y ?? Number.NaN);
      expect(box?.x).toBeGreaterThanOrEqual(8);
      expect((box?.x ?? 0) + (box?.width ?? Number.NaN)).toBeLessThanOrEqual(382);
    }).toPass({ timeout: 5_000 });
  });
});
