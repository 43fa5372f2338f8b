import type { Page } from "@playwright/test";
import { earlierDays } from "./earlier-calls";
import { expect, test } from "./journey";

const chartOf = (page: Page, title: string) => {
  const panel = page.getByRole("region", { name: title, exact: true });
  return { panel, plot: panel.getByRole("application") };
};

test("arrow keys move along a chart and say what is there, and Enter opens exactly its calls", async ({ page }) => {
  await page.goto(`/overview?${earlierDays(7)}`);
  const { panel, plot } = chartOf(page, "Calls over time");
  await plot.focus();
  await page.keyboard.press("ArrowRight");
  await expect(panel.getByText("Click or press Enter to see these calls")).toBeVisible();
  const said = await panel.getByText("This period").last().textContent();
  const calls = /\d+$/.exec(said?.replaceAll(",", "") ?? "")?.[0];
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/calls\?range=custom/);
  await expect(page.getByText(new RegExp(`^${Number(calls).toLocaleString("en-US")} calls?$`))).toBeVisible();
});

test("the pointer shows a place of a chart, and a press there opens its calls", async ({ page }) => {
  await page.goto(`/overview?${earlierDays(30)}`);
  const { panel, plot } = chartOf(page, "Calls over time");
  await plot.hover();
  await expect(panel.getByText("Click or press Enter to see these calls")).toBeVisible();
  await plot.click();
  await expect(page).toHaveURL(/\/calls\?range=custom/);
});

test("the legend hides a series from the chart and from its table", async ({ page }) => {
  await page.goto(`/overview?${earlierDays(30)}`);
  const { panel } = chartOf(page, "Calls over time");
  await panel.getByRole("button", { name: "This period" }).click();
  await expect(panel.getByRole("button", { name: "This period" })).toHaveAttribute("aria-pressed", "false");
  await panel.getByText("Table", { exact: true }).click();
  await expect(panel.getByRole("columnheader", { name: "This period" })).toBeHidden();
  await expect(panel.getByRole("columnheader", { name: "Compared with" })).toBeVisible();
});

test("the analytics have their sources and their conversion over time, and agents side by side, as pictures", async ({
  page,
}) => {
  await page.goto("/analytics?range=30d");
  for (const title of ["Calls over time", "Calls by source over time", "Conversion over time"])
    await expect(chartOf(page, title).plot).toBeVisible();
  await page.goto("/agents");
  for (const box of (await page.getByRole("checkbox").all()).slice(0, 2)) await box.check();
  await page.getByRole("button", { name: "Compare selected agents" }).click();
  for (const title of ["Calls and leads by agent", "Success and conversion by agent"])
    await expect(chartOf(page, title).plot).toBeVisible();
});

test("a stack of a chart adds up to its day, and a source leads to its calls", async ({ page }) => {
  await page.goto(`/analytics?${earlierDays(7)}`);
  const { panel } = chartOf(page, "Calls by source over time");
  await panel.getByText("Table", { exact: true }).click();
  const row = panel.getByRole("row").nth(1);
  const [phone] = await row.getByRole("cell").allTextContents();
  await row.getByRole("link").first().click();
  await expect(page.getByRole("button", { name: "Source: Phone" })).toBeVisible();
  await expect(page.getByText(new RegExp(`^${phone} calls?$`))).toBeVisible();
});
