import { expect, test } from "@playwright/test";
import { followLink, newAccount, newPassword, ownAddress, register, registerAndConfirm } from "./account-steps";
import { behindTls } from "./behind-tls";
import { fillIn } from "./sign-in";

test.use(ownAddress);

test("a stranger registers, confirms the address by mail and signs in", async ({ page }) => {
  const account = newAccount();
  await register(page, account);
  await page.getByRole("link", { name: "read them here" }).click();
  await followLink(page, account, "Confirm your email address");
  await expect(page).toHaveURL(/\/verify-email\?token=/);
  // A program that scans mails opens the link as well, which does not use it up.
  const scanned = await page.request.get(page.url());
  expect(scanned.headers()["referrer-policy"]).toBe("no-referrer");
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();

  await followLink(page, account, "Confirm your email address");
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await expect(page.getByText("This link has already been used: the address is confirmed.")).toBeVisible();
  await page.getByRole("link", { name: "Go to sign-in" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await fillIn(page, account);
  await expect(page).toHaveURL(/\/overview$/);
});

test("a forgotten password is replaced by mail, which ends the sessions of the old one", { tag: behindTls }, async ({
  page,
  browser,
}) => {
  const account = await registerAndConfirm(page);
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await fillIn(page, account);
  await expect(page).toHaveURL(/\/overview$/);

  const other = await (await browser.newContext()).newPage();
  await other.goto("/sign-in");
  await other.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(other.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await other.getByLabel("Email").fill(account.email);
  await other.getByRole("button", { name: "Send the link" }).click();
  await expect(other.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await followLink(other, account, "Choose a new password");

  await other.getByLabel("New password").fill("password1");
  await other.getByRole("button", { name: "Set the new password" }).click();
  await expect(other.getByLabel("New password")).toBeFocused();
  await expect(other.getByLabel("New password")).toHaveValue("password1");
  await expect(other.getByText("This is a commonly used password.", { exact: false })).toBeVisible();
  await other.getByLabel("New password").fill(newPassword);
  await other.getByRole("button", { name: "Set the new password" }).click();
  await expect(other.getByRole("heading", { name: "Your password was changed" })).toBeVisible();

  await page.reload();
  await expect(page).toHaveURL(/\/sign-in/);
  await fillIn(page, account);
  await expect(page.getByText("The email address or password is wrong.")).toBeVisible();
  await fillIn(page, { ...account, password: newPassword });
  await expect(page).toHaveURL(/\/overview/);
  await expect(async () => {
    await other.goto("/mail");
    await expect(other.getByRole("link", { name: `Your password was changed ${account.email}` })).toBeVisible({
      timeout: 500,
    });
  }).toPass({ timeout: 30_000 });
});

test("errors are shown beside their fields, and typed input is kept", async ({ page }) => {
  await page.goto("/register");
  await page.getByLabel("Name").fill("Ada Byron");
  await page.getByLabel("Email").fill("nobody");
  await page.getByLabel("Password", { exact: true }).fill("abc");
  await expect(page.getByText("3 of at least 8 characters.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(
    page.getByText("Enter a valid email address, such as name@company.com.", { exact: false }),
  ).toBeVisible();
  await expect(page.getByLabel("Email")).toBeFocused();
  await expect(page.getByLabel("Name")).toHaveValue("Ada Byron");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("abc");

  await page.goto("/reset-password?token=nonsense");
  await page.getByLabel("New password").fill(newPassword);
  await page.getByRole("button", { name: "Set the new password" }).click();
  await expect(page.getByText("This link does not work", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: "Send a new link" }).click();
  await expect(page).toHaveURL(/\/forgot-password$/);

  await page.goto("/verify-email?token=nonsense");
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await expect(page.getByText("This link does not work", { exact: false })).toBeVisible();
  await expect(page.getByRole("button", { name: "Send the link" })).toBeVisible();
});

test("registering with an address that has an account looks the same, and mails its owner", async ({ page }) => {
  const account = newAccount();
  await register(page, account);
  const first = await page.getByRole("main").textContent();
  await register(page, { ...account, password: newPassword });
  expect(await page.getByRole("main").textContent()).toBe(first);
  await followLink(page, account, "You already have an account");
  await expect(page).toHaveURL(/\/forgot-password$/);
});
