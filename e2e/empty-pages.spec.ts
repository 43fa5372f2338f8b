import { expect, test } from "@playwright/test";
import { ownAddress, registerAndConfirm } from "./account-steps";
import { signIn } from "./sign-in";

test.use(ownAddress);

test("a page without data explains how to fill it, and links to that step", async ({ page }) => {
  await signIn(page, await registerAndConfirm(page));

  await page.goto("/agents");
  await expect(page.getByRole("heading", { name: "No agents yet" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Connect an agent" })).toHaveAttribute(
    "href",
    "/calls",
  );

  await page.goto("/leads");
  await expect(page.getByRole("heading", { name: "No leads yet" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "See your calls" }).click();
  await expect(page.getByText("Post-call webhook address")).toBeVisible();
  await expect(page.getByText("Send the signing secret", { exact: false })).toContainText(
    "your Callwright administrator",
  );

  await page.goto("/analytics?direction=inbound");
  await page.getByRole("main").getByRole("link", { name: "Clear filters" }).last().click();
  await expect(page).not.toHaveURL(/direction/);
  await page.getByRole("link", { name: "Show the last 90 days" }).click();
  await expect(page).toHaveURL(/range=90d/);
  await page.getByRole("link", { name: "Go to your calls" }).click();
  await expect(page.getByText("Post-call webhook address")).toBeVisible();

  await page.goto("/follow-ups?view=month");
  await expect(page.getByText("No follow-ups in this month.", { exact: false })).toBeVisible();
  await expect(page.getByRole("link", { name: "calls with hot leads" })).toHaveAttribute("href", /temperature=hot/);
  await page.goto("/follow-ups?view=month&month=2026-11&day=2026-11-05");
  await expect(page.getByText("Schedule one with the button above.", { exact: false })).toBeVisible();
});
