import { earlierDays } from "./earlier-calls";
import { expect, test } from "./journey";

const numberIn = (text: string | null) => Number((text ?? "").replaceAll(",", ""));

test("two agents are compared over a period, and a metric that differs opens exactly its calls", async ({ page }) => {
  await page.goto(`/agents?${earlierDays(60)}`);
  const rows = page.getByRole("region", { name: "Agents and their metrics" }).getByRole("row");
  const names = await rows.getByRole("rowheader").getByRole("link").allTextContents();
  expect(names.length).toBeGreaterThan(2);
  for (const name of names.slice(0, 2)) await page.getByRole("checkbox", { name: `Compare ${name}` }).check();
  await page.getByRole("button", { name: "Compare selected agents" }).click();

  await expect(page).toHaveURL(/\/analytics\?.*compare=agents/);
  const table = page.getByRole("region", { name: "Agents side by side" });
  for (const name of names.slice(0, 2)) await expect(table.getByRole("columnheader", { name })).toBeVisible();
  const leads = table
    .getByRole("row", { name: /^Lead calls/ })
    .getByRole("cell")
    .getByRole("link");
  const [first, second] = await leads.allTextContents();
  expect(first).not.toBe(second);
  const agentName = /[^,]+/.exec((await table.getByRole("columnheader").nth(2).textContent()) ?? "")?.[0] ?? "";

  await leads.nth(1).click();
  await expect(page).toHaveURL(/\/calls\?.*lead=yes/);
  await expect(page.getByText(`${second} calls`, { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: `Agent: ${agentName}` })).toBeVisible();
  await page.goBack();
  await expect(table).toBeVisible();
});

test("the metrics on the screen add up to the total, and lead to as many calls as they say", async ({ page }) => {
  await page.goto(`/analytics?${earlierDays(60)}`);
  for (const name of ["Metrics by source", "Metrics by agent", "Metrics by direction"]) {
    const counts = await page
      .getByRole("region", { name })
      .locator("tbody tr, tfoot tr")
      .locator("td:nth-of-type(1) a")
      .allTextContents();
    const total = numberIn(counts.at(-1) ?? null);
    expect(counts.slice(0, -1).reduce((sum, text) => sum + numberIn(text), 0)).toBe(total);
  }
  const cell = page.getByRole("region", { name: "Calls by hour of the week" }).getByRole("link").nth(20);
  const words = (await cell.getAttribute("aria-label")) ?? "";
  const [, weekday, hour, count] = /^(\w+) (\d+):00 to \d+:59: ([\d,]+) calls?$/.exec(words) ?? [];
  await cell.click();
  await expect(page.getByRole("button", { name: `Weekday: ${weekday}` })).toBeVisible();
  await expect(page.getByRole("button", { name: `Hour: ${hour}:00 to ${hour}:59` })).toBeVisible();
  await expect(page.getByText(`${count} ${count === "1" ? "call" : "calls"}`, { exact: true })).toBeVisible();
});

test("another period can be compared, and the file has the metrics of the page", async ({ page }) => {
  await page.goto(`/analytics?${earlierDays(30)}`);
  await page.getByRole("link", { name: "Custom dates" }).click();
  await page.getByLabel("From", { exact: true }).fill("2026-09-01");
  await page.getByLabel("to", { exact: true }).fill("2026-09-20");
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page).toHaveURL(/vsFrom=2026-09-01&vsTo=2026-09-20/);
  await expect(page.getByText("against 1 – 20 Sep 2026", { exact: false })).toBeVisible();

  const table = page.getByRole("region", { name: "Metrics by agent" });
  const shown = await table.locator("tbody tr").first().locator("td:nth-of-type(1) a").textContent();
  const name = await table.locator("tbody tr").first().getByRole("rowheader").getByRole("link").textContent();
  const panel = page.getByRole("region", { name: "By agent", exact: true });
  const href = await panel.getByRole("link", { name: "Export CSV" }).getAttribute("href");
  const file = await (await page.request.get(href ?? "")).text();
  const line = file.split("\r\n").find((each) => each.startsWith(`${name},`));
  expect(line?.split(",")[2]).toBe(String(numberIn(shown)));
  expect(file).toContain("Europe/London");
});

test("a target is set, shows what is reached already, and is removed", async ({ page }) => {
  await page.goto("/agents");
  await page
    .getByRole("region", { name: "Agents and their metrics" })
    .getByRole("rowheader")
    .getByRole("link")
    .last()
    .click();
  const targets = page.getByRole("region", { name: "Targets" });
  // The month that the form begins with may have a target already.
  await targets.getByRole("button", { name: /^(Set|Update) target$/ }).click();
  await expect(targets.getByText("Set at least one target.")).toBeVisible();
  await targets.getByLabel("Period").selectOption("quarterly");
  await targets.getByLabel("Any day in it").fill("2026-10-05");
  await targets.getByRole("textbox", { name: "Calls", exact: true }).fill("9999");
  await targets.getByRole("button", { name: "Set target" }).click();
  await expect(targets.getByText("Quarter 1 Oct – 31 Dec 2026")).toBeVisible();
  await expect(targets.getByText("of 9,999")).toBeVisible();

  // Another goal for the same period leaves the first as it is, and says what it does before and afterwards.
  await targets.getByLabel("Period").selectOption("quarterly");
  await targets.getByLabel("Any day in it").fill("2026-12-24");
  await expect(
    targets.getByText("has a target: calls 9,999. The fields that you fill in replace its goals"),
  ).toBeVisible();
  await targets.getByRole("textbox", { name: "Lead calls" }).fill("77");
  await targets.getByRole("button", { name: "Update target" }).click();
  await expect(page.getByText("Target changed: lead calls 77 (new)")).toBeVisible();
  await expect(targets.getByText("of 9,999")).toBeVisible();
  await expect(targets.getByText("of 77")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("The target was restored")).toBeVisible();
  await expect(targets.getByText("of 77")).toBeHidden();
  await expect(targets.getByText("of 9,999")).toBeVisible();

  await targets.getByRole("button", { name: /^Delete the target of Quarter/ }).click();
  await expect(targets.getByText("of 9,999")).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(targets.getByText("of 9,999")).toBeVisible();
  await targets.getByRole("button", { name: /^Delete the target of Quarter/ }).click();
  await expect(targets.getByText("Quarter 1 Oct – 31 Dec 2026")).toBeHidden();
  await expect(targets.getByText("of 9,999")).toBeHidden();
});
