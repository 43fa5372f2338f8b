import { expect, type Page } from "@playwright/test";

// A network address of this run, so that many runs an hour are not too many tries of one; of this machine, which may read its mails.
const part = () => Math.floor(Math.random() * 256);
const ipAddress = `127.${part()}.${part()}.${part()}`;
export const ownAddress = { extraHTTPHeaders: { "x-forwarded-for": ipAddress } };

export const password = "orchid ladder quartz nine";
export const newPassword = "velvet tractor moon eleven";
export const newAccount = () => ({
  email: `new-${Date.now()}-${Math.random().toString(36).slice(2, 8)}@example.com`,
  password,
});

/** Opens the newest mail of this subject to an address, and follows the link of its button. */
export async function followLink(page: Page, { email }: { email: string }, subject: string): Promise<void> {
  const mail = page.getByRole("link", { name: `${subject} ${email}` });
  await expect(async () => {
    await page.goto("/mail");
    await expect(mail.first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await mail.first().click();
  await page.getByTitle("The email as HTML").contentFrame().getByRole("link").first().click();
}

export async function register(page: Page, account: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("Name").fill("Ada Byron");
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Create the account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
}

/** A new account whose address is confirmed. */
export async function registerAndConfirm(page: Page): Promise<ReturnType<typeof newAccount>> {
  const account = newAccount();
  await register(page, account);
  await followLink(page, account, "Confirm your email address");
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  return account;
}
