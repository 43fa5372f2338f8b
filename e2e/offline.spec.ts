import type { Page } from "@playwright/test";
import { expect, test } from "./journey";

/** What the browser itself reports of a line that is down is no fault of a page's. */
function forgiveLostConnections(complaints: string[]): void {
  const others = complaints.filter((text) => !/ERR_(INTERNET_DISCONNECTED|CONNECTION_|FAILED)/.test(text));
  complaints.splice(0, complaints.length, ...others);
}

const notice = (page: Page) => page.getByText("No connection. This page stays as it is.");

test("offline, a column's header, a filter and the menu keep the page and show a notice, and work when the connection is back", async ({
  page,
  context,
  complaints,
}) => {
  await page.goto("/calls");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("columnheader", { name: "Duration" }).getByRole("link").click();
  await expect(notice(page)).toBeVisible();
  await expect(page.getByRole("table", { name: "Calls" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/calls");
  // The page is no picture of itself: its rows can still be ticked, and another way can be chosen.
  await page
    .getByRole("checkbox", { name: /^Select (?!all)/ })
    .first()
    .check();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Leads" }).click();
  await expect(page.getByRole("table", { name: "Calls" })).toBeVisible();

  await context.setOffline(false);
  await expect(page).toHaveURL(/\/leads$/);
  await expect(page.getByRole("heading", { name: "Leads", level: 1 })).toBeVisible();
  await expect(notice(page)).toBeHidden();
  forgiveLostConnections(complaints);
});
