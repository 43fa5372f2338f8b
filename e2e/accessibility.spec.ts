import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./journey";

const standards = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** What axe finds; an open menu floats outside the page's landmarks, which only its "best practice" minds. */
async function findings(page: Page, tags = [...standards, "best-practice"]): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} scheme`, () => {
    test.use({ colorScheme });

    test("no page has a fault that axe knows", async ({ page, complaints }) => {
      // Seven analyses of whole pages take half a minute of an idle machine.
      test.slow();
      await page.goto("/overview");
      await expect(page.getByRole("heading", { name: "Calls over time" })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByText("Table", { exact: true }).click();
      expect(await findings(page)).toEqual([]);

      await page.goto("/calls?temperature=hot&status=nonsense");
      expect(await findings(page)).toEqual([]);
      await page.getByRole("button", { name: "Filter by status" }).click();
      await expect(page.getByRole("menuitem", { name: "In progress" })).toBeVisible();
      expect(await findings(page, standards)).toEqual([]);
      await page.keyboard.press("Escape");

      await page.getByRole("row").nth(1).getByRole("link").click();
      await page.getByRole("region", { name: "Lead score" }).getByText("Intent").click();
      expect(await findings(page)).toEqual([]);

      for (const path of ["/settings", "/settings/security", "/settings/data"]) {
        await page.goto(path);
        await expect(page.getByRole("navigation", { name: "Settings" })).toBeVisible();
        expect(await findings(page)).toEqual([]);
      }

      await page.goto("/calls/0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a");
      expect(await findings(page)).toEqual([]);
      complaints.length = 0;
      await page.context().clearCookies();
      await page.goto("/sign-in");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("Enter your password.")).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test("no page for whoever is not signed in has a fault that axe knows", async ({ page }) => {
      await page.context().clearCookies();
      for (const path of ["/register", "/verify-email", "/verify-email?token=x", "/forgot-password", "/mail"]) {
        await page.goto(path);
        expect(await findings(page)).toEqual([]);
      }
      await page.goto("/reset-password?token=x");
      await page.getByRole("button", { name: "Set the new password" }).click();
      await expect(page.getByText("This link does not work", { exact: false })).toBeVisible();
      expect(await findings(page)).toEqual([]);

      await page.goto("/register");
      await page.getByRole("button", { name: "Create the account" }).click();
      await expect(page.getByText("Choose a password.")).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test("the page is in that scheme from its first paint", async ({ page }) => {
      await page.goto("/overview", { waitUntil: "commit" });
      await page.locator("body").waitFor();
      const luminance = await page.evaluate(() => {
        const [red = 0, green = 0, blue = 0] =
          getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
        return (red + green + blue) / 3;
      });
      if (colorScheme === "dark") expect(luminance).toBeLessThan(60);
      else expect(luminance).toBeGreaterThan(200);
    });
  });
}
