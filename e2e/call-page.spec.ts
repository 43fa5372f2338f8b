import type { Page } from "@playwright/test";
import { earlierQualifiedCalls } from "./earlier-calls";
import { expect, test } from "./journey";

/** The address of the first call of a list, without the list. */
async function firstCall(page: Page): Promise<string> {
  const href = await page.getByRole("row").nth(1).getByRole("link").getAttribute("href");
  return href?.split("?")[0] ?? "";
}

test("the player and the transcript stay at the same moment", async ({ page }) => {
  await page.goto(earlierQualifiedCalls);
  const href = await firstCall(page);
  await page.goto(`${href}?t=12`);
  const player = page.getByRole("region", { name: "Recording" });
  await expect(player).toContainText("0:12");
  const lit = page.locator("li[aria-current=true]");
  await expect(lit).toHaveCount(1);

  await player.getByRole("button", { name: "Play", exact: true }).click();
  await expect(player.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.querySelector("audio")?.currentTime ?? 0)).toBeGreaterThan(12.2);
  await player.getByRole("button", { name: "Pause" }).click();

  await page
    .getByRole("button", { name: /^Play from/ })
    .nth(1)
    .click();
  await expect(
    page
      .getByRole("listitem")
      .filter({ has: page.getByRole("button", { name: /^Play from/ }) })
      .nth(1),
  ).toHaveAttribute("aria-current", "true");
  await player.getByRole("button", { name: "Speed 1, change" }).click();
  await expect.poll(() => page.evaluate(() => document.querySelector("audio")?.playbackRate)).toBe(1.25);
});

test("a score opens its reason, and its quote leads to the words in the transcript", async ({ page }) => {
  await page.goto(earlierQualifiedCalls);
  await page.getByRole("row").nth(1).getByRole("link").click();
  const scores = page.getByRole("region", { name: "Lead score" });
  await scores.getByText("Intent").click();
  const quote = scores.getByRole("button").first();
  await expect(quote).toBeVisible();
  await quote.click();
  await expect(page.locator("mark")).toBeVisible();
  await expect(page.locator("li[aria-current=true] mark")).toHaveCount(1);
});

test("a recording is sent in the pieces that a player asks for, and to its tenant alone", async ({
  page,
  playwright,
  baseURL,
}) => {
  await page.goto(earlierQualifiedCalls);
  const href = await firstCall(page);
  const path = `/api${href}/recording`;
  const whole = await page.request.get(path);
  expect(whole.status()).toBe(200);
  expect(whole.headers()).toMatchObject({ "content-type": "audio/mpeg", "cache-control": "private, no-store" });
  const body = await whole.body();
  const piece = await page.request.get(path, { headers: { range: "bytes=10-19" } });
  expect(piece.status()).toBe(206);
  expect(piece.headers()["content-range"]).toBe(`bytes 10-19/${body.byteLength}`);
  expect(await piece.body()).toEqual(body.subarray(10, 20));
  expect((await page.request.get(path, { headers: { range: `bytes=${body.byteLength}-` } })).status()).toBe(416);

  const stranger = await playwright.request.newContext({
    baseURL,
    storageState: { cookies: [], origins: [] },
  });
  expect((await stranger.get(path)).status()).toBe(401);
  await stranger.dispose();
});
