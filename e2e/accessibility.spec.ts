import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ownAddress, registerAndConfirm } from "./account-steps";
import { expect, test } from "./journey";
import { signIn } from "./sign-in";

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

      await page.goto("/agents");
      await expect(page.getByRole("region", { name: "Agents and their figures" })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole("rowheader").getByRole("link").first().click();
      await expect(page.getByRole("region", { name: "Targets" })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      for (const path of ["/analytics?vs=custom&source=phone", "/analytics?compare=agents"]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { name: "Analytics" })).toBeVisible();
        expect(await findings(page)).toEqual([]);
      }

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

    test("leads and customers, their forms included, have no fault that axe knows", async ({ page }) => {
      test.slow();
      for (const path of ["/leads", "/leads?view=board", "/leads?q=nobody+is+called+so", "/customers"]) {
        await page.goto(path);
        await expect(page.getByRole("link", { name: "Export CSV" })).toBeVisible();
        expect(await findings(page)).toEqual([]);
      }
      await page.goto("/customers");
      await page.getByRole("row").nth(1).getByRole("link").click();
      await expect(page.getByRole("region", { name: "Trail" })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.goto("/leads?customer=no");
      await page.getByRole("row").nth(1).getByRole("link").click();
      await page.getByRole("button", { name: "Override score" }).click();
      await expect(page.getByLabel("Your score")).toBeVisible();
      expect(await findings(page, standards)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Convert to customer" }).click();
      await expect(page.getByLabel("Sales rep")).toBeVisible();
      expect(await findings(page, standards)).toEqual([]);
      await page.keyboard.press("Escape");
      expect(await findings(page)).toEqual([]);
    });

    test("contacts and their import have no fault that axe knows", async ({ page }) => {
      test.slow();
      for (const path of ["/contacts", "/contacts/new", "/contacts/import", "/contacts/imports"]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        expect(await findings(page), path).toEqual([]);
      }
      await page.goto("/contacts");
      await page.getByRole("row").nth(1).getByRole("link").first().click();
      await expect(page.getByRole("region", { name: "Person" })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.goto("/contacts/import");
      await page.getByLabel("Or paste rows").fill("Name,Phone\nAda Lovelace,+44 20 7946 0018\nNobody,12\n");
      await page.getByRole("button", { name: "Go on with the pasted rows" }).click();
      await expect(page.getByRole("heading", { name: "What is in which column?" })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole("button", { name: "Check the rows" }).click();
      await expect(page.getByRole("heading", { name: "What will happen" })).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test("neither a search in calls, ticked and saved, nor the call that it leads to has a fault that axe knows", async ({
      page,
    }) => {
      test.slow();
      await page.goto("/calls?q=price&qualified=yes");
      await expect(page.locator("mark").first()).toBeVisible();
      await page.getByRole("checkbox").nth(1).check();
      await expect(page.getByRole("toolbar")).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole("button", { name: "Save view" }).click();
      await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
      expect(await findings(page, standards)).toEqual([]);
      await page.keyboard.press("Escape");

      await page.getByRole("row").nth(1).getByRole("link").click();
      await expect(page.getByRole("searchbox", { name: "Search in this transcript" })).toHaveValue("price");
      await expect(page.locator("li[aria-current=true] mark").first()).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole("button", { name: "Change the outcome" }).click();
      await expect(page.getByRole("menuitem", { name: "Busy" })).toBeVisible();
      expect(await findings(page, standards)).toEqual([]);
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

    test("what hangs over a page, and follow-ups and notifications, full and empty, have no fault that axe knows", async ({
      page,
      browser,
    }) => {
      test.slow();
      await page.goto("/follow-ups?tab=upcoming&at=nonsense");
      await page.getByRole("button", { name: "Schedule follow-up" }).click();
      const dialog = page.getByRole("dialog", { name: "Follow up somebody" });
      await dialog.getByLabel("Name").fill(`Axe ${colorScheme}`);
      await dialog.getByLabel("Email").fill("not an address");
      await dialog.getByRole("button", { name: "Schedule follow-up" }).click();
      await expect(dialog.getByText("This is no email address.")).toBeVisible();
      expect(await findings(page, standards)).toEqual([]);
      await dialog.getByLabel("Email").fill(`axe-${colorScheme}-${Date.now()}@lead.example`);
      await dialog.getByRole("button", { name: "Schedule follow-up" }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByRole("row", { name: new RegExp(`Axe ${colorScheme}`) }).first()).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.goto("/follow-ups?view=month");
      await expect(page.getByRole("table", { name: "Days of the month" })).toBeVisible();
      expect(await findings(page)).toEqual([]);

      await page.goto("/notifications");
      await expect(page.getByRole("listitem").first()).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole("button", { name: /^Notifications, / }).click();
      await expect(page.getByRole("dialog", { name: "Notifications" })).toBeVisible();
      expect(await findings(page, standards)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Search and go to" }).click();
      await expect(page.getByRole("option").first()).toBeVisible();
      expect(await findings(page, standards)).toEqual([]);
      await page.getByRole("option", { name: "Keyboard shortcuts" }).click();
      await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
      expect(await findings(page, standards)).toEqual([]);

      const fresh = await (
        await browser.newContext({ ...ownAddress, colorScheme, storageState: { cookies: [], origins: [] } })
      ).newPage();
      await signIn(fresh, await registerAndConfirm(fresh));
      for (const [path, title] of [
        ["/follow-ups", "No follow-ups yet"],
        ["/notifications", "No notifications yet"],
      ] as const) {
        await fresh.goto(path);
        await expect(fresh.getByRole("heading", { name: title })).toBeVisible();
        expect(await findings(fresh)).toEqual([]);
      }
      await fresh.context().close();
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
