import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { followLink, newPassword, ownAddress, registerAndConfirm } from "./account-steps";
import { behindTls } from "./behind-tls";
import { type Complaints, collectComplaints } from "./collect-complaints";
import { fillIn, signIn } from "./sign-in";

test.use(ownAddress);

const complaints = new WeakMap<Page, Complaints>();
test.beforeEach(({ page }) => {
  // Chromium says so of whatever looks into the sandboxed frame of a mail.
  complaints.set(
    page,
    collectComplaints(page, (message) => message.text().includes("about:srcdoc")),
  );
});
test.afterEach(async ({ page }) => expect(await complaints.get(page)?.settled()).toEqual([]));

const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const codeOf = (secret: string, stepsAhead = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsAhead * 30_000 });

test("a user changes name and zone, address and password, and errors are shown beside their fields", async ({
  page,
}) => {
  const account = await registerAndConfirm(page);
  await signIn(page, account);
  await page.getByRole("link", { name: "Settings" }).first().click();
  await page.getByLabel("Name").fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter your name.")).toBeVisible();
  await page.getByLabel("Name").fill("Grace Hopper");
  await page.getByRole("combobox", { name: "Time zone" }).fill("Kathmandu");
  await page.getByRole("option", { name: "Asia/Kathmandu" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your calls are being moved", { exact: false })).toBeVisible();
  await expect(page.getByRole("button", { name: "Account of Grace Hopper" })).toBeVisible();

  await page.getByRole("link", { name: "Security" }).click();
  const ofPassword = section(page, "Password");
  await ofPassword.getByLabel("Current password").fill("not the one");
  await ofPassword.getByLabel("New password").fill(newPassword);
  await ofPassword.getByRole("button", { name: "Change password" }).click();
  await expect(ofPassword.getByText("This is not your password.")).toBeVisible();
  await expect(ofPassword.getByLabel("New password")).toHaveValue(newPassword);
  await ofPassword.getByLabel("Current password").fill(account.password);
  await ofPassword.getByRole("button", { name: "Change password" }).click();
  await expect(ofPassword.getByText("Password changed. You were signed out everywhere else.")).toBeVisible();

  const email = account.email.replace("new-", "newer-");
  const ofEmail = section(page, "Email");
  await ofEmail.getByLabel("New address").fill(email);
  await ofEmail.getByLabel("Your password").fill(newPassword);
  await ofEmail.getByRole("button", { name: "Change email" }).click();
  await expect(ofEmail.getByText("We sent a link to the new address", { exact: false })).toBeVisible();
  await followLink(page, { email }, "Confirm your new email address");
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await expect(page.getByText("From now on, sign in with", { exact: false })).toBeVisible();
  await page.goto("/settings/security");
  await expect(section(page, "Email").getByText(email)).toBeVisible();
});

test("a second factor is set up, asked for at the next sign-in, and a recovery code stands in for it once", {
  tag: behindTls,
}, async ({ page }) => {
  const account = await registerAndConfirm(page);
  await signIn(page, account);
  await page.goto("/settings/security");
  await page.getByRole("link", { name: "Set up" }).click();
  await expect(page.getByRole("heading", { name: "Set up two-factor authentication" })).toBeVisible();
  await page.getByLabel("Your password").fill(account.password);
  await page.keyboard.press("Enter");
  const secret = (await page.locator("code").textContent())?.replaceAll(" ", "") ?? "";
  await page.getByLabel("Code").fill("000000");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Code")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Code").fill(codeOf(secret));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Save your recovery codes" })).toBeVisible();
  const codes = await page.getByRole("listitem").allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByRole("button", { name: "I have saved them" }).click();
  await expect(section(page, "Two-factor authentication").getByText("10 codes left")).toBeVisible();

  const signInAgain = async () => {
    await page.getByRole("button", { name: "Account of Ada Byron" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await fillIn(page, account);
    await expect(page).toHaveURL(/\/two-factor/);
  };
  await signInAgain();
  // Nothing else opens without it.
  await page.goto("/calls");
  await expect(page).toHaveURL(/\/two-factor\?callbackUrl=%2Fcalls/);
  await page.getByLabel("Code").fill(codeOf(secret, 1));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/calls/);

  await signInAgain();
  await page.getByRole("link", { name: "Use a recovery code instead" }).click();
  await page.getByLabel("Recovery code").fill(codes[0] ?? "");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/overview/);
  await page.goto("/settings/security");
  const ofFactor = section(page, "Two-factor authentication");
  await expect(ofFactor.getByText("9 codes left")).toBeVisible();
  await ofFactor.getByRole("button", { name: "Generate new codes" }).click();
  const anew = page.getByRole("form", { name: "New recovery codes" });
  await anew.getByLabel("Your password").fill(account.password);
  await anew.getByLabel("Code from your authenticator app", { exact: false }).fill(codes[2] ?? "");
  await anew.getByRole("button", { name: "Generate ten new codes" }).click();
  await expect(anew.getByRole("listitem")).toHaveCount(10);
  const renewed = await anew.getByRole("listitem").allTextContents();
  await ofFactor.getByRole("button", { name: "Turn off" }).first().click();
  const form = page.getByRole("form", { name: "Turn off two-factor authentication" });
  await form.getByLabel("Your password").fill(account.password);
  await form.getByLabel("Code from your authenticator app", { exact: false }).fill(renewed[1] ?? "");
  await form.getByRole("button", { name: "Turn off" }).click();
  await expect(ofFactor.getByRole("link", { name: "Set up" })).toBeVisible();
});

test("sessions elsewhere are signed out one by one and all at once", { tag: behindTls }, async ({ page, browser }) => {
  const account = await registerAndConfirm(page);
  await signIn(page, account);
  const elsewhere = await Promise.all(
    [1, 2, 3].map(async () => {
      const other = await (await browser.newContext(ownAddress)).newPage();
      await signIn(other, account);
      return other;
    }),
  );
  await page.goto("/settings/security");
  const sessions = section(page, "Sessions").getByRole("listitem");
  await expect(sessions).toHaveCount(4);
  await expect(sessions.first()).toContainText("this session");
  await section(page, "Sessions")
    .getByRole("button", { name: /^Sign out / })
    .first()
    .click();
  await expect(sessions).toHaveCount(3);
  await section(page, "Sessions").getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(sessions).toHaveCount(1);
  for (const other of elsewhere) {
    await other.goto("/calls");
    await expect(other).toHaveURL(/\/sign-in\?callbackUrl=/);
    await other.context().close();
  }
});

test("a user exports their data, requests deletion and cancels it", async ({ page }) => {
  const account = await registerAndConfirm(page);
  await signIn(page, account);
  await page.goto("/settings/data");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export my data" }).click();
  const file = await (await download).path();
  expect((await readFile(file)).subarray(0, 2).toString()).toBe("PK");

  await page.getByRole("button", { name: "Delete my account" }).click();
  await page.getByLabel("Your password").fill(account.password);
  await page.getByRole("button", { name: "Delete it in 14 days" }).click();
  await expect(page.getByText("will be deleted after", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Keep my account" }).click();
  await expect(page.getByRole("button", { name: "Delete my account" })).toBeVisible();
});
