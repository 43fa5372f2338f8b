import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./journey";

const answerDelayMs = 2_500;
/** Long before the server answers. */
const atOnce = { timeout: 1_500 };

/** From now on pages and actions are answered late, as on a slow line, also those that are fetched ahead. */
async function slowDown(page: Page): Promise<void> {
  await page.route("**/*", async (route) => {
    const headers = await route.request().allHeaders();
    const isAwaited = headers.rsc !== undefined || headers["next-action"] !== undefined;
    if (isAwaited) await new Promise((resolve) => setTimeout(resolve, answerDelayMs));
    await route.continue().catch(() => {});
  });
}

const line = (page: Page) => page.getByRole("progressbar", { name: "Loading" });

/** The pressed control, the page and the line at the top say at once that something is on its way, and stop when it is there. */
async function expectNavigation(page: Page, press: () => Promise<unknown>, pressed: Locator | null): Promise<void> {
  const heading = await page.getByRole("heading", { level: 1 }).textContent();
  await press();
  if (pressed) await expect(pressed).toHaveAttribute("data-pending", "", atOnce);
  await expect(page.locator("html")).toHaveAttribute("data-navigating", "", atOnce);
  await expect(line(page)).toBeVisible(atOnce);
  // The old page stays until the new one is there.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading ?? "", atOnce);
  await expect(line(page)).toBeHidden();
  await expect(page.locator("html")).not.toHaveAttribute("data-navigating");
  await expect(page.locator("[data-pending]")).toHaveCount(0);
}

type Press = { at: string; pressed(page: Page): Locator; url: RegExp };

const link = (name: string | RegExp, within?: string) => (page: Page) =>
  (within ? page.getByRole("navigation", { name: within }) : page).getByRole("link", { name, exact: true }).first();

const presses: Record<string, Press> = {
  "an item of the menu": { at: "/overview", pressed: link("Calls", "Main"), url: /\/calls$/ },
  "a range": { at: "/overview", pressed: link("7 days", "Date range"), url: /range=7d/ },
  "a metric": {
    at: "/overview",
    pressed: (page) => page.getByRole("region", { name: "Key metrics" }).getByRole("link").first(),
    url: /\/calls\?/,
  },
  "a comparison": { at: "/analytics", pressed: link("Previous year", "Compared with"), url: /vs=year/ },
  "weeks instead of days": { at: "/analytics", pressed: link("Weeks", "Calls by"), url: /by=week/ },
  "a header that sorts metrics": {
    at: "/agents",
    pressed: (page) => page.getByRole("columnheader", { name: "Calls", exact: true }).getByRole("link"),
    url: /sort=-calls/,
  },
  "a header that sorts a list": {
    at: "/calls",
    pressed: (page) => page.getByRole("columnheader", { name: "Duration" }).getByRole("link"),
    url: /sort=longest/,
  },
  "a page of a list": { at: "/calls", pressed: link("Older", "Pages"), url: /at=/ },
  "a saved view": { at: "/calls", pressed: link("Hot this week", "Saved views"), url: /temperature=hot/ },
  "a chip that takes a filter away": {
    at: "/calls?temperature=hot",
    pressed: link("Remove the filter Temperature"),
    url: /\/calls$/,
  },
  "a row": {
    at: "/calls",
    pressed: (page) => page.getByRole("row").nth(1).getByRole("link"),
    url: /\/calls\/[0-9a-f-]{36}/,
  },
  "a tab of follow-ups": { at: "/follow-ups", pressed: link(/^Upcoming/, "Views"), url: /tab=upcoming/ },
  "a tab of the settings": { at: "/settings", pressed: link("Security", "Settings"), url: /\/settings\/security/ },
};

for (const [name, { at, pressed, url }] of Object.entries(presses))
  test(`on a slow line, ${name} answers its press at once`, async ({ page }) => {
    await page.goto(at);
    await expect(page.getByText("Live", { exact: true })).toBeVisible();
    await slowDown(page);
    const control = pressed(page);
    await expectNavigation(page, () => control.click(), control);
    await expect(page).toHaveURL(url);
  });

test("on a slow line, an item of a menu is answered by the menu's button, because the item is gone", async ({
  page,
}) => {
  await page.goto("/calls");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const button = page.getByRole("button", { name: "Filter by temperature" });
  await button.click();
  const choice = page.getByRole("menuitem", { name: "Hot" });
  await expect(choice).toBeVisible();
  await slowDown(page);
  await expectNavigation(page, () => choice.click(), button);
  await expect(page).toHaveURL(/temperature=hot/);
});

test("on a slow line, what is typed into a search, a shortcut and a form of the address are answered at once", async ({
  page,
}) => {
  await page.goto("/calls");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await slowDown(page);
  const search = page.getByRole("searchbox", { name: "Search calls" });
  await search.fill("pricing");
  await expectNavigation(page, () => search.press("Enter"), search);
  await expect(page).toHaveURL(/q=pricing/);

  await page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : null));
  await page.keyboard.press("g");
  await expectNavigation(page, () => page.keyboard.press("a"), null);

  await page.getByRole("checkbox").first().check();
  const compare = page.getByRole("button", { name: "Compare selected agents" });
  await expectNavigation(page, () => compare.click(), compare);
  await expect(page).toHaveURL(/\/analytics\?.*agents=/);
});

test("on a slow line, a submitted form shows progress until it is saved", async ({ page }) => {
  await page.goto("/settings");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await slowDown(page);
  const form = page.getByRole("form", { name: "Profile" });
  const save = form.getByRole("button", { name: "Save" });
  await save.click();
  await expect(save).toHaveAttribute("data-loading", "true", atOnce);
  await expect(line(page)).toBeVisible(atOnce);
  await expect(form.getByRole("status")).not.toBeEmpty({ timeout: 20_000 });
  await expect(line(page)).toBeHidden();
});
