import { expect, type Page } from "@playwright/test";

type Person = { name: string; email?: string; phone?: string };

/** Schedules a follow-up on the page of follow-ups, which is open, and waits for its row. */
export async function scheduleForToday(page: Page, { name, email, phone }: Person): Promise<void> {
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Schedule follow-up" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Follow up somebody" });
  await dialog.getByLabel("Name").fill(name);
  if (email) await dialog.getByLabel("Email").fill(email);
  if (phone) await dialog.getByLabel("Phone number").fill(phone);
  await dialog.getByRole("button", { name: "Today" }).click();
  await dialog.getByRole("button", { name: "Schedule follow-up" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row", { name: new RegExp(name) }).first()).toBeVisible();
}
