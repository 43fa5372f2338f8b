import type { Page } from "@playwright/test";

export type PictureOf = {
  name: string;
  /** @returns whether there is such a page: an empty tenant has no call to open. */
  open(page: Page): Promise<boolean>;
};

const at = (name: string, path: string): PictureOf => ({
  name,
  async open(page) {
    await page.goto(path);
    return true;
  },
});

/** The page behind the first row of a list. */
const firstOf = (name: string, list: string): PictureOf => ({
  name,
  async open(page) {
    await page.goto(list);
    const row = page.locator("[data-row-link], tbody th a").first();
    if ((await row.count()) === 0) return false;
    await page.goto((await row.getAttribute("href")) ?? list);
    return true;
  },
});

export const picturesOfEverybody: readonly PictureOf[] = [
  at("sign-in", "/sign-in"),
  at("register", "/register"),
  at("forgot-password", "/forgot-password"),
  at("reset-password", "/reset-password"),
  at("verify-email", "/verify-email"),
];

export const picturesOfTenants: readonly PictureOf[] = [
  at("overview", "/overview"),
  at("overview-today", "/overview?range=today"),
  at("calls", "/calls"),
  at("calls-search", "/calls?q=price"),
  at("calls-no-match", "/calls?email=nobody@example.com"),
  firstOf("call", "/calls?temperature=hot"),
  at("leads", "/leads"),
  at("leads-board", "/leads?view=board"),
  firstOf("lead", "/leads?temperature=hot"),
  at("contacts", "/contacts"),
  at("contact-new", "/contacts/new"),
  firstOf("contact", "/contacts"),
  at("contacts-import", "/contacts/import"),
  at("contacts-imports", "/contacts/imports"),
  at("follow-ups", "/follow-ups"),
  at("follow-ups-month", "/follow-ups?view=month"),
  at("customers", "/customers"),
  firstOf("customer", "/customers"),
  at("agents", "/agents"),
  firstOf("agent", "/agents"),
  at("analytics", "/analytics"),
  at("notifications", "/notifications"),
  at("settings", "/settings"),
  at("settings-security", "/settings/security"),
  at("settings-data", "/settings/data"),
  at("not-found", "/calls/0198b0a0-0000-7000-8000-000000000000"),
];

export const picturesOfAdmins: readonly PictureOf[] = [
  at("admin-overview", "/admin"),
  at("admin-users", "/admin/users"),
  firstOf("admin-user", "/admin/users?q=demo@example.com"),
  at("admin-agents", "/admin/agents"),
  at("admin-health", "/admin/health"),
  at("admin-settings", "/admin/settings"),
  at("admin-audit-log", "/admin/audit-log"),
  at("admin-audit-log-no-match", "/admin/audit-log?q=nobody-at-all"),
  at("admin-not-found", "/admin/users/0198b0a0-0000-7000-8000-000000000000"),
];
