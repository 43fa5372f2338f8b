import { earlierDays } from "./earlier-calls";
import { expect, test } from "./journey";

test("each metric of the overview opens exactly the calls behind it, and a call opens from there", async ({ page }) => {
  await page.goto(`/overview?${earlierDays(60)}`);
  const totals = page.getByRole("region", { name: "Key metrics" });
  for (const name of ["Calls", "Lead calls", "Qualified lead calls"]) {
    const card = totals.getByRole("link", { name: new RegExp(`^${name}\\s*[\\d,]+`) });
    const value = /[\d,]+/.exec((await card.textContent())?.slice(name.length) ?? "")?.[0];
    await card.click();
    await expect(page).toHaveURL(/\/calls\?range=custom/);
    await expect(page.getByText(`${value} calls`, { exact: true })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/\/overview\?range=custom/);
  }
  await page.getByRole("link", { name: /^Hot/ }).first().click();
  await expect(page.getByRole("button", { name: "Temperature: Hot" })).toBeVisible();
  await page.getByRole("row").nth(1).getByRole("link").click();
  await expect(page).toHaveURL(/\/calls\/[0-9a-f-]{36}\?list=/);
  await expect(page.getByRole("region", { name: "Lead score" })).toContainText("of 100");
  await expect(page.getByRole("region", { name: "Cost" })).toContainText(
    /\d+:\d\d = [\d,]+ s → \d+ started minutes? × 1 credit = \d+ credits?/,
  );
});

test("an invalid date range falls back to the default, with a notice", async ({ page }) => {
  await page.goto("/overview?range=custom&from=2026-13-01&to=zzz");
  await expect(page.getByText("Showing the last 30 days.")).toBeVisible();
  await expect(page.getByRole("link", { name: "30 days", exact: true })).toHaveAttribute("aria-current", "true");
});

test("the chart has the same metrics as its table, and a day of the table opens its calls", async ({ page }) => {
  await page.goto(`/overview?${earlierDays(7)}`);
  const totals = page.getByRole("region", { name: "Key metrics" });
  const total = await totals.getByRole("link", { name: /^Calls\s*[\d,]+/ }).textContent();
  await page.getByText("Table", { exact: true }).click();
  const rows = page.getByRole("region", { name: "Calls over time, as a table" }).getByRole("row");
  await expect(rows).toHaveCount(8);
  const counts = await rows.locator("td:nth-of-type(1)").allTextContents();
  const sum = counts.reduce((all, text) => all + Number(text.replaceAll(",", "")), 0);
  expect(total).toContain(`Calls${sum.toLocaleString("en-US")}`);
  await rows.nth(3).getByRole("link").first().click();
  await expect(page.getByText(`${counts[2]} ${counts[2] === "1" ? "call" : "calls"}`, { exact: true })).toBeVisible();
});

test("the list pages to older calls and back, and filters are part of the address", async ({ page }) => {
  await page.goto("/calls");
  const first = await page.getByRole("row").nth(1).getByRole("link").getAttribute("href");
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page).toHaveURL(/at=/);
  await expect(page.getByRole("row").nth(1).getByRole("link")).not.toHaveAttribute("href", first ?? "");
  await page.getByRole("link", { name: "Newer" }).click();
  await expect(page.getByRole("row").nth(1).getByRole("link")).toHaveAttribute("href", first ?? "");

  await page.getByRole("button", { name: "Filter by outcome" }).click();
  await page.getByRole("menuitem", { name: "Voicemail" }).click();
  await expect(page).toHaveURL(/outcome=voicemail/);
  await expect(page.getByRole("row").nth(1)).toContainText("Voicemail");
  await page.reload();
  await expect(page.getByRole("button", { name: "Outcome: Voicemail" })).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/calls$/);
});

test("an unknown call is not found, in the product's words", async ({ page, complaints }) => {
  await page.goto("/calls/0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a");
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  complaints.length = 0;
});
