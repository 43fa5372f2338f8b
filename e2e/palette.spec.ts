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
    ["2fa", "Set up two-factor authentication", /\/settings\/security$/],
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

test("the palette's keys go around its results, and the focus is back where it was", async ({ page }) => {
  await page.goto("/overview");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const button = page.getByRole("button", { name: "Search and go to" });
  const field = page.getByRole("combobox", { name: found });
  const dialog = page.getByRole("dialog", { name: "Search and go to" });
  const options = dialog.getByRole("option");
  const chosen = dialog.getByRole("option", { selected: true });
  await button.press("Enter");
  await expect(field).toBeFocused();
  const firstId = (await options.first().getAttribute("id")) ?? "";
  await expect(field).toHaveAttribute("aria-activedescendant", firstId);
  await field.press("ArrowUp");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");
  await expect(options.last()).toBeInViewport();
  await expect(chosen).toHaveCount(1);
  await field.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await options.nth(2).hover();
  await expect(options.nth(2)).toHaveAttribute("aria-selected", "true");
  await field.press("ArrowDown");
  await expect(options.nth(3)).toHaveAttribute("aria-selected", "true");

  await field.fill("no page or person is called so");
  await expect(dialog.getByRole("status")).toHaveText("Nothing was found.");
  await expect(field).not.toHaveAttribute("aria-activedescendant");
  await field.fill("");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await field.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();

  await button.click();
  await expect(field).toHaveValue("");
  await page.mouse.click(4, 4);
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test("what the server finds late leaves the first result chosen, and the keys go on from there", async ({ page }) => {
  await page.goto("/overview");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  let answer = () => {};
  await page.route("**/api/search?*", async (route) => {
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    await route.continue();
  });
  await page.keyboard.press("Control+k");
  const asked = page.waitForRequest("**/api/search?*");
  // Nothing of the product's own is called so: the first results are those of the server.
  await page.getByRole("combobox", { name: found }).fill("price");
  await asked;
  const options = page.getByRole("option");
  await expect(options).toHaveCount(0);
  answer();
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/calls\/[0-9a-f-]{36}/);
});

test("what the palette opens has the focus, also by the Enter of a phone's keyboard", async ({ page }) => {
  await page.goto("/overview");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: found });
  await field.fill("schedule");
  // Such a keyboard names the key and not where it is.
  await field.dispatchEvent("keydown", { key: "Enter", code: "", bubbles: true });
  const dialog = page.getByRole("dialog", { name: "Follow up somebody" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.waitForFunction(() => document.querySelectorAll("[role=dialog]").length === 1);
  await expect(dialog.getByLabel("Name")).toBeFocused();
});
