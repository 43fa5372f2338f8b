import { expect, test } from "@playwright/test";
import { signInRefusal } from "@/lib/auth/sign-in/sign-in-refusal";
import { behindTls } from "./behind-tls";
import { demoAdmin, demoTenant } from "./demo-accounts";
import { fillIn, signIn } from "./sign-in";

test("a wrong password is reported beside the field, and the input is kept", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Enter your email address.")).toBeVisible();
  await expect(page.getByText("Enter your password.")).toBeVisible();
  await expect(page.getByLabel("Email")).toBeFocused();

  await page.getByLabel("Email").fill(demoTenant.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The email address or password is wrong.")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(demoTenant.email);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("not the password");
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
});

test("a signed-out visitor who opened a page returns to it after signing in, with its filters", {
  tag: behindTls,
}, async ({ page }) => {
  await page.goto("/calls?temperature=hot&range=90d");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await fillIn(page, demoTenant);
  await expect(page).toHaveURL(/\/calls\?temperature=hot&range=90d$/);
  await expect(page.getByRole("button", { name: "Temperature: Hot" })).toBeVisible();
});

test("signing in never leads to another site, and an admin's address may be written in capitals", {
  tag: behindTls,
}, async ({ page }) => {
  await page.goto("/sign-in?callbackUrl=https%3A%2F%2Fevil.example%2F");
  await fillIn(page, { ...demoAdmin, email: demoAdmin.email.toUpperCase() });
  await expect(page).toHaveURL(/localhost:\d+\/admin$/);
});

test("a refusal does not tell whether the account exists", async ({ page }) => {
  for (const email of [demoTenant.email, "nobody@example.com"]) {
    await page.goto("/sign-in");
    await fillIn(page, { email, password: "not the password" });
    await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(signInRefusal);
  }
});

test("signing out ends the session for good, also for a copy of its cookie", { tag: behindTls }, async ({
  page,
  context,
  request,
}) => {
  await signIn(page, demoTenant);
  const cookies = await context.cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  expect((await request.get("/api/overview", { headers: { cookie } })).status()).toBe(200);

  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  const after = await request.get("/api/overview", { headers: { cookie } });
  expect(after.status()).toBe(401);
  expect(await after.json()).toMatchObject({ code: "UNAUTHENTICATED" });
});

test("nobody sees anything without signing in", { tag: behindTls }, async ({ request }) => {
  for (const path of [
    "/api/overview",
    "/api/calls",
    "/api/live",
    "/api/calls/0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a/recording",
  ])
    expect((await request.get(path)).status()).toBe(401);
  for (const path of ["/", "/overview", "/calls", "/calls/0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a"]) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status()).toBe(307);
    expect(answer.headers().location).toContain("/sign-in");
  }
});
