import type { Page } from "@playwright/test";
import { earlierDays } from "./earlier-calls";
import { expect, test } from "./journey";

/** The longest sentence of a caller in some call of the demo's history. */
async function sentenceOf(page: Page): Promise<string> {
  await page.goto(`/calls?qualified=yes&recording=yes&${earlierDays(60)}`);
  await page.getByRole("row").nth(1).getByRole("link").click();
  const turns = page.locator("li[data-role=user]");
  await expect(turns.first()).toBeVisible();
  const texts = await turns.locator("bdi").allTextContents();
  return texts.toSorted((a, b) => b.length - a.length)[0] ?? "";
}

test("somebody finds a sentence that was said and plays it from there, by the keyboard alone", async ({ page }) => {
  const text = await sentenceOf(page);
  const words = (text.match(/[\p{L}\p{N}'’]+/gu) ?? []).slice(0, 6).join(" ");
  await page.goto("/calls");
  await page.getByRole("searchbox", { name: "Search calls" }).focus();
  await page.keyboard.type(`"${words}"`);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]q=/);
  const row = page
    .getByRole("row")
    .filter({ has: page.locator("mark") })
    .first();
  await expect(row.locator("mark").first()).toBeVisible();

  await row.getByRole("link").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/calls\/[0-9a-f-]{36}\?t=\d+&q=/);
  const seconds = Number(new URL(page.url()).searchParams.get("t"));
  const lit = page.locator("li[aria-current=true]");
  await expect(lit.locator("mark").first()).toBeInViewport();
  await expect(page.getByRole("searchbox", { name: "Search in this transcript" })).toHaveValue(`"${words}"`);
  const played = () => page.evaluate(() => document.querySelector("audio")?.currentTime ?? 0);
  expect(await played()).toBe(0);

  await page.locator("body").press("k");
  const player = page.getByRole("region", { name: "Recording" });
  await expect(player.getByRole("button", { name: "Pause" })).toBeVisible();
  // A recording that only the provider has is fetched first.
  await expect.poll(played, { timeout: 30_000 }).toBeGreaterThan(seconds);
  await page.locator("body").press("j");
  await expect.poll(played).toBeLessThan(seconds + 5);
  await page.locator("body").press("k");
  await expect(player.getByRole("button", { name: "Play", exact: true })).toBeVisible();
});

test("what is typed into the search before the page's scripts have run is kept", async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/*.js*", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto("/calls", { waitUntil: "commit" });
  const search = page.getByRole("searchbox", { name: "Search calls" });
  await search.fill("pricing");
  release();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(search).toHaveValue("pricing");
  await search.press("Enter");
  await expect(page).toHaveURL(/[?&]q=pricing/);
});

test("a transcript is searched hit by hit", async ({ page }) => {
  await page.goto(`/calls?qualified=yes&${earlierDays(60)}`);
  await page.getByRole("row").nth(1).getByRole("link").click();
  const search = page.getByRole("searchbox", { name: "Search in this transcript" });
  await search.fill("the");
  const status = page.getByRole("search").getByRole("status");
  await expect(status).toHaveText(/^\d+ turns$/);
  await search.press("Enter");
  await expect(status).toHaveText(/^1 of \d+$/);
  await expect(page.locator("li[aria-current=true] mark").first()).toBeInViewport();
  await search.press("Shift+Enter");
  await expect(status).toHaveText(/^(\d+) of \1$/);
  await search.fill("xylophonist");
  await expect(status).toHaveText("No matches");
});

test("a view is saved, comes back as it was, and its list goes on from call to call and into a file", async ({
  page,
}) => {
  const name = `Hot ${Date.now()}`;
  await page.goto(`/calls?temperature=hot&sort=score&${earlierDays(60)}`);
  await page.getByRole("button", { name: "Save view" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
  const views = page.getByRole("navigation", { name: "Saved views" });
  await expect(views.getByRole("link", { name })).toHaveAttribute("aria-current", "page");
  await page.goto("/calls");
  await views.getByRole("link", { name }).click();
  await expect(page).toHaveURL(/temperature=hot.*sort=score/);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^calls-\d{4}-\d\d-\d\d\.csv$/);

  const second = await page.getByRole("row").nth(2).getByRole("link").getAttribute("href");
  await page.getByRole("row").nth(1).getByRole("link").click();
  await page.getByRole("link", { name: "Next call" }).click();
  await expect(page).toHaveURL(new RegExp(`${second?.split("?")[0]}\\?list=`));
  await page.getByRole("main").or(page.getByRole("banner")).getByRole("link", { name: "Calls", exact: true }).click();
  await expect(page).toHaveURL(/temperature=hot.*sort=score/);

  await views.getByRole("link", { name }).click();
  await page.getByRole("button", { name: `View ${name}: more` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(views.getByRole("link", { name })).toHaveCount(0);
});

test("an outcome set by a person counts until it is removed, and a note is kept", async ({ page }) => {
  await page.goto(`/calls?outcome=voicemail&${earlierDays(60)}`);
  await page.getByRole("row").nth(1).getByRole("link").click();
  const facts = page.getByRole("region", { name: "Call", exact: true });
  await facts.getByRole("button", { name: "Change the outcome" }).click();
  await page.getByRole("menuitem", { name: "Busy" }).click();
  await expect(facts).toContainText("Edited. Provider’s outcome: Voicemail");
  await facts.getByRole("button", { name: "Change the outcome" }).click();
  await page.getByRole("menuitem", { name: "Use the provider’s outcome: Voicemail" }).click();
  await expect(facts).not.toContainText("Edited.");

  const note = `Asked about the roof ${Date.now()}`;
  const notes = page.getByRole("region", { name: "Notes" });
  await notes.getByLabel("Notes about this call").fill(note);
  await notes.getByRole("button", { name: "Save notes" }).click();
  await expect(notes).toContainText("Saved");
  await page.reload();
  await expect(notes.getByLabel("Notes about this call")).toHaveValue(note);
});
