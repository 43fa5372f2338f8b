import { expect, test } from "./journey";

const found = "Search for a page, a person, a call or an action";

test("the palette finds what the buttons and menus of a page do, and what can be done elsewhere", async ({ page }) => {
  await page.goto("/calls");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const field = page.getByRole("combobox", { name: found });
  const main = page.getByRole("main");
  // Every button that stands above the list.
  const names = await main.locator("button.mantine-Button-root:visible, nav[aria-label=Filters] button").all();
  const titles = await Promise.all(
    names.map(async (button) =>
      ((await button.getAttribute("aria-label")) ?? (await button.textContent()) ?? "").trim(),
    ),
  );
  expect(titles.length).toBeGreaterThan(8);
  await page.keyboard.press("Control+k");
  for (const title of titles) {
    await field.fill(title);
    await expect(page.getByRole("option", { name: title, exact: true })).toBeVisible();
  }
  await field.fill("duration");
  await page.getByRole("option", { name: "Filter by duration" }).click();
  const from = page.getByRole("textbox", { name: "Duration from" });
  await expect(from).toBeVisible();

  await from.fill("soon");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("Write a time like 2:00, 2m, 120 or 1h 5m")).toBeVisible();
  await from.fill("1m 5s");
  await expect(page.getByText("1 minute 5 seconds")).toBeVisible();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/duration=65-(&|$)/);
  await expect(page.getByRole("button", { name: "Duration: 1:05 or more" })).toBeVisible();

  for (const [typed, title, url] of [
    ["add cont", "Add contact", /\/contacts\/new$/],
    ["2fa", "Set up the second factor", /\/settings\/security$/],
    ["overdue", "See overdue follow-ups", /tab=overdue/],
  ] as const) {
    await page.keyboard.press("Control+k");
    await field.fill(typed);
    await page.getByRole("option", { name: title }).click();
    await expect(page).toHaveURL(url);
  }
});

test("the palette finds calls by what was said, and opens them there", async ({ page }) => {
  await page.goto("/overview");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: found }).fill("price");
  const calls = page.getByRole("group", { name: "Calls" }).getByRole("option");
  await expect(calls.first()).toBeVisible();
  await calls.first().click();
  await expect(page).toHaveURL(/\/calls\/[0-9a-f-]{36}/);
});

test("Shift ticks a range of rows, with the pointer and with the keyboard", async ({ page }) => {
  await page.goto("/calls");
  const boxes = page.getByRole("checkbox", { name: /^Select (?!all)/ });
  const selected = (count: number) =>
    expect(page.getByRole("toolbar", { name: "Actions for the selected rows" })).toContainText(`${count} selected`);
  await boxes.nth(1).click();
  await boxes.nth(5).click({ modifiers: ["Shift"] });
  await selected(5);
  await boxes.nth(3).click({ modifiers: ["Shift"] });
  await selected(2);
  await boxes.nth(7).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await selected(5);
  await page.keyboard.press("Shift+ArrowUp");
  await selected(4);
  await expect(boxes.nth(8)).toBeFocused();
  await boxes.nth(12).focus();
  await page.keyboard.press("Shift+Space");
  await selected(8);
});
