import type pg from "pg";
import { hashPassword } from "@/lib/auth/passwords/hash-password";
import { verifyPassword } from "@/lib/auth/passwords/verify-password";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { DEMO_AGENTS } from "@/simulators/elevenlabs/demo-agents";

export const demoDays = 91;
export const demoTimezone = "Europe/London";

const dayMs = 86_400_000;
const accounts = [
  { email: "demo@example.com", name: "Solstice Group", role: "user" },
  { email: "admin@example.com", name: "Demo Admin", role: "super_admin" },
];

export type DemoTenant = { id: string; firstDay: Date };

/** Accounts are made as old as their history, which is how a repeated run finds the same months again. */
export async function ensureDemoAccounts(owner: pg.Client, password: string): Promise<DemoTenant> {
  for (const { email, name, role } of accounts) {
    if (await keepPassword(owner, email, password)) continue;
    await owner.query(
      `INSERT INTO users (email, name, role, password_hash, password_changed_at, email_verified, timezone, created_at)
       VALUES ($1, $2, $3, $4, now(), true, $5, date_trunc('second', now()) - make_interval(days => $6))
       ON CONFLICT (email) DO NOTHING`,
      [email, name, role, await hashPassword(password), demoTimezone, demoDays + 1],
    );
  }
  const { rows } = await owner.query<{ id: string; created_at: Date }>(
    "SELECT id, created_at FROM users WHERE email = 'demo@example.com'",
  );
  const [tenant] = rows;
  if (!tenant) throw new Error("The demo tenant is missing although it was just made.");
  for (const agent of DEMO_AGENTS) {
    await owner.query(
      `INSERT INTO agents (user_id, elevenlabs_agent_id, name, description) VALUES ($1, $2, $3, $4)
       ON CONFLICT (elevenlabs_agent_id) DO NOTHING`,
      [tenant.id, agent.agentId, agent.name, `Answers and calls on ${formatPhoneNumber(agent.agentNumber).text}`],
    );
  }
  return { id: tenant.id, firstDay: new Date(tenant.created_at.getTime() + dayMs) };
}

/**
 * Makes an existing account's password the one that the start is about to print.
 * @returns whether the account exists.
 */
async function keepPassword(owner: pg.Client, email: string, password: string): Promise<boolean> {
  const { rows } = await owner.query<{ password_hash: string | null }>(
    "SELECT password_hash FROM users WHERE email = $1",
    [email],
  );
  const [account] = rows;
  if (!account) return false;
  if (!(await verifyPassword(password, account.password_hash))) {
    await owner.query("UPDATE users SET password_hash = $2, password_changed_at = now() WHERE email = $1", [
      email,
      await hashPassword(password),
    ]);
  }
  return true;
}
