import { behindTls } from "./behind-tls";
import { expect, test } from "./journey";

test("what was done on one page is undone from another", { tag: behindTls }, async ({ page }) => {
  const mark = Date.now() % 1_000_000;
  const name = `Dora ${mark}`;
  const menu = page.getByRole("navigation", { name: "Main", exact: true });
  await page.goto("/follow-ups");
  await page.getByRole("button", { name: "Schedule follow-up" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Follow up somebody" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Phone number").fill(`+44 20 7946 ${String(mark).padStart(6, "0").slice(0, 4)}`);
  await dialog.getByRole("button", { name: "Today" }).click();
  await dialog.getByRole("button", { name: "Schedule follow-up" }).click();
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toBeVisible();
  await page.getByRole("button", { name: `Cancel the follow-up of ${name}` }).click();
  await expect(page.getByRole("status").getByText(`Cancelled: ${name}`)).toBeVisible();

  await menu.getByRole("link", { name: "Calls" }).click();
  await expect(page).toHaveURL(/\/calls/);
  const answered = page.waitForResponse((response) => "next-action" in response.request().headers());
  await page.getByRole("button", { name: "Undo" }).click();
  expect((await answered).headers()["content-type"]).toContain("text/x-component");

  await menu.getByRole("link", { name: "Follow-ups" }).click();
  await expect(row).toBeVisible();
});
