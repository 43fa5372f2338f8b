import type { Page } from "@playwright/test";

type Account = { email: string; password: string };

/** Signs in through the form and waits for the page that follows, which administrators have elsewhere. */
export async function signIn(page: Page, account: Account, home = "/overview"): Promise<void> {
  await page.goto("/sign-in");
  await fillIn(page, account);
  await page.waitForURL(`**${home}`);
}

/** Fills in the form that is open and sends it. */
export async function fillIn(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
