import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./journey";

/** Goes on by Tab until this has the focus. */
async function tabTo(page: Page, name: string, within: Page | Locator = page): Promise<void> {
  const wanted = within.getByRole("button", { name }).last();
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${name}.`);
}

/** A number as mobiles in Britain have it, another one for each person of a run. */
const mobile = (day: number, person: number) => `+44 7400 ${person}${String(day).padStart(5, "0")}`;

async function schedule(page: Page, person: { name: string; phone: string }): Promise<void> {
  await tabTo(page, "Schedule follow-up");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Follow up somebody" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.type(person.name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(person.phone);
  await tabTo(page, "Today", dialog);
  await page.keyboard.press("Enter");
  await tabTo(page, "Schedule follow-up", dialog);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row", { name: new RegExp(person.name) })).toBeVisible();
}

test("a day's follow-ups are worked by the keyboard alone: completed with a remark, moved, cancelled and brought back", async ({
  page,
}) => {
  const day = Date.now() % 100_000;
  const people = ["Ada", "Ben", "Cleo"].map((name, index) => ({
    name: `${name} ${day}`,
    phone: mobile(day, index),
  }));
  await page.goto("/follow-ups");
  for (const person of people) await schedule(page, person);
  const [ada, ben, cleo] = people.map(({ name }) => name);
  const row = (name = "") => page.getByRole("row", { name: new RegExp(name) });

  await tabTo(page, `Add a remark on ${ada}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: `Remark on ${ada}` })).toBeFocused();
  await page.keyboard.type("Bought the yearly plan");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(row(ada)).toBeHidden();
  await expect(page.getByRole("status").getByText(`Completed: ${ada}`)).toBeVisible();

  await tabTo(page, `Reschedule the follow-up of ${ben}`);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: `Reschedule the follow-up of ${ben}` });
  await expect(dialog.getByLabel("Day")).toBeFocused();
  await tabTo(page, "In 3 days");
  await page.keyboard.press("Enter");
  await tabTo(page, "Reschedule", dialog);
  await page.keyboard.press("Enter");
  await expect(row(ben)).toBeHidden();

  await tabTo(page, `Cancel the follow-up of ${cleo}`);
  await page.keyboard.press("Enter");
  await expect(row(cleo)).toBeHidden();
  // The row goes before the server has answered; until then the last message is that of an earlier change.
  await expect(page.getByRole("status").getByText(`Cancelled: ${cleo}`)).toBeVisible();
  await tabTo(page, "Undo");
  await page.keyboard.press("Enter");
  await expect(row(cleo)).toBeVisible();

  await page.goto("/follow-ups?tab=done");
  await expect(
    row(ada).getByRole("button", { name: `Remark on ${ada}: Bought the yearly plan. Change it` }),
  ).toBeVisible();
  await page.goto("/follow-ups?tab=upcoming");
  await expect(row(ben)).toBeVisible();
});

test("several are completed at once, and the month shows each day with the arrow keys", async ({ page }) => {
  const day = Date.now() % 100_000;
  await page.goto("/follow-ups");
  for (const index of [1, 2]) await schedule(page, { name: `Bulk ${day} ${index}`, phone: mobile(day, 3 + index) });
  for (const index of [1, 2])
    await page.getByRole("checkbox", { name: `Select the follow-up of Bulk ${day} ${index}` }).press("Space");
  await page.getByRole("button", { name: "Complete 2" }).press("Enter");
  await expect(page.getByRole("row", { name: new RegExp(`Bulk ${day}`) })).toHaveCount(0);

  await page.getByRole("link", { name: "Month" }).press("Enter");
  await expect(page).toHaveURL(/view=month/);
  const today = page.getByRole("table", { name: "Days of the month" }).getByRole("link", { name: /, today/ });
  await today.press("Enter");
  await expect(page.getByRole("row", { name: new RegExp(`Bulk ${day} 1`) })).toBeVisible();
  await expect(today).toHaveAttribute("aria-current", "true");
  // A week within the month, so that no other month opens.
  await today.press(new Date().getDate() > 15 ? "ArrowUp" : "ArrowDown");
  await expect(today).not.toBeFocused();
  await page.keyboard.press("PageUp");
  await expect(page).toHaveURL(/month=\d{4}-\d{2}&day=/);
});

test("what was just cancelled stays away while the answer to an earlier change comes in", async ({ page }) => {
  const day = Date.now() % 100_000;
  const [first, second] = [`First ${day}`, `Second ${day}`];
  await page.goto("/follow-ups");
  for (const [index, name] of [first, second].entries()) await schedule(page, { name, phone: mobile(day, 6 + index) });
  const row = (name: string) => page.getByRole("row", { name: new RegExp(name) });

  const letGo: (() => void)[] = [];
  await page.route("**/follow-ups", async (route) => {
    if (route.request().method() === "POST") await new Promise<void>((resolve) => letGo.push(resolve));
    await route.continue();
  });
  const listed = () => page.waitForResponse((response) => response.url().includes("/api/follow-ups"));
  const answered = listed();
  await row(first).getByRole("button", { name: "Cancel the follow-up" }).click();
  await row(second).getByRole("button", { name: "Cancel the follow-up" }).click();
  await expect.poll(() => letGo.length).toBe(1);
  letGo[0]?.();
  await expect(page.getByRole("status").getByText(`Cancelled: ${first}`)).toBeVisible();
  await answered;
  await expect.poll(() => letGo.length).toBe(2);
  await expect(row(first)).toBeHidden();
  await expect(row(second)).toBeHidden();

  const answeredAgain = listed();
  letGo[1]?.();
  await expect(page.getByRole("status").getByText(`Cancelled: ${second}`)).toBeVisible();
  await answeredAgain;
  await expect(row(second)).toBeHidden();
});
