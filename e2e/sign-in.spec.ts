import { expect } from "@playwright/test";
import { signInRefusal } from "@/lib/auth/schema";
import { demoTenant } from "./demo-accounts";
import { test } from "./fixtures";

test("whoever is not signed in is asked to, and lands on the page they wanted", async ({ page }) => {
  await page.goto("/calls");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel("Email").fill(demoTenant.email);
  await page.getByLabel("Password", { exact: true }).fill(demoTenant.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/calls/);
  await expect(page.getByRole("heading", { name: "Calls", level: 1 })).toBeVisible();
});

test("a wrong password is refused in words that do not tell whether the account exists", async ({ page }) => {
  for (const email of [demoTenant.email, "nobody@example.com"]) {
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(signInRefusal);
  }
});

test("a signed-in tenant is shown the overview", async ({ tenantPage }) => {
  await tenantPage.goto("/");
  await expect(tenantPage).toHaveURL(/\/overview/);
  await expect(tenantPage.getByRole("heading", { level: 1 })).toBeVisible();
});
