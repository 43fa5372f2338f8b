import { readFile } from "node:fs/promises";
import { conversationEvent } from "@/test/conversation";
import { demoTenant } from "./demo-accounts";
import { sendEvent } from "./finish-call";
import { adminTest, expect, test } from "./journey";
import { fillIn } from "./sign-in";

adminTest("an administrator lands on the admin panel, and goes to their own workspace and back", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/admin$/);
  await expect(page.getByRole("banner").getByText("Admin", { exact: true })).toBeVisible();
  const tiles = page.getByRole("region", { name: "Key metrics" }).getByRole("link");
  await expect(tiles).toHaveCount(10);
  await expect(tiles.first()).toHaveText(/^Tenants/);

  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Go to my workspace" }).click();
  await expect(page).toHaveURL(/\/overview$/);
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Calls" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("admin panel");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/admin$/);
  await page.keyboard.press("g");
  await page.keyboard.press("u");
  await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
});

test("a tenant is told that the admin panel is for administrators, and is offered no way there", async ({
  page,
  complaints,
}) => {
  const answer = await page.goto("/admin/users");
  expect(answer?.status()).toBe(403);
  // The browser reports what it is told.
  await expect.poll(() => complaints.length).toBe(1);
  expect(complaints.pop()).toContain("403 (Forbidden)");
  await expect(page.getByRole("heading", { name: "Only administrators may open this page" })).toBeVisible();
  await page.getByRole("link", { name: "Go to my workspace" }).click();
  await expect(page).toHaveURL(/\/overview$/);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: /admin/i })).toHaveCount(0);
});

adminTest("users are searched, filtered, sorted and downloaded as shown", async ({ page }) => {
  await page.goto("/admin/users");
  const rows = page.getByRole("row").filter({ has: page.getByRole("cell") });
  await expect(rows.first()).toBeVisible();
  const search = page.getByRole("searchbox", { name: "Search users" });
  await search.fill(demoTenant.email);
  await search.press("Enter");
  await expect(page).toHaveURL(/q=demo/);
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText(demoTenant.email);

  await page.getByRole("button", { name: "Filter by role" }).click();
  await page.getByRole("menuitem", { name: "Super admin" }).click();
  await expect(page.getByRole("heading", { name: "No matching users" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Clear filters" }).last().click();
  await expect(rows.nth(1)).toBeVisible();

  await page.getByRole("columnheader", { name: "Credits" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=most-credits/);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^admin-users-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(lines[0]).toMatch(/^User ID,Name,Email,Role,Status,Credits,/);
  expect(lines.length - 1).toBe(await rows.count());
});

adminTest(
  "a user is invited, given credits, noted about, deactivated and activated, each with its reason and entry",
  async ({ page }) => {
    const email = `grace-${Date.now()}@navy.example`;
    await page.goto("/admin/users");
    await page.getByRole("button", { name: "Invite user" }).click();
    const invitation = page.getByRole("dialog", { name: "Invite a user" });
    await invitation.getByLabel("Name").fill("Grace Hopper");
    await invitation.getByLabel("Email").fill("no address");
    await invitation.getByRole("button", { name: "Send invitation" }).click();
    await expect(invitation.getByText("Enter a valid email address")).toBeVisible();
    await expect(invitation.getByText("Say why, for whoever asks later.")).toBeVisible();
    await expect(invitation.getByLabel("Email")).toBeFocused();
    await expect(invitation.getByLabel("Name")).toHaveValue("Grace Hopper");
    await invitation.getByLabel("Email").fill(email);
    await invitation.getByLabel("Reason").fill("Signed the contract");
    await invitation.getByRole("button", { name: "Send invitation" }).click();
    await expect(page.getByText("The invitation is on its way.")).toBeVisible();

    await page.goto(`/admin/users?q=${email}`);
    await page.getByRole("link", { name: "Grace Hopper" }).click();
    await expect(page.getByRole("heading", { name: "Grace Hopper", level: 1 })).toBeVisible();
    const history = page.getByRole("region", { name: "History" });
    await expect(history).toContainText("User invited");
    await expect(history).toContainText("Signed the contract");

    await page.getByRole("button", { name: "Adjust credits" }).click();
    const credits = page.getByRole("dialog", { name: "Adjust credits" });
    await credits.getByRole("textbox", { name: "Credits" }).fill("0");
    await credits.getByLabel("Reason").fill("Welcome");
    await credits.getByRole("button", { name: "Adjust credits" }).click();
    await expect(credits.getByText("Zero credits move nothing.")).toBeVisible();
    await credits.getByRole("textbox", { name: "Credits" }).fill("+1,500");
    await credits.getByRole("button", { name: "Adjust credits" }).click();
    await expect(page.getByText("The balance was 15 and is 1,515 credits now.")).toBeVisible();
    await expect(page.getByRole("table", { name: "Ledger" })).toContainText("+1,500");
    await expect(history).toContainText("15 → 1,515");

    await page.getByRole("textbox", { name: "Note" }).fill("Wants an invoice by post");
    await page.getByRole("button", { name: "Add note" }).click();
    await expect(history).toContainText("Wants an invoice by post");
    await expect(page.getByRole("textbox", { name: "Note" })).toHaveValue("");

    for (const [action, status] of [
      ["Deactivate", "Deactivated"],
      ["Activate", "Not verified"],
    ] as const) {
      await page.getByRole("button", { name: action, exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Reason").fill("Asked by phone");
      await dialog.getByRole("button", { name: action, exact: true }).click();
      await expect(page.getByRole("region", { name: "Account" })).toContainText(status);
    }

    await page.getByRole("link", { name: "In the audit log" }).click();
    await expect(page).toHaveURL(/\/admin\/audit-log\?target=/);
    const rows = page.getByRole("table", { name: "Audit log" }).getByRole("row");
    await expect(rows.filter({ hasText: "Account deactivated" })).toContainText("Active → Deactivated");
    await expect(rows.filter({ hasText: "Credits adjusted" })).toContainText("Welcome");
    await page.getByRole("button", { name: "Verify the chain" }).click();
    await expect(page.getByRole("status").filter({ hasText: "are as they were written" })).toBeVisible();
  },
);

adminTest("a lockout is seen on the user's page and lifted there", async ({ page, browser, baseURL }) => {
  const email = `locked-${Date.now()}@navy.example`;
  await page.goto("/admin/users");
  await page.getByRole("button", { name: "Invite user" }).click();
  const invitation = page.getByRole("dialog", { name: "Invite a user" });
  await invitation.getByLabel("Name").fill("Locked Ada");
  await invitation.getByLabel("Email").fill(email);
  await invitation.getByLabel("Reason").fill("Test");
  await invitation.getByRole("button", { name: "Send invitation" }).click();
  await expect(invitation).toBeHidden();

  const elsewhere = await browser.newContext({
    baseURL,
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { "x-forwarded-for": "203.0.113.77" },
  });
  const stranger = await elsewhere.newPage();
  await stranger.goto("/sign-in");
  for (let failure = 0; failure < 6; failure += 1) {
    await fillIn(stranger, { email, password: `wrong ${failure}` });
    await expect(stranger.getByText(failure < 5 ? /address or password is wrong/ : /^Too many attempts/)).toBeVisible();
    await stranger.reload();
  }
  await elsewhere.close();

  await page.goto(`/admin/users?q=${email}`);
  await page.getByRole("link", { name: "Locked Ada" }).click();
  await expect(page.getByRole("region", { name: "Account" })).toContainText("Has to wait to sign in until");
  await page.getByRole("button", { name: "Lift lockout" }).click();
  const dialog = page.getByRole("dialog", { name: "Lift the lockout" });
  await dialog.getByLabel("Reason").fill("Forgot the password");
  await dialog.getByRole("button", { name: "Lift lockout" }).click();
  await expect(page.getByText(/\d failures forgiven/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Account" })).not.toContainText("Has to wait");
});

adminTest("a setting is changed within its bounds, seen in its history and returned to its value", async ({ page }) => {
  await page.goto("/admin/settings");
  const row = page.getByRole("listitem").filter({ hasText: "max_contacts_per_upload" });
  await expect(row).toContainText("10,000 contacts");
  await page.getByRole("button", { name: "Change Contacts in one file" }).click();
  const dialog = page.getByRole("dialog", { name: "Contacts in one file" });
  await dialog.getByLabel(/^New value/).fill("0");
  await dialog.getByLabel("Reason").fill("A large customer");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("is a whole number from 1 to 1000000")).toBeVisible();
  await dialog.getByLabel(/^New value/).fill("20,000");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("20,000 contacts");
  await row.getByText("Changed by").click();
  await expect(row).toContainText("10,000 → 20,000");
  await row.getByRole("button", { name: "Return Contacts in one file to 10,000" }).first().click();
  const back = page.getByRole("dialog", { name: "Contacts in one file" });
  await back.getByLabel("Reason").fill("Done");
  await back.getByRole("button", { name: "Return to 10,000" }).click();
  await expect(row).toContainText("10,000 contacts");
});

adminTest(
  "an agent whose events wait is linked, and its calls appear in the tenant's workspace",
  async ({ page, request }) => {
    const agentId = `agent_e2e${Date.now()}`;
    // Calls without scores: other journeys look at the newest hot leads.
    for (const minutes of [3, 2])
      await sendEvent(request, conversationEvent({ agentId, startedAt: new Date(Date.now() - minutes * 60_000) }));
    await page.goto("/admin/agents");
    const waiting = page.getByRole("table", { name: "Waiting to be linked" }).getByRole("row");
    await expect(async () => {
      await page.reload();
      await expect(waiting.filter({ hasText: agentId })).toContainText("2", { timeout: 2_000 });
    }).toPass();
    await page.getByRole("button", { name: `Link the agent ${agentId}` }).click();
    const dialog = page.getByRole("dialog", { name: "Link an agent" });
    await dialog.getByLabel("Account").fill("nobody@tenant.example");
    await dialog.getByLabel("Name").fill("Harbour line");
    await dialog.getByLabel("Reason").fill("Ordered by Solstice");
    await dialog.getByRole("button", { name: "Link agent" }).click();
    await expect(dialog.getByText("There is no account with this address or ID.")).toBeVisible();
    await dialog.getByLabel("Account").fill(demoTenant.email);
    await dialog.getByRole("button", { name: "Link agent" }).click();
    await expect(page.getByText("2 events that came before are being read.")).toBeVisible();
    const row = page.getByRole("table", { name: "Agents", exact: true }).getByRole("row").filter({ hasText: agentId });
    await expect(row.getByRole("cell", { name: "2", exact: true }).first()).toBeVisible();
    await expect(waiting.filter({ hasText: agentId })).toHaveCount(0);

    await page.getByRole("button", { name: "Edit Harbour line" }).first().click();
    const edit = page.getByRole("dialog", { name: "Edit the agent" });
    await edit.getByLabel("Name").fill("Harbour reception");
    await edit.getByLabel("Reason").fill("Renamed by the tenant");
    await edit.getByRole("button", { name: "Save" }).click();
    await expect(row).toContainText("Harbour reception");
  },
);

adminTest(
  "an agent of the ElevenLabs workspace is offered by its name, and one that is linked is not",
  async ({ page }) => {
    await page.goto("/admin/agents");
    await page.getByRole("button", { name: "Link agent" }).click();
    const dialog = page.getByRole("dialog", { name: "Link an agent" });
    await expect(dialog.getByText("By name, from your ElevenLabs workspace.")).toBeVisible();
    await dialog.getByPlaceholder("Choose an agent").click();
    const option = page.getByRole("option", { name: /\(linked to Solstice Group\)/ }).first();
    await expect(option).toBeVisible();
    await expect(option).toHaveAttribute("data-combobox-disabled", "true");
  },
);

adminTest(
  "an event that could not be read is seen on the health page and read again, and a task is started",
  async ({ page, request }) => {
    await sendEvent(request, {
      type: "post_call_transcription",
      event_timestamp: 1_790_000_000,
      data: { note: Date.now() },
    });
    await page.goto("/admin/health");
    const reasons = page.getByRole("table", { name: "Events set aside, by reason" }).getByRole("row");
    await expect(async () => {
      await page.reload();
      await expect(reasons.filter({ hasText: "No conversation" })).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await page.getByRole("button", { name: "Read again: No conversation" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("The reader was mended");
    await dialog.getByRole("button", { name: "Read again" }).click();
    await expect(page.getByText(/events? (is|are) read again\./)).toBeVisible();
    await expect(page.getByRole("region", { name: "ElevenLabs" })).toContainText("In force");

    await page.getByRole("button", { name: "Run now: Remove ended sessions" }).click();
    const task = page.getByRole("dialog", { name: "Remove ended sessions" });
    await task.getByLabel("Reason").fill("Trying it");
    await task.getByRole("button", { name: "Run now" }).click();
    await expect(page.getByText("It is queued and runs in a moment.")).toBeVisible();
    const row = page
      .getByRole("table", { name: "Scheduled tasks" })
      .getByRole("row")
      .filter({ hasText: "Remove ended sessions" });
    await expect(row).toContainText(/just now|\d+ min ago/);
  },
);
